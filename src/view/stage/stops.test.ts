// Tab leads to one thing of each lane, and back to where one was.
import { expect, it } from 'vitest';
import type { Mark } from '../../geometry/mark.ts';
import { stopsIn } from './stops.ts';

const thing = (key: string, lane: string | null, more: Partial<Mark> = {}): Mark =>
  ({ kind: 'box', key, lane, x: 0, y: 0, w: 10, h: 10, name: key, of: key, ...more }) as Mark;
const marks = [
  thing('flight', null, { moving: true }),
  thing('service', null),
  thing('mute', 'log', { name: '' }),
  thing('a', 'log'),
  thing('b', 'log'),
];

it('leads to the first thing with words that stands, in every lane', () => {
  expect(stopsIn(marks, {})).toEqual(['service', 'a']);
  expect(stopsIn(marks.slice(0, 1), {})).toEqual(['flight']);
});

it('leads back to where one was, whatever moves there', () => {
  expect(stopsIn(marks, { '': 'flight', log: 'b' })).toEqual(['flight', 'b']);
});

it('leads to the first again when that is gone', () => {
  expect(stopsIn(marks, { log: 'gone' })).toEqual(['service', 'a']);
});
