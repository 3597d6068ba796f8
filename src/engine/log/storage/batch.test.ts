// Records find their offsets in batches with and without gaps (kafka-log §2.2).

import { expect, test } from 'vitest';
import { indexFrom, offsetOf } from './batch.ts';
import { batchIndexFrom } from './segment.ts';
import type { Batch } from './state.ts';

const batch = (baseOffset: number, lastOffset: number, offsets: number[] | null = null): Batch => ({
  baseOffset,
  lastOffset,
  records: (offsets ?? Array.from({ length: lastOffset - baseOffset + 1 })).map(() => ({
    key: 'k',
    value: 'v',
    timestamp: 1,
  })),
  offsets,
  sizeBytes: 61,
  maxTimestamp: 1,
  pid: -1,
  deleteHorizon: null,
  transaction: null,
});

test('every offset of a batch as it was appended has a record', () => {
  const dense = batch(10, 12);
  expect([0, 1, 2].map((n) => offsetOf(dense, n))).toEqual([10, 11, 12]);
  expect([9, 10, 12, 13].map((offset) => indexFrom(dense, offset))).toEqual([0, 0, 2, 3]);
});

test('a cleaned batch has gaps, and may be empty', () => {
  const sparse = batch(10, 19, [11, 15, 18]);
  expect([0, 1, 2].map((n) => offsetOf(sparse, n))).toEqual([11, 15, 18]);
  expect([10, 11, 12, 15, 18, 19].map((offset) => indexFrom(sparse, offset))).toEqual([0, 0, 1, 1, 2, 3]);
  expect(indexFrom(batch(10, 19, []), 10)).toBe(0);
});

test('the batch that reaches up to an offset is found, over gaps between batches too', () => {
  const items = [batch(4, 6), batch(9, 9, []), batch(20, 24, [22]), batch(25, 25)];
  const found = (length: number) =>
    [4, 6, 7, 9, 10, 19, 24, 25, 26].map((offset) => batchIndexFrom({ items, length }, 4, offset));
  expect(found(4)).toEqual([0, 0, 1, 1, 2, 2, 2, 3, 4]);
  expect(found(2)).toEqual([0, 0, 1, 1, 2, 2, 2, 2, 2]);
  expect(found(0)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
});
