// What Java puts into a hash table comes out in this order.

import { expect, it } from 'vitest';
import { hashOfPartition, hashOfText, hashOrder } from './hash-order.ts';

it('hashes as Java does', () => {
  expect(hashOfText('')).toBe(0);
  expect(hashOfText('orders')).toBe(-1008770331);
  expect(hashOfPartition('orders', 0)).toBe(31 * 31 - 1008770331);
});

it('orders by bucket, as kafka-topics --describe printed them', () => {
  expect(hashOrder(['a.b', 'o2', 'orders'], hashOfText, 3)).toEqual(['a.b', 'orders', 'o2']);
  expect(hashOrder(['o2', 'orders'], hashOfText, 2)).toEqual(['orders', 'o2']);
});

it('grows as it fills', () => {
  const numbers = Array.from({ length: 13 }, (_, n) => n * 16);
  const hash = (n: number): number => n;
  expect(hashOrder(numbers.slice(0, 12), hash)).toEqual(numbers.slice(0, 12));
  expect(hashOrder(numbers, hash)).toEqual([
    ...numbers.filter((n) => n % 32 === 0),
    ...numbers.filter((n) => n % 32),
  ]);
});
