// Where records go: murmur2 vectors, the sticky rule, explicit partitions (kafka-log §1).

import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../payload.ts';
import { converse } from '../conversation.ts';
import { murmur2, partitionForKey } from './partitioner.ts';
import type { Appended, ProduceAnswer } from './command.ts';

describe('murmur2', () => {
  // key, hash, partition of 3, 4, 6, 10 and 12: Kafka's own vectors and some computed with its algorithm
  const vectors: [string | { hex: string }, number, number[]][] = [
    ['21', -973932308, [0, 0, 0, 0, 0]],
    ['foobar', -790332482, [0, 2, 0, 6, 6]],
    ['a-little-bit-long-string', -985981536, [2, 0, 2, 2, 8]],
    ['a-little-bit-longer-string', -1486304829, [2, 3, 5, 9, 11]],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971, [2, 1, 5, 7, 5]],
    ['abc', 479470107, [0, 3, 3, 7, 3]],
    ['', 275646681, [0, 1, 3, 1, 9]],
    ['a', -1563381124, [1, 0, 4, 4, 4]],
    ['ab', 316155434, [2, 2, 2, 4, 2]],
    ['user-1', 1404122828, [2, 0, 2, 8, 8]],
    ['user-42', 1459644460, [1, 0, 4, 0, 4]],
    ['order-1001', 297523878, [0, 2, 0, 8, 6]],
    ['key-3', -1839136101, [2, 3, 5, 7, 11]],
    ['key-9', -1335190451, [0, 1, 3, 7, 9]],
    ['café', -1358007374, [0, 2, 0, 4, 6]],
    ['日本', -700811021, [0, 3, 3, 7, 3]],
    ['🙂', 925250799, [0, 3, 3, 9, 3]],
    [{ hex: '0000002a' }, 1606757304, [0, 0, 0, 4, 0]],
    [{ hex: '000000000000002a' }, 506863552, [1, 0, 4, 2, 4]],
  ];
  test.each(vectors)('%j', (key, hash, partitions) => {
    expect(murmur2(bytesOf(key))).toBe(hash);
    expect([3, 4, 6, 10, 12].map((count) => partitionForKey(key, count))).toEqual(partitions);
  });
});

describe('a record goes', () => {
  const partitionsOf = (config: Record<string, string>, records: object[], count = 3): number[] => {
    const broker = converse();
    broker.ask({ kind: 'create-topic', topic: 't', partitions: count });
    broker.ask({ kind: 'open-producer', producer: 'p', config });
    const { appended } = broker.ask({ kind: 'produce', producer: 'p', topic: 't', records }) as ProduceAnswer;
    return appended.map((one) => (one as Appended).partition);
  };
  const keyed = ['a', 'ab', 'abc', 'key-9'].map((key) => ({ key }));

  test('by its key', () => expect(partitionsOf({}, keyed)).toEqual([1, 2, 0, 0]));

  test('where its sender says, whatever its key', () =>
    expect(partitionsOf({}, [{ key: 'abc', partition: 2 }])).toEqual([2]));

  test('in turn with the round-robin partitioner, whatever its key', () => {
    const config = { 'partitioner.class': 'org.apache.kafka.clients.producer.RoundRobinPartitioner' };
    expect(partitionsOf(config, [...keyed, { key: 'a', partition: 0 }, {}])).toEqual([0, 1, 2, 0, 0, 1]);
  });

  test('with the others where keys are ignored', () =>
    expect(new Set(partitionsOf({ 'partitioner.ignore.keys': 'true' }, keyed)).size).toBe(1));

  test('nowhere if its partition is negative or does not exist', () => {
    const broker = converse();
    broker.ask({ kind: 'create-topic', topic: 't', partitions: 2 });
    expect(broker.send('t', { partition: -1 }, { partition: 2 }, { partition: 1 })).toEqual([
      ...['IllegalArgumentException', 'TimeoutException', '1@0'],
    ]);
    expect(broker.send('nope', 'v')).toEqual(['TimeoutException']);
  });
});

test('keyless records stick to a partition for 16 batches of 1070 bytes', () => {
  const broker = converse();
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 3 });
  const sent = broker.send('t', ...Array.from({ length: 400 }, () => ({ value: { fill: 'x', size: 1000 } })));
  const partitions = sent.map((place) => Number(place.split('@')[0]));
  const runs: number[] = [];
  partitions.forEach((partition, n) =>
    partition === partitions[n - 1] ? runs[runs.length - 1]!++ : runs.push(1),
  );
  expect(runs.slice(0, -1).filter((length) => length % 16 !== 0)).toEqual([]);
  expect(new Set(partitions)).toEqual(new Set([0, 1, 2]));
});

test('they leave it at the end of a batch once batch.size bytes went there', () => {
  const broker = converse();
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 3 });
  broker.ask({ kind: 'open-producer', producer: 'p', config: { 'batch.size': 1000 } });
  // 8 records of 109 bytes make a batch of 933, so it takes two batches to get there
  const records = Array.from({ length: 33 }, () => ({ value: { fill: 'x', size: 100 } }));
  broker.ask({ kind: 'produce', producer: 'p', topic: 't', records });
  expect(broker.facts('partition-stuck')).toHaveLength(3);
});

test('a producer hears of new partitions with its next look at the topic, or when it needs one', () => {
  const broker = converse();
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 3 });
  broker.ask({ kind: 'open-producer', producer: 'q' });
  const place = (producer: string, partition?: number): number => {
    const record = { key: 'a', ...(partition !== undefined && { partition }) };
    const answer = broker.ask({ kind: 'produce', producer, topic: 't', records: [record] }) as ProduceAnswer;
    return (answer.appended[0] as Appended).partition;
  };
  broker.ask({ kind: 'open-producer', producer: 'p' });
  expect([place('p'), place('q')]).toEqual([1, 1]);
  broker.ask({ kind: 'add-partitions', topic: 't', total: 6 });
  expect([place('p'), place('q')]).toEqual([1, 1]);
  expect([place('q', 5), place('q')]).toEqual([5, 4]);
  broker.until(299_999);
  expect(place('p')).toBe(1);
  broker.until(300_000);
  expect(place('p')).toBe(4);
});

test('a topic created anew with fewer partitions: keyless records leave the partition that is gone', () => {
  const broker = converse();
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 50 });
  expect(broker.send('t', 'v')[0]).not.toMatch(/^0@/);
  broker.ask({ kind: 'delete-topic', topic: 't' });
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 1 });
  expect(broker.send('t', 'v')).toEqual(['0@0']);
});
