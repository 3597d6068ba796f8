// Bytes of records and batches, against those that a broker measured (kafka-log §0.1).

import { describe, expect, test } from 'vitest';
import { converse } from '../conversation.ts';
import { varintSize } from './encoding.ts';
import type { NewRecord } from '../producer/command.ts';

test('varints are zig-zag', () => {
  expect([0, -1, 63, -64, 64, -65, 8191, -8192, 8192, 1048575, -1048577].map(varintSize)).toEqual([
    1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4,
  ]);
});

describe('bytes of a batch', () => {
  const sizeOf = (...records: NewRecord[]): number => {
    const broker = converse();
    broker.ask({ kind: 'create-topic', topic: 't', partitions: 1 });
    broker.ask({ kind: 'open-producer', producer: 'p' });
    broker.ask({ kind: 'produce', producer: 'p', topic: 't', records });
    expect(broker.facts('batch-appended')).toHaveLength(1);
    return broker.state.partitions['t-0']!.sizeBytes;
  };
  const many = (count: number, stepMs = 0): NewRecord[] =>
    Array.from({ length: count }, (_, n) => ({
      ...{ key: 'k0000', value: { fill: 'x', size: 100 }, timestamp: 1000 + n * stepMs },
    }));

  test.each([
    [73, [{ value: 'hello' }]],
    [70, [{ key: 'k', value: 'v' }]],
    [69, [{ key: 'k', value: null }]],
    [175, many(1)],
    [1201, many(10)],
    [1211, many(10, 1000)],
    [11497, many(100)],
    [70 + 6 + 3, [{ key: 'k', value: 'v', headers: [['abc', 'x'] as const, ['d', null] as const] }]],
  ])('%d', (size, records) => expect(sizeOf(...records)).toBe(size));
});

test('a record joins the open batch up to batch.size, and the first always fits', () => {
  const cut = (batchSize: number): number[] => {
    const broker = converse();
    broker.ask({ kind: 'create-topic', topic: 't', partitions: 1 });
    broker.ask({ kind: 'open-producer', producer: 'p', config: { 'batch.size': batchSize } });
    const record = { key: 'k0000', value: { fill: 'x', size: 100 }, timestamp: 1000 };
    broker.ask({
      kind: 'produce',
      producer: 'p',
      topic: 't',
      records: Array.from({ length: 4 }, () => record),
    });
    return broker.facts('batch-appended').map(({ batch }) => batch.records.length);
  };
  expect(cut(61 + 3 * 114)).toEqual([3, 1]);
  expect(cut(61 + 3 * 114 - 1)).toEqual([2, 2]);
  expect(cut(1)).toEqual([1, 1, 1, 1]);
});
