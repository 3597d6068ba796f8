// Where the arrow keys lead on a stage.

import { expect, test } from 'vitest';
import type { Mark } from '../../geometry/mark.ts';
import { neighbour } from './selecting.ts';

const thing = (key: string, x: number, y: number, more: Partial<Mark> = {}): Mark =>
  ({ kind: 'box', key, lane: 'log', x, y, w: 10, h: 10, name: key, of: `send/${key}`, ...more }) as Mark;

const [a, b, c] = [thing('a', 0, 0), thing('b', 20, 0), thing('c', 40, 2)];
const below = thing('below', 22, 60);
const marks = [
  a,
  b,
  c,
  below,
  thing('elsewhere', 12, 0, { lane: 'queue' }),
  { ...thing('mute', 30, 0), name: '' },
];
const to = (from: Mark, arrow: string): string | undefined => neighbour(marks, from, arrow)?.key;

test('the arrows lead to the nearest thing of the lane that has words', () => {
  expect([to(a, 'ArrowRight'), to(b, 'ArrowRight'), to(c, 'ArrowLeft')]).toEqual(['b', 'c', 'b']);
  expect([to(b, 'ArrowDown'), to(below, 'ArrowUp')]).toEqual(['below', 'b']);
});

test('where there is nothing, they lead nowhere', () => {
  expect([to(a, 'ArrowLeft'), to(a, 'ArrowUp'), to(below, 'ArrowDown')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
