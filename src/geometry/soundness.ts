// What must hold of every picture: nothing lies on anything else, nothing leaves the frame, nothing is too small to read, and what
// did not change does not move. For tests.

import type { Frame } from './frame.ts';
import type { Mark } from './mark.ts';

/** A mark that is neither under way nor dying away. */
const resting = (mark: Mark): boolean => !mark.moving && (mark.opacity ?? 1) > 0;
const solid = (mark: Mark): boolean => mark.kind === 'card' || mark.kind === 'text' || mark.kind === 'hollow';
const overlap = (a: Mark, b: Mark): boolean =>
  Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) > 1 &&
  Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) > 1.5;

/** A count stands in its folded block, a label on the floor that records left behind. */
const belongs = (a: Mark, b: Mark): boolean =>
  [a, b].some((one) => one.kind === 'hollow' && (one.look === 'folded' || one.look === 'expired')) &&
  [a, b].some((one) => one.kind === 'text');

/** Pairs of things in one place, and boxes that lie on boxes or cut through what is not in them. */
export function collisions({ marks }: Frame): string[] {
  const found: string[] = [];
  const all = marks
    .filter((mark) => resting(mark) && (solid(mark) || mark.kind === 'box'))
    .toSorted((a, b) => a.x - b.x);
  const within = (a: Mark, b: Mark): boolean =>
    a.x >= b.x - 1 && a.y >= b.y - 1 && a.x + a.w <= b.x + b.w + 1 && a.y + a.h <= b.y + b.h + 1;
  for (const [i, a] of all.entries())
    for (let j = i + 1; j < all.length && all[j]!.x < a.x + a.w; j++) {
      const b = all[j]!;
      if (!overlap(a, b) || belongs(a, b)) continue;
      const [one, box] = a.kind === 'box' ? [b, a] : [a, b];
      if (box.kind !== 'box' || one.kind === 'box' || !within(one, box)) found.push(`${a.key} × ${b.key}`);
    }
  return found;
}

export const outside = ({ marks, width, height }: Frame): string[] =>
  marks
    .filter(resting)
    .filter(({ x, y, w, h }) => x < -1 || y < -1 || x + w > width + 2 || y + h > height + 2)
    .map(({ key, x, y, w, h }) => `${key} ${[x, y, w, h].map(Math.round).join(' ')}`);

/** Type that is too small, keys given twice, numbers that are none. */
export function unreadable({ marks }: Frame, least: number): string[] {
  const keys = marks.map(({ key }) => key);
  return [
    ...marks.flatMap((mark) =>
      'size' in mark && mark.size < least ? [`${mark.key} is ${mark.size} px`] : [],
    ),
    ...keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `${key} twice`),
    ...marks.flatMap((mark) =>
      [mark.x, mark.y, mark.w, mark.h].every(Number.isFinite) ? [] : [`${mark.key} is nowhere`],
    ),
  ];
}

/** Boxes, lines and labels that stand elsewhere in another picture of the same run. */
export function moved(one: Frame, other: Frame): string[] {
  const fixed = ({ kind, key }: Mark): boolean =>
    kind === 'box' || /\/(top|bottom|name|title|label)$/.test(key);
  const places = new Map(one.marks.filter(fixed).map((mark) => [mark.key, mark]));
  return other.marks.flatMap((mark) => {
    const was = places.get(mark.key);
    const still = !was || (Math.abs(was.x - mark.x) < 0.1 && Math.abs(was.y - mark.y) < 0.1);
    return still ? [] : [mark.key];
  });
}
