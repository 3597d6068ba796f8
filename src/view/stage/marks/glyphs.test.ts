// Signs look alike in size and no two are the same.
import { expect, it } from 'vitest';
import { glyphPath } from './glyphs.ts';

const SIGNS = 7;
const numbers = (path: string): number[] => path.match(/-?[\d.]+/g)!.map(Number);

/** Area within the corners of a path. */
function area(path: string): number {
  const [all, corners] = [numbers(path), [] as [number, number][]];
  for (let i = 0; i < all.length; i += 2) corners.push([all[i]!, all[i + 1]!]);
  return corners.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

it('draws a square of 72 hundredths of its room, and pointed signs smaller', () => {
  expect(glyphPath(1)).toBe('M-42.43,-42.43L42.43,-42.43L42.43,42.43L-42.43,42.43Z');
  const areas = [1, 2, 3, 4, 5, 6].map((tone) => Math.abs(area(glyphPath(tone))) / 100);
  expect(areas.map(Math.round)).toEqual([72, 56, 44, 52, 62, 56]);
});

it('has another sign for each customer until it begins anew', () => {
  const signs = Array.from({ length: SIGNS }, (_, tone) => glyphPath(tone));
  expect(new Set(signs).size).toBe(SIGNS);
  expect(glyphPath(SIGNS)).toBe(signs[0]);
});
