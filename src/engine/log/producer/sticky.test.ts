// Where keyless records go (kafka-log 1.3).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import type { Settings } from '../settings.ts';

const KEYLESS = { value: { fill: 'x', size: 100 } };

const producing = (config: Settings): Conversation => {
  const broker = converse();
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 2 });
  broker.ask({ kind: 'open-producer', producer: 'p', config });
  return broker;
};
const hand = (broker: Conversation, record: object, count = 1): void => {
  for (let n = 0; n < count; n++) broker.ask({ kind: 'send', producer: 'p', topic: 't', record });
};
const picks = (broker: Conversation): number[] =>
  broker.facts('partition-stuck').map(({ partition }) => partition);

describe('chance weighs a partition by how little waits for it', () => {
  /** One batch waits for partition 0; then so many picks, each of which is left at once because it fills a batch. */
  const picked = (config: Settings): number => {
    const broker = producing({ 'batch.size': 1000, 'linger.ms': 60_000, ...config });
    hand(broker, { partition: 1, value: 'v' });
    broker.ask({ kind: 'flush', producer: 'p' });
    for (let n = 0; n < 300; n++) {
      hand(broker, { partition: 0, value: 'v' });
      hand(broker, KEYLESS, 20);
      broker.ask({ kind: 'flush', producer: 'p' });
    }
    const all = picks(broker);
    return all.filter((partition) => partition === 1).length / all.length;
  };
  test('twice as often the empty one', () => {
    expect(picked({})).toBeGreaterThan(0.56);
  });
  test('from the moment on at which each partition has had a batch, sent or not', () => {
    const broker = converse();
    broker.ask({ kind: 'create-topic', topic: 't', partitions: 2 });
    const large = { partition: 0, value: { fill: 'x', size: 900 } };
    for (let n = 0; n < 300; n++) {
      broker.ask({ kind: 'open-producer', producer: `p${n}`, config: { 'batch.size': 1000 } });
      const records = [{ partition: 1 }, large, large, KEYLESS];
      broker.ask({ kind: 'produce', producer: `p${n}`, topic: 't', records });
    }
    const second = picks(broker).filter((partition) => partition === 1);
    expect(second.length / 300).toBeGreaterThan(0.6);
  });
  test('unless adaptive partitioning is off', () => {
    expect(Math.abs(picked({ 'partitioner.adaptive.partitioning.enable': false }) - 0.5)).toBeLessThan(0.05);
  });
});

test('a batch that is left unfinished counts: the switch waits until it is full', () => {
  const broker = producing({ 'batch.size': 1000, 'linger.ms': 60_000 });
  // 8 records of 109 bytes fit, with 61 of their own; 9 do not
  hand(broker, KEYLESS, 8);
  expect(picks(broker)).toHaveLength(1);
  hand(broker, KEYLESS, 1);
  // the first batch is closed, but 933 bytes are not 1000 yet: a second one begins, and then 2000 are not reached before it is full
  expect(picks(broker)).toHaveLength(1);
  hand(broker, KEYLESS, 7);
  expect(picks(broker)).toHaveLength(1);
  hand(broker, KEYLESS, 1);
  expect(picks(broker)).toHaveLength(2);
});
