// What compaction keeps of a log, and what it is like to read the log afterwards (kafka-log §3.2, §3.3, §12).

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import type { Settings } from '../settings.ts';
import { recordsOf, segmentsOf } from './partition.ts';
import { findByTime, findMaxTimestamp } from './search.ts';

const DAY = 24 * 3600 * 1000;
const NEVER = 1;
const ALWAYS = 0;

/** A compacted topic that is not dirty enough until `clean`. Five records of 70 bytes fit a segment. */
const compactedTopic = (config: Settings = {}): Conversation => {
  const broker = converse({ 'log.retention.ms': -1, 'log.cleaner.backoff.ms': 100 });
  const all = {
    'cleanup.policy': 'compact',
    'internal.segment.bytes': 360,
    'min.cleanable.dirty.ratio': NEVER,
  };
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 1, config: { ...all, ...config } });
  return broker;
};

const log = (broker: Conversation) => broker.state.partitions['t-0']!;
const bases = (broker: Conversation): number[] => segmentsOf(log(broker)).map(({ baseOffset }) => baseOffset);
const offsets = (broker: Conversation): number[] => recordsOf(log(broker)).map(({ offset }) => offset);

const send = (broker: Conversation, keys: string, timestamp = 1000): void => {
  const records = [...keys].map((key) =>
    // an upper case key is a tombstone of the lower case one
    key === key.toLowerCase() ? { key, value: 'v', timestamp } : { key: key.toLowerCase(), timestamp },
  );
  broker.send('t', ...records);
};

const set = (broker: Conversation, config: Settings): void => {
  broker.ask({ kind: 'alter-topic', topic: 't', config });
};

/** One pass of the cleaner. */
const clean = (broker: Conversation): void => {
  set(broker, { 'min.cleanable.dirty.ratio': ALWAYS });
  broker.until(broker.run.world.now + 100);
  set(broker, { 'min.cleanable.dirty.ratio': NEVER });
};

describe('of each key the last record stays', () => {
  test('of those in closed segments, at its old offset (C1, C5)', () => {
    const broker = compactedTopic();
    send(broker, 'abcabcabca');
    send(broker, 'ab');
    clean(broker);
    // 0 to 9 were closed, 10 and 11 are in the active segment, where nothing is touched
    expect(offsets(broker)).toEqual([7, 8, 9, 10, 11]);
    expect(log(broker)).toMatchObject({ logStartOffset: 0, logEndOffset: 12, cleanedTo: 10 });
    expect(broker.facts('log-cleaned')).toHaveLength(1);
  });

  test('and a later pass looks only at what is new, but cleans all', () => {
    const broker = compactedTopic();
    send(broker, 'abcde' + 'a');
    clean(broker);
    send(broker, 'bcde' + 'f');
    clean(broker);
    expect(offsets(broker)).toEqual([5, 6, 7, 8, 9, 10]);
  });

  test('the same bytes are the same key, however they are written', () => {
    const broker = compactedTopic();
    broker.send('t', { key: 'xx', value: 'v' }, { key: { hex: '7878' } }, { key: { fill: 'x', size: 2 } });
    send(broker, 'abc' + 'd');
    clean(broker);
    expect(offsets(broker)).toEqual([2, 3, 4, 5, 6]);
  });

  test('records without a key, from before the policy was compact, go (C3)', () => {
    const broker = compactedTopic({ 'cleanup.policy': 'delete' });
    broker.send('t', 'one', 'two', { key: 'a', value: 'three' }, 'four');
    set(broker, { 'cleanup.policy': 'compact' });
    send(broker, 'bcd');
    clean(broker);
    expect(offsets(broker)).toEqual([2, 4, 5, 6]);
    expect(broker.send('t', 'keyless')).toEqual(['InvalidRecordException']);
  });
});

test('what is below the log start neither goes nor makes others go', () => {
  const broker = compactedTopic({ 'cleanup.policy': 'compact,delete' });
  broker.ask({ kind: 'open-producer', producer: 'p' });
  const records = [...'abab'].map((key) => ({ key, value: 'v', timestamp: 1 }));
  broker.ask({ kind: 'produce', producer: 'p', topic: 't', records });
  send(broker, 'cccc' + 'd');
  broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 3 } });
  clean(broker);
  expect(offsets(broker)).toEqual([3, 6, 7, 8]);
  // of the key at 0 and 2 nothing stands above the log start
  expect(segmentsOf(log(broker))[0]!.batches.items[0]).toMatchObject({ baseOffset: 0, offsets: [0, 2, 3] });
});

describe('readers', () => {
  test('step over gaps, inside batches and between them', () => {
    const broker = compactedTopic({ 'internal.segment.bytes': 130 });
    const produce = (keys: string): unknown =>
      broker.ask({
        ...{ kind: 'produce', producer: 'p', topic: 't' },
        records: [...keys].map((key) => ({ key, value: 'v', timestamp: 1 })),
      });
    broker.ask({ kind: 'open-producer', producer: 'p' });
    for (const keys of ['abacad', 'abcabc', 'xxxxxx', 'axyxyx', 'z']) produce(keys);
    clean(broker);
    expect(offsets(broker)).toEqual([5, 10, 11, 18, 22, 23, 24]);
    broker.open('c', { partitions: ['t-0'], config: { 'max.poll.records': 2 } });
    broker.ask({ kind: 'seek', consumer: 'c', partition: 't-0', to: 7 });
    expect([1, 2, 3].flatMap(() => broker.poll('c'))).toEqual(
      [10, 11, 18, 22, 23].map((offset) => `t-0@${offset}`),
    );
    expect(broker.state.consumers['c']!.positions['t-0']).toBe(24);
  });

  test('find by time what is left', () => {
    const broker = compactedTopic();
    for (const [n, key] of [...'ababcabacd'].entries()) send(broker, key, 1000 + n);
    send(broker, 'z', 2000);
    clean(broker);
    expect(offsets(broker)).toEqual([6, 7, 8, 9, 10]);
    // the first segment is empty and counts as written just now, so the search ends there
    expect(findByTime(log(broker), 1006)).toBeNull();
    expect(findMaxTimestamp(log(broker))).toEqual({ offset: 10, timestamp: 2000 });
    expect(bases(broker)).toEqual([0, 5, 10]);
  });
});

describe('batches without records stay', () => {
  test('where they are the last of an idempotent producer; their timestamp too', () => {
    const broker = compactedTopic();
    for (const [producer, acks] of [
      ['q', 'all'],
      ['r', '1'],
    ] as const) {
      broker.ask({ kind: 'open-producer', producer, config: { acks } });
      const records = [{ key: 'a', value: 'v', timestamp: 9000 }];
      broker.ask({ kind: 'produce', producer, topic: 't', records });
    }
    send(broker, 'abcd');
    clean(broker);
    const [first] = segmentsOf(log(broker));
    expect(first!.batches.items.map(({ baseOffset, records }) => [baseOffset, records.length])).toEqual([
      [0, 0],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
    expect(first).toMatchObject({ sizeBytes: 61 + 3 * 70, largestTimestamp: 9000 });
    // the first batch with that timestamp has no record, and no other is looked at
    send(broker, 'z', 9000);
    expect(findMaxTimestamp(log(broker))).toBeNull();
  });

  test('where the pass ended, so that the offset is not lost', () => {
    const broker = compactedTopic({ 'cleanup.policy': 'delete' });
    broker.ask({ kind: 'open-producer', producer: 'p', config: { acks: '1' } });
    broker.send('t', ...Array<string>(4).fill('keyless'));
    set(broker, { 'cleanup.policy': 'compact' });
    send(broker, 'z');
    clean(broker);
    expect(segmentsOf(log(broker))[0]).toMatchObject({ sizeBytes: 61, baseOffset: 0 });
    expect(offsets(broker)).toEqual([4]);
  });
});

describe('a tombstone', () => {
  test('outlives one pass and goes with the next, be delete.retention.ms 0 (C4)', () => {
    const broker = compactedTopic({ 'delete.retention.ms': 0 });
    send(broker, 'abAcd' + 'e');
    clean(broker);
    expect(offsets(broker)).toEqual([1, 2, 3, 4, 5]);
    send(broker, 'fghi' + 'j');
    clean(broker);
    expect(offsets(broker)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('goes only delete.retention.ms after the pass that met it', () => {
    const broker = compactedTopic();
    send(broker, 'abAcd' + 'e');
    clean(broker);
    const met = broker.run.world.now;
    expect(segmentsOf(log(broker))[0]!.batches.items[1]).toMatchObject({
      deleteHorizon: broker.run.world.epoch + met + DAY,
      // the horizon stands where the first timestamp was, and that far it is to the record's own
      sizeBytes: 69 + 5,
    });
    send(broker, 'fghi' + 'j');
    broker.until(met + DAY - 101);
    clean(broker);
    expect(offsets(broker)).toContain(2);
    send(broker, 'klmn' + 'o');
    broker.until(met + DAY - 1);
    clean(broker);
    expect(offsets(broker)).not.toContain(2);
  });
});

describe('neighbouring segments merge', () => {
  test('by their sizes before the pass, so full ones only in the next', () => {
    const broker = compactedTopic();
    send(broker, 'abcabcabcabcabcabcab' + 'cd');
    expect(bases(broker)).toEqual([0, 5, 10, 15, 20]);
    clean(broker);
    expect(bases(broker)).toEqual([0, 5, 10, 15, 20]);
    send(broker, 'abc' + 'd');
    clean(broker);
    expect(bases(broker)).toEqual([0, 20, 25]);
  });

  test('at once under a larger limit, and not beyond that of an index', () => {
    const merged = (config: Settings): number[] => {
      const broker = compactedTopic();
      send(broker, 'abcdefghijklmnopqrst' + 'u');
      set(broker, { 'internal.segment.bytes': 1_000_000, ...config });
      clean(broker);
      return bases(broker);
    };
    expect(merged({})).toEqual([0, 20]);
    // each closed segment has one entry of twelve bytes in its time index
    expect(merged({ 'segment.index.bytes': 35 })).toEqual([0, 10, 20]);
  });
});

test('a segment that was emptied counts with the time of its file in retention too', () => {
  const broker = compactedTopic({ 'cleanup.policy': 'compact,delete' });
  broker.until(500_000);
  send(broker, 'aaaaaaaaaa' + 'ba');
  clean(broker);
  expect(offsets(broker)).toEqual([9, 10, 11]);
  set(broker, { 'retention.ms': 3600_000 });
  broker.until(4100_000);
  expect(offsets(broker)).toEqual([9, 10, 11]);
  broker.until(4100_100);
  expect(offsets(broker)).toEqual([]);
});

describe('whatever is appended and whenever the cleaner comes', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const record = fc.record({ key, value: fc.constantFrom('v', 'w', null), timestamp: fc.nat(5000) });
  const batches = fc.array(fc.array(record, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 25 });

  /** What a reader makes of the log up to an offset: the last value of each key, tombstones as none. */
  const fold = (broker: Conversation, to: number): Record<string, string> => {
    const values: Record<string, string> = {};
    for (const { offset, record } of recordsOf(log(broker))) {
      if (offset >= to) continue;
      if (record.value === null) delete values[record.key as string];
      else values[record.key as string] = record.value as string;
    }
    return values;
  };

  test('the last value of each key stays, nothing changes its offset, and the log ends where it ended', () => {
    fc.assert(
      fc.property(
        batches,
        fc.integer({ min: 100, max: 700 }),
        fc.constantFrom(0, DAY),
        (rounds, bytes, delay) => {
          const config = { 'internal.segment.bytes': Math.max(bytes, 200), 'delete.retention.ms': delay };
          const broker = compactedTopic(config);
          broker.ask({ kind: 'open-producer', producer: 'p' });
          for (const records of rounds) {
            broker.ask({ kind: 'produce', producer: 'p', topic: 't', records });
            const { logEndOffset, active } = log(broker);
            const before = recordsOf(log(broker));
            const folds = [fold(broker, active.baseOffset), fold(broker, logEndOffset)];
            clean(broker);
            const after = recordsOf(log(broker));
            expect(log(broker).logEndOffset).toBe(logEndOffset);
            expect(before).toEqual(expect.arrayContaining(after));
            expect([fold(broker, active.baseOffset), fold(broker, logEndOffset)]).toEqual(folds);
            const closed = after.filter(({ offset }) => offset < log(broker).cleanedTo);
            expect(new Set(closed.map((one) => one.record.key)).size).toBe(closed.length);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
