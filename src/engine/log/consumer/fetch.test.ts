// What fetches bring and polls hand over (kafka-log 7).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import type { Settings } from '../settings.ts';

/** A topic of so many partitions; `batch(n, k)` appends k records to partition n at once. */
interface Reading extends Conversation {
  batch(partition: number, count: number): void;
}
const topic = (partitions: number, config: Settings = {}): Reading => {
  const broker = converse();
  broker.ask({ kind: 'create-topic', topic: 't', partitions, config });
  broker.ask({ kind: 'open-producer', producer: 'p' });
  return Object.assign(broker, {
    batch(partition: number, count: number) {
      const records = Array.from({ length: count }, () => ({ partition, value: 'v' }));
      broker.ask({ kind: 'produce', producer: 'p', topic: 't', records });
    },
  });
};
const read = (broker: Conversation, partitions: string[], config: Settings = {}): void =>
  broker.open('c', { partitions, config: { 'auto.offset.reset': 'earliest', ...config } });
const seek = (broker: Conversation, partition: string, to: number) =>
  broker.ask({ kind: 'seek', consumer: 'c', partition, to });
const polls = (broker: Conversation, count: number): string[] =>
  Array.from({ length: count }, () => broker.poll('c').join(' ').replaceAll('t-', ''));

describe('a fetch', () => {
  test('brings all partitions at once; the next one waits until all of it is handed over', () => {
    const broker = topic(2);
    broker.batch(0, 3);
    broker.batch(1, 1);
    read(broker, ['t-0', 't-1'], { 'max.poll.records': 2 });
    expect(polls(broker, 1)).toEqual(['0@0 0@1']);
    broker.batch(1, 2);
    expect(polls(broker, 3)).toEqual(['0@2 1@0', '1@1 1@2', '']);
  });

  test('brings at least one batch, of the first partition that has one, and the next comes first the next time', () => {
    const broker = topic(3);
    for (const partition of [0, 1, 2, 0, 1, 2]) broker.batch(partition, 2);
    for (const limit of ['fetch.max.bytes', 'max.partition.fetch.bytes']) {
      read(broker, ['t-0', 't-1', 't-2'], { [limit]: 1 });
      // the first fetch opens the session, in which the line begins to move
      expect(polls(broker, 7)).toEqual([
        '0@0 0@1',
        '0@2 0@3',
        '1@0 1@1',
        '2@0 2@1',
        '1@2 1@3',
        '2@2 2@3',
        '',
      ]);
      broker.ask({ kind: 'close-consumer', consumer: 'c' });
    }
  });

  test('that brought nothing opens the session too', () => {
    const broker = topic(2);
    read(broker, ['t-0', 't-1'], { 'max.partition.fetch.bytes': 1 });
    expect(polls(broker, 1)).toEqual(['']);
    for (const partition of [0, 0, 1]) broker.batch(partition, 1);
    expect(polls(broker, 3)).toEqual(['0@0', '1@0', '0@1']);
  });

  test('takes the room that a cut batch takes, too', () => {
    const broker = topic(2);
    for (const partition of [0, 0, 1]) broker.batch(partition, 2);
    // 100 bytes of the first partition, of which 23 are half a batch; so 80 are left, and 77 are needed
    read(broker, ['t-0', 't-1'], { 'max.partition.fetch.bytes': 100, 'fetch.max.bytes': 180 });
    expect(polls(broker, 1)).toEqual(['0@0 0@1 1@0 1@1']);
  });

  test('cuts later partitions to what is left of fetch.max.bytes', () => {
    const broker = topic(2);
    // two batches of 77 bytes each
    for (const partition of [0, 0, 1, 1]) broker.batch(partition, 2);
    read(broker, ['t-0', 't-1'], { 'fetch.max.bytes': 231 });
    expect(polls(broker, 2)).toEqual(['0@0 0@1 0@2 0@3 1@0 1@1', '1@2 1@3']);
  });

  test('passes over what is paused, whose records are kept for later', () => {
    const broker = topic(2);
    broker.batch(0, 4);
    broker.batch(1, 4);
    read(broker, ['t-0', 't-1'], { 'max.poll.records': 2 });
    expect(polls(broker, 1)).toEqual(['0@0 0@1']);
    broker.ask({ kind: 'pause', consumer: 'c', partitions: ['t-0'] });
    broker.batch(0, 2);
    expect(polls(broker, 3)).toEqual(['1@0 1@1', '1@2 1@3', '']);
    // fetched before they were deleted
    broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 5 } });
    broker.ask({ kind: 'resume', consumer: 'c', partitions: ['t-0'] });
    expect(polls(broker, 3)).toEqual(['0@2 0@3', '0@5', '']);
  });

  test('is forgotten where the position is moved, or the partition given up', () => {
    const broker = topic(2);
    broker.batch(0, 3);
    broker.batch(1, 3);
    read(broker, ['t-0', 't-1'], { 'max.poll.records': 1 });
    expect(polls(broker, 1)).toEqual(['0@0']);
    seek(broker, 't-0', 0);
    expect(polls(broker, 2)).toEqual(['1@0', '1@1']);
    broker.ask({ kind: 'assign', consumer: 'c', partitions: ['t-0'] });
    expect(polls(broker, 2)).toEqual(['0@0', '0@1']);
  });
});

describe('a position out of range', () => {
  const astray = (policy: string): Reading => {
    const broker = topic(2);
    broker.batch(0, 3);
    broker.batch(1, 3);
    read(broker, ['t-0', 't-1'], { 'auto.offset.reset': policy, 'max.poll.records': 2 });
    seek(broker, 't-0', 9);
    seek(broker, 't-1', 0);
    return broker;
  };

  test('is reset inside the next poll, and the others are handed over meanwhile', () => {
    const broker = astray('earliest');
    expect(polls(broker, 1)).toEqual(['1@0 1@1']);
    expect(broker.state.consumers['c']!.positions['t-0']).toBeNull();
    expect(broker.ask({ kind: 'positions', consumer: 'c' })).toEqual({ 't-0': 0, 't-1': 2 });
    expect(polls(broker, 3)).toEqual(['1@2', '0@0 0@1', '0@2']);
  });

  test('without a policy is an error, as often as it is asked for', () => {
    const broker = astray('none');
    expect(broker.ask({ kind: 'poll', consumer: 'c' })).toMatchObject({ partitions: { 't-0': 9 } });
    expect(polls(broker, 2)).toEqual(['1@0 1@1', '1@2']);
    expect(polls(broker, 2)).toEqual(['OffsetOutOfRangeException', 'OffsetOutOfRangeException']);
    seek(broker, 't-0', 1);
    expect(polls(broker, 1)).toEqual(['0@1 0@2']);
  });

  test('does not keep back what was fetched before it', () => {
    const broker = topic(2);
    broker.batch(0, 3);
    broker.batch(1, 3);
    read(broker, ['t-1', 't-0'], { 'auto.offset.reset': 'none' });
    seek(broker, 't-1', 1);
    seek(broker, 't-0', 9);
    expect(polls(broker, 2)).toEqual(['1@1 1@2', 'OffsetOutOfRangeException']);
  });
});

describe('fetch.min.bytes', () => {
  const held = (config: Settings = {}, topicConfig: Settings = {}): Reading => {
    const broker = topic(1, topicConfig);
    read(broker, ['t-0'], { 'fetch.min.bytes': 140, ...config });
    expect(polls(broker, 1)).toEqual(['']);
    return broker;
  };

  test('are waited for, but no longer than fetch.max.wait.ms after the fetch went out', () => {
    const broker = held();
    broker.until(1200);
    broker.batch(0, 1);
    expect(polls(broker, 1)).toEqual(['']);
    broker.until(1499);
    expect(polls(broker, 1)).toEqual(['']);
    broker.until(1500);
    expect(broker.facts('fetch-answered')).toHaveLength(1);
    expect(polls(broker, 1)).toEqual(['0@0']);
    // and then anew
    broker.batch(0, 1);
    expect(polls(broker, 1)).toEqual(['']);
    broker.until(2000);
    expect(polls(broker, 1)).toEqual(['0@1']);
  });

  test('are handed over as soon as they are there', () => {
    const broker = held();
    broker.until(100);
    broker.batch(0, 1);
    broker.batch(0, 1);
    // 2 × 69 bytes are not enough
    expect(polls(broker, 1)).toEqual(['']);
    broker.batch(0, 1);
    expect(polls(broker, 1)).toEqual(['0@0 0@1 0@2']);
    broker.until(500);
    expect(broker.facts('fetch-answered')).toEqual([]);
  });

  test('are not waited for in an older segment, nor without a wait, nor with an error to tell', () => {
    const rolled = held({}, { 'internal.segment.bytes': 70 });
    rolled.batch(0, 1);
    expect(polls(rolled, 1)).toEqual(['']);
    rolled.batch(0, 1);
    expect(polls(rolled, 1)).toEqual(['0@0']);
    const hasty = held({ 'fetch.max.wait.ms': 0 });
    hasty.batch(0, 1);
    expect(polls(hasty, 1)).toEqual(['0@0']);
    const astray = held();
    astray.batch(0, 1);
    seek(astray, 't-0', 7);
    expect(polls(astray, 1)).toEqual(['']);
    expect(astray.facts('out-of-range')).toHaveLength(1);
  });
});
