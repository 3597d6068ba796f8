// The signs of customers: further signs before further colours.

import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond2,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';

/** Shapes with the area that makes each look as large as the others. */
const SHAPES = [
  [symbolCircle, 0.79],
  [symbolSquare, 0.72],
  [symbolTriangle, 0.56],
  [symbolDiamond2, 0.56],
  [symbolStar, 0.52],
  [symbolCross, 0.62],
  [symbolWye, 0.56],
] as const;

/** Path of a customer's sign around the origin, in a square of this size. */
export function glyphPath(tone: number, size: number): string {
  const [shape, share] = SHAPES[tone % SHAPES.length]!;
  return symbol(shape, share * size * size)() ?? '';
}

/** Class of a customer's colour. */
export const toneClass = (tone: number | null): string => (tone === null ? 'k0' : `k${(tone % 4) + 1}`);
