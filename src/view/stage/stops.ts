// Which marks of a stage Tab leads to: one in each lane. From there the arrow keys go on.

import type { Mark } from '../../geometry/mark.ts';

/**
 * The keys of these marks: in every lane the one that had the focus last, and at first the first that has words. What moves is gone
 * soon, and comes after what stands.
 * @param last per lane, the key of the mark that had the focus last
 */
export function stopsIn(marks: readonly Mark[], last: Readonly<Record<string, string>>): string[] {
  const found: Record<string, Mark> = {};
  for (const mark of marks) {
    const lane = mark.lane ?? '';
    const first = found[lane];
    if (!mark.of || !mark.name) continue;
    const better = mark.key === last[lane] || (first?.moving && !mark.moving && first.key !== last[lane]);
    if (!first || better) found[lane] = mark;
  }
  return Object.values(found).map(({ key }) => key);
}
