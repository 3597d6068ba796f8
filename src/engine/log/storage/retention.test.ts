// When segments roll and when they go: by size, by time, below the log start (kafka-log §2.4, §2.5, §2.6).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import { segmentsOf } from './partition.ts';
import { countByTime } from './retention.ts';
import { checkAfter } from './schedule.ts';
import type { Settings } from '../settings.ts';
import type { BrokerSettings } from '../state.ts';

const DAY = 24 * 3600 * 1000;
const UNLIMITED = { 'log.retention.ms': -1 };
const NEVER = { 'segment.ms': '9223372036854775807' };

const topicWith = (config: Settings, settings: object = UNLIMITED): Conversation => {
  const broker = converse(settings);
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 1, config });
  return broker;
};

/** Records of 175 bytes, each a batch of its own. */
const fill = (broker: Conversation, count: number, timestamp = 1000): string[] =>
  broker.send(
    't',
    ...Array.from({ length: count }, () => ({ key: 'k0000', value: { fill: 'x', size: 100 }, timestamp })),
  );

const log = (broker: Conversation) => broker.state.partitions['t-0']!;
const bases = (broker: Conversation): number[] => segmentsOf(log(broker)).map(({ baseOffset }) => baseOffset);
const clock = (broker: Conversation): number => broker.run.world.epoch + broker.run.world.now;

describe('a segment rolls', () => {
  test('when a batch would pass its size; an exact fit stays (L1 to L3)', () => {
    const broker = topicWith({ 'internal.segment.bytes': 1024 });
    fill(broker, 23);
    expect(bases(broker)).toEqual([0, 5, 10, 15, 20]);
    expect(log(broker)).toMatchObject({ logStartOffset: 0, logEndOffset: 23, sizeBytes: 23 * 175 });
    const limited = (limit: number) => {
      const other = topicWith({ 'internal.segment.bytes': limit });
      fill(other, 6);
      return bases(other);
    };
    expect([limited(875), limited(874)]).toEqual([
      [0, 5],
      [0, 4],
    ]);
  });

  test('when a batch is more than segment.ms younger than its first; never for an older one (L4, L5)', () => {
    const broker = topicWith({ 'segment.ms': 1000 });
    for (const timestamp of [5000, 6000, 6001, 100, 7001, 7002]) fill(broker, 1, timestamp);
    expect(bases(broker)).toEqual([0, 2, 5]);
  });
});

test('segment.jitter.ms closes segments earlier, each by its own chance', () => {
  const broker = topicWith({ 'segment.ms': 1000, 'segment.jitter.ms': 600 });
  for (let timestamp = 0; timestamp < 20_000; timestamp += 10) fill(broker, 1, timestamp);
  const bases = segmentsOf(log(broker)).map(({ baseOffset }) => baseOffset);
  const lengths = bases.slice(1).map((base, n) => (base - bases[n]!) * 10);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(1010);
  expect(Math.min(...lengths)).toBeGreaterThan(400);
  expect(new Set(lengths).size).toBeGreaterThan(5);
});

test('a compacted topic closes segments in time for max.compaction.lag.ms, any other does not', () => {
  const bases = (policy: string): number[] => {
    const broker = topicWith({ 'cleanup.policy': policy, 'max.compaction.lag.ms': 1000, ...NEVER });
    for (const timestamp of [5000, 6000, 6001]) fill(broker, 1, timestamp);
    return segmentsOf(log(broker)).map(({ baseOffset }) => baseOffset);
  };
  expect([bases('compact'), bases('delete')]).toEqual([[0, 2], [0]]);
});

describe('retention deletes', () => {
  const after = (config: Settings, timestamps: (broker: Conversation) => number[]): Conversation => {
    const broker = topicWith({ 'internal.segment.bytes': 1024, ...NEVER });
    for (const timestamp of timestamps(broker)) fill(broker, 1, timestamp);
    broker.ask({ kind: 'alter-topic', topic: 't', config });
    broker.until(30_000);
    return broker;
  };
  const old = (broker: Conversation): number[] => Array<number>(23).fill(clock(broker) - 10 * DAY);

  test('the oldest segments while no less than the limit is left (L6)', () =>
    expect(bases(after({ 'retention.bytes': 2000 }, old))).toEqual([10, 15, 20]));

  test('everything for a limit of 0, and offsets go on (L7)', () => {
    const broker = after({ 'retention.bytes': 0 }, old);
    expect(log(broker)).toMatchObject({ logStartOffset: 23, logEndOffset: 23, sizeBytes: 0 });
    expect(fill(broker, 1)).toEqual(['0@23']);
  });

  test('by size and then by time without rolling twice', () => {
    const broker = after({ 'retention.bytes': 0, 'retention.ms': 7 * DAY }, old);
    expect(bases(broker)).toEqual([23]);
    expect(broker.facts('segment-rolled')).toHaveLength(5);
  });

  test('the active segment too, once all its records are too old (L8)', () =>
    expect(bases(after({ 'retention.ms': 7 * DAY }, old))).toEqual([23]));

  test('nothing behind a segment with one young record (L9)', () => {
    const shielded = after({ 'retention.ms': 7 * DAY }, (broker) =>
      old(broker).map((timestamp, n) => (n === 4 ? clock(broker) : timestamp)),
    );
    expect(bases(shielded)).toEqual([0, 5, 10, 15, 20]);
  });

  test('only what is older than the limit', () => {
    const broker = topicWith({});
    fill(broker, 1, 1000);
    expect([countByTime(log(broker), 500, 1500), countByTime(log(broker), 500, 1501)]).toEqual([0, 1]);
  });

  test('with the first check at which it is older, to the millisecond', () => {
    const broker = topicWith({ 'retention.ms': 3600_000 }, { ...UNLIMITED, 'log.initial.task.delay.ms': 0 });
    fill(broker, 1, clock(broker) - 3300_000);
    broker.until(300_000);
    expect(log(broker).logStartOffset).toBe(0);
    broker.until(599_999);
    expect(log(broker).logStartOffset).toBe(0);
    broker.until(600_000);
    expect(log(broker).logStartOffset).toBe(1);
  });
});

describe('delete-records', () => {
  const ten = (): Conversation => {
    const broker = topicWith({});
    const record = { key: 'k', value: 'v', timestamp: 1 };
    broker.ask({ kind: 'open-producer', producer: 'p' });
    broker.ask({
      kind: 'produce',
      producer: 'p',
      topic: 't',
      records: Array.from({ length: 10 }, () => record),
    });
    return broker;
  };
  const before = (broker: Conversation, offset: number) =>
    broker.ask({ kind: 'delete-records', topic: 't', before: { 0: offset } });

  test('moves the log start into a batch and frees no bytes (L10)', () => {
    const broker = ten();
    const bytes = log(broker).sizeBytes;
    expect(before(broker, 5)).toEqual({ low: { 0: 5 } });
    expect(broker.content('t-0').map((one) => one.split(':')[0])).toEqual(['5', '6', '7', '8', '9']);
    broker.until(DAY);
    expect(log(broker).sizeBytes).toBe(bytes);
  });

  test('refuses offsets that do not exist, takes -1 for all, and goes nowhere back (L11)', () => {
    const broker = ten();
    expect(before(broker, 11)).toMatchObject({ low: { 0: { error: 'OffsetOutOfRangeException', code: 1 } } });
    expect(before(broker, -2)).toMatchObject({ low: { 0: { error: 'OffsetOutOfRangeException' } } });
    expect(before(broker, 4)).toEqual({ low: { 0: 4 } });
    expect(before(broker, 2)).toEqual({ low: { 0: 4 } });
    expect(before(broker, -1)).toEqual({ low: { 0: 10 } });
  });

  test('lets closed segments below the log start go with the next check', () => {
    const broker = topicWith({ 'internal.segment.bytes': 1024 });
    fill(broker, 12);
    before(broker, 10);
    expect(bases(broker)).toEqual([0, 5, 10]);
    broker.until(30_000);
    expect(bases(broker)).toEqual([10]);
    before(broker, -1);
    broker.until(DAY);
    // the active segment stays until it is closed
    expect(bases(broker)).toEqual([10]);
    fill(broker, 3);
    expect(bases(broker)).toEqual([10]);
    before(broker, -1);
    fill(broker, 1);
    expect(bases(broker)).toEqual([10, 15]);
    broker.until(2 * DAY);
    expect(bases(broker)).toEqual([15]);
  });
});

describe('the broker checks', () => {
  const settings = { 'log.initial.task.delay.ms': 30_000, 'log.retention.check.interval.ms': 300_000 };

  test.each([
    [0, 0, 30_000],
    [29_999, 0, 30_000],
    [30_000, 0, 330_000],
    [30_001, 330_000, 330_000],
    [30_001, 330_001, 630_000],
  ])('after %d, not before %d, at %d', (now, from, at) =>
    expect(checkAfter(settings as BrokerSettings, now, from)).toBe(at),
  );

  test('only when something can go: an idle week is a handful of facts', () => {
    const broker = topicWith({}, {});
    fill(broker, 3, clock(broker));
    const before = broker.run.journal.length;
    broker.until(7 * DAY);
    expect(log(broker).logStartOffset).toBe(0);
    broker.until(8 * DAY);
    expect(log(broker).logStartOffset).toBe(3);
    expect(broker.run.journal.length - before).toBeLessThan(10);
  });

  test('as if they ran at each of their instants', () => {
    const limits = { 'retention.ms': 400_000, 'retention.bytes': 1200, 'internal.segment.bytes': 400 };
    const planned = topicWith(limits, { 'log.retention.check.interval.ms': 10_000 });
    const starts: number[] = [];
    for (let now = 1000; now <= 900_000; now += 1000) {
      planned.until(now);
      if (now < 500_000 && now % 7000 === 0) fill(planned, 1, clock(planned));
      if (now % 10_000 === 0) starts.push(log(planned).logStartOffset);
      // what the rules say of this instant, looked at right after the check
      if (now >= 30_000 && now % 10_000 === 0 && now % 7000 !== 0) {
        const [first, ...others] = segmentsOf(log(planned));
        const size = log(planned).sizeBytes;
        expect(others.length > 0 && size - first!.sizeBytes >= 1200).toBe(false);
        expect(first!.sizeBytes > 0 && clock(planned) - first!.largestTimestamp > 400_000).toBe(false);
      }
    }
    expect(starts.at(-1)).toBe(log(planned).logEndOffset);
    expect(new Set(starts).size).toBeGreaterThan(10);
  });
});
