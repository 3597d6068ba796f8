// What moves is painted between what lies below and above it, and what must be reached is drawn.
import { expect, it } from 'vitest';
import type { Mark } from '../../geometry/mark.ts';
import { layersOf } from './layers.ts';

const place = { lane: null, x: 0, y: 0, w: 10, h: 10 };
const wire: Mark = { ...place, kind: 'stroke', key: 'wire', look: 'wire', d: '', width: 1 };
const service: Mark = { ...place, kind: 'box', key: 'service', of: 'producer/a', name: 'a' };
const flights = [0, 1, 2].map((n): Mark => ({
  ...{ ...place, kind: 'card', key: `flight/${n}`, tone: 0, value: '', size: 12 },
  ...{ moving: true, of: `send/${n}`, name: `order ${n}` },
}));
const keysOf = (stays: (mark: Mark) => boolean): string[][] => {
  const { below, crowd, above } = layersOf([wire, ...flights, service], stays);
  return [below, crowd, above].map((marks) => marks.map(({ key }) => key));
};

it('paints what moves between what lies below and above it', () => {
  expect(keysOf(() => false)).toEqual([['wire'], ['flight/0', 'flight/1', 'flight/2'], ['service']]);
});

it('draws what stays, so that it can be reached', () => {
  expect(keysOf(({ key }) => key === 'flight/1')).toEqual([
    ['wire'],
    ['flight/0', 'flight/2'],
    ['flight/1', 'service'],
  ]);
});
