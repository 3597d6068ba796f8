// A wire leaves and arrives level, and what is on it lies on it.
import { expect, it } from 'vitest';
import { onWire, wirePath } from './wire.ts';

it('is a curve whose ends are level', () => {
  expect(wirePath([1.23456, 2], [100.5, 50])).toBe('M1.235,2C50.867,2,50.867,50,100.5,50');
});

it('has its middle halfway between its ends', () => {
  expect([0, 0.5, 1].map((t) => onWire([0, 10], [100, 50], t))).toEqual([
    [0, 10],
    [50, 30],
    [100, 50],
  ]);
});
