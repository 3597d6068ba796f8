// Every specimen shows something, and nothing that lies on something else.

import { expect, test } from 'vitest';
import { collisions } from '../../geometry/soundness.ts';
import { collections } from './collections.ts';
import { pictureOf } from './pictures.ts';

const all = collections.flatMap(({ specimens }) => specimens.map((one) => [one.name, one] as const));

test.each(all)('%s: its marks are there, and apart', (_, specimen) => {
  for (const [width, scale] of [
    [448, 1],
    [320, 1],
    [896, 1.6],
  ] as const) {
    const { marks, w, h } = pictureOf(specimen, width, scale);
    const kinds = new Set(marks.map(({ kind }) => kind));
    expect(kinds.size).toBeGreaterThan(0);
    expect(w).toBeLessThan(width + 14);
    expect(h).toBeLessThan(340 * scale);
    expect(collisions({ marks, width: w, height: h, lanes: [], summary: '' })).toEqual([]);
  }
});

test('each says its own in one sentence', () => {
  const sentences = all.map(([, { says }]) => says);
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const says of sentences) expect(says).toMatch(/^[A-Z].{20,160}\.$/);
});
