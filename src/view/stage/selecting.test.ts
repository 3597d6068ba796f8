// Where the arrow keys lead on a stage.

import { expect, test } from 'vitest';
import type { Mark } from '../../geometry/mark.ts';
import { neighbour, underWayAt } from './selecting.ts';

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

test('a pointer means the topmost of what is under way between the lanes, painted or not', () => {
  const [low, high] = ['low', 'high'].map((key, n) => thing(key, 4 * n, 0, { lane: null, moving: true }));
  const at = (x: number): string | undefined => underWayAt([a, low!, high!, b], x, 5)?.key;
  expect([at(2), at(6), at(12), at(25)]).toEqual(['low', 'high', 'high', undefined]);
});
