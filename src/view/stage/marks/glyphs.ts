// The signs of customers: further signs before further colours.

type Corner = readonly [x: number, y: number];

/**
 * How often a sign repeats its corners round its middle, and those corners, the sign's room being one: such that each sign looks as
 * large as the others. The circle has none.
 */
const SIGNS: readonly (readonly [turns: number, ...corners: Corner[]])[] = [
  [0],
  [4, [-0.42426, -0.42426]],
  [3, [0, -0.6566]],
  [4, [0, -0.4686]],
  [5, [0, -0.6806], [0.1528, -0.2103]],
  [4, [-0.1761, -0.1761], [-0.1761, -0.5282], [0.1761, -0.5282]],
  [3, [0.202, 0.1166], [0.202, 0.5205], [-0.202, 0.5205]],
];

const RADIUS = 0.50145;

/** Side of the square that `glyphPath` draws in. */
export const GLYPH_SIZE = 100;

const paths = SIGNS.map(([turns, ...corners]) => {
  const long = (length: number): number => Math.round(length * GLYPH_SIZE * 100) / 100;
  if (turns === 0) {
    const r = long(RADIUS);
    return `M${r},0A${r},${r},0,1,1,-${r},0A${r},${r},0,1,1,${r},0`;
  }
  const points = Array.from({ length: turns }, (_, turn) => {
    const [sin, cos] = [Math.sin((2 * Math.PI * turn) / turns), Math.cos((2 * Math.PI * turn) / turns)];
    return corners.map(([x, y]) => `${long(x * cos - y * sin)},${long(x * sin + y * cos)}`);
  });
  return `M${points.flat().join('L')}Z`;
});

/** Path of a customer's sign around the origin: to be drawn to scale, so that it is the same in every size. */
export const glyphPath = (tone: number): string => paths[tone % paths.length]!;

/** Class of a customer's colour. */
export const toneClass = (tone: number | null): string => (tone === null ? 'k0' : `k${(tone % 4) + 1}`);
