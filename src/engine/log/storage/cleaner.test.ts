// When the cleaner comes, and to which log (kafka-log §3.1, §3.4).

import { describe, expect, test } from 'vitest';
import { worldAt } from '../../run.ts';
import { copyWorld, type ReadonlyWorld } from '../../world.ts';
import { type Conversation, converse } from '../conversation.ts';
import { logOf } from '../reading.ts';
import type { Settings } from '../settings.ts';
import { recordsOf, segmentsOf } from './partition.ts';

const HOUR = 3600 * 1000;
const BACKOFF = 15_000;

/** Five records of 70 bytes fit a segment. */
const topicWith = (config: Settings = {}, settings: object = {}): Conversation => {
  const broker = converse({ 'log.retention.ms': -1, ...settings });
  create(broker, 't', config);
  return broker;
};

const create = (broker: Conversation, topic: string, config: Settings = {}): void => {
  const all = { 'cleanup.policy': 'compact', 'internal.segment.bytes': 360, ...config };
  broker.ask({ kind: 'create-topic', topic, partitions: 1, config: all });
};

const send = (broker: Conversation, keys: string, timestamp = 1000, topic = 't'): void => {
  broker.send(topic, ...[...keys].map((key) => ({ key, value: 'v', timestamp })));
};

const log = (broker: Conversation, topic = 't') => broker.state.partitions[`${topic}-0`]!;
const count = (broker: Conversation, topic = 't'): number => recordsOf(log(broker, topic)).length;
const clock = (broker: Conversation): number => broker.run.world.epoch + broker.run.world.now;

describe('the cleaner comes', () => {
  test('to whatever was never cleaned as soon as one segment is closed, on its interval', () => {
    const broker = topicWith();
    broker.until(1);
    send(broker, 'aaaaa');
    expect(broker.state.cleanerPassAt).toBeNull();
    send(broker, 'a');
    expect(broker.state.cleanerPassAt).toBe(BACKOFF);
    broker.until(BACKOFF - 1);
    expect(count(broker)).toBe(6);
    broker.until(BACKOFF);
    expect(count(broker)).toBe(2);
  });

  test('never to the active segment, and not at all while nothing is to be done (C6)', () => {
    const broker = topicWith({ 'internal.segment.bytes': 1_000_000 });
    send(broker, 'aaaaaaaaaaaaaaaa');
    broker.until(HOUR);
    expect(count(broker)).toBe(16);
    expect(broker.facts('cleaning-planned')).toEqual([]);
    expect(broker.run.world.agenda.heap).toEqual([]);
  });

  test('only when more than the ratio is dirty', () => {
    const dirty = (ratio: number): boolean => {
      const broker = topicWith({ 'min.cleanable.dirty.ratio': 0 });
      send(broker, 'abcde' + 'f');
      broker.until(BACKOFF);
      broker.ask({ kind: 'alter-topic', topic: 't', config: { 'min.cleanable.dirty.ratio': ratio } });
      send(broker, 'abcd' + 'f');
      broker.until(2 * BACKOFF);
      return broker.facts('log-cleaned').length === 2;
    };
    // as much is dirty as is clean
    expect([0.49, 0.5, 1].map(dirty)).toEqual([true, false, false]);
  });

  test('to segments that are past min.compaction.lag.ms, at the first look after that (C7)', () => {
    const broker = topicWith({ 'min.compaction.lag.ms': HOUR });
    send(broker, 'aaaaa', clock(broker) - HOUR + 20_000);
    send(broker, 'a', clock(broker));
    broker.until(2 * BACKOFF - 1);
    expect(count(broker)).toBe(6);
    broker.until(2 * BACKOFF);
    expect(count(broker)).toBe(2);
  });

  test('not past a segment that is younger, whatever comes behind it', () => {
    const broker = topicWith({ 'min.compaction.lag.ms': 1000, 'segment.ms': '9223372036854775807' });
    send(broker, 'aaaaa');
    send(broker, 'bbbb', 2000);
    send(broker, 'b', clock(broker) + 1800_000);
    send(broker, 'ccccc' + 'd');
    broker.until(BACKOFF);
    expect(recordsOf(log(broker)).map(({ offset }) => offset)).toEqual([
      4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ]);
    expect(log(broker).cleanedTo).toBe(5);
  });

  test('in any case once something is past max.compaction.lag.ms', () => {
    const broker = topicWith({ 'min.cleanable.dirty.ratio': 1, 'max.compaction.lag.ms': HOUR });
    send(broker, 'aaaaa' + 'b', clock(broker) - HOUR + BACKOFF);
    broker.until(BACKOFF);
    expect(count(broker)).toBe(6);
    broker.until(2 * BACKOFF);
    expect(count(broker)).toBe(2);
  });

  test('to the dirtiest log first, and to all that are dirty enough', () => {
    const broker = topicWith();
    for (const topic of ['u', 'v']) create(broker, topic);
    for (const topic of ['t', 'v']) send(broker, 'abcde' + 'f', 1000, topic);
    broker.until(BACKOFF);
    send(broker, 'bcdea' + 'bcdef' + 'b');
    send(broker, 'bcdea' + 'bcdef' + 'bcdef' + 'b', 1000, 'v');
    send(broker, 'aaaaa' + 'b', 1000, 'u');
    const before = broker.facts('log-cleaned').length;
    broker.until(2 * BACKOFF);
    const cleaned = broker.facts('log-cleaned').slice(before);
    expect(cleaned.map(({ partition }) => partition)).toEqual(['u-0', 'v-0', 't-0']);
  });

  test('and leaves an empty log as it is', () => {
    const broker = topicWith();
    create(broker, 'u', { 'cleanup.policy': 'compact,delete', 'retention.bytes': 0 });
    send(broker, 'aaaaa' + 'b');
    broker.until(BACKOFF);
    expect(broker.facts('log-cleaned')).toHaveLength(1);
    expect(broker.facts('segments-deleted')).toEqual([]);
  });
});

describe('the policy', () => {
  test('compact: age and size delete nothing', () => {
    const broker = topicWith({ 'retention.ms': 1000, 'retention.bytes': 100 });
    send(broker, 'abcdefghijk');
    broker.until(HOUR);
    expect(log(broker).logStartOffset).toBe(0);
    expect(count(broker)).toBe(11);
  });

  test('compact,delete: the cleaner deletes too, the retention check does not (C8)', () => {
    const settings = { 'log.retention.check.interval.ms': 1000, 'log.initial.task.delay.ms': 0 };
    const broker = topicWith({ 'cleanup.policy': 'compact,delete', 'retention.ms': HOUR }, settings);
    send(broker, 'abcdefg', clock(broker) - HOUR + 5000);
    broker.until(BACKOFF - 1);
    expect(log(broker).logStartOffset).toBe(0);
    broker.until(BACKOFF);
    expect(log(broker)).toMatchObject({ logStartOffset: 7, logEndOffset: 7, sizeBytes: 0 });
    expect(segmentsOf(log(broker)).map(({ baseOffset }) => baseOffset)).toEqual([7]);
  });

  test('compact,delete: by size, and a first record that is old already', () => {
    const bySize = topicWith({ 'cleanup.policy': 'compact,delete', 'retention.bytes': 400 });
    send(bySize, 'abcdefghijk');
    bySize.until(BACKOFF);
    expect(log(bySize).logStartOffset).toBe(5);
    const byAge = topicWith({ 'cleanup.policy': 'compact,delete', 'retention.ms': 1000 });
    send(byAge, 'a');
    byAge.until(BACKOFF);
    expect(log(byAge).logStartOffset).toBe(1);
  });

  test('switched on later compacts what is there; switched off, nothing any more', () => {
    const broker = topicWith({ 'cleanup.policy': 'delete' });
    const set = (policy: string): unknown =>
      broker.ask({ kind: 'alter-topic', topic: 't', config: { 'cleanup.policy': policy } });
    send(broker, 'aaaaa' + 'b');
    broker.until(HOUR);
    expect(count(broker)).toBe(6);
    set('compact');
    broker.until(2 * HOUR);
    expect(count(broker)).toBe(2);
    set('delete');
    send(broker, 'bbbb' + 'c');
    broker.until(3 * HOUR);
    expect(count(broker)).toBe(7);
  });

  test('says whether records may be deleted by hand (C9)', () => {
    const deleted = (policy: string): unknown => {
      const broker = topicWith({ 'cleanup.policy': policy });
      send(broker, 'abc');
      return broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 2 } });
    };
    expect(deleted('compact')).toMatchObject({ low: { 0: { error: 'PolicyViolationException', code: 44 } } });
    expect(deleted('compact,delete')).toEqual({ low: { 0: 2 } });
    expect(deleted('')).toEqual({ low: { 0: 2 } });
  });

  test('log start: the cleaner goes on from there, and takes segments below it away', () => {
    const broker = topicWith({ 'cleanup.policy': 'compact,delete', 'min.cleanable.dirty.ratio': 0.4 });
    send(broker, 'aaaaabbbbbc');
    broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 7 } });
    // a segment that is dirty in part counts as clean and as dirty: a third is dirty now, half of it after the first is gone
    broker.until(BACKOFF);
    expect(log(broker)).toMatchObject({ logStartOffset: 7, cleanedTo: 0 });
    broker.until(2 * BACKOFF);
    expect(log(broker)).toMatchObject({ logStartOffset: 7, cleanedTo: 10 });
    expect(segmentsOf(log(broker)).map(({ baseOffset }) => baseOffset)).toEqual([5, 10]);
    expect(recordsOf(log(broker)).map(({ offset }) => offset)).toEqual([9, 10]);
  });
});

test('a past world keeps the records that were compacted away later', () => {
  const broker = topicWith();
  const { run } = broker;
  send(broker, 'aaaaa' + 'b');
  const before = run.journal.length;
  const past = copyWorld(run.world, run.models);
  broker.until(BACKOFF);
  send(broker, 'bbbbbb');
  broker.until(2 * BACKOFF);
  const seen = (world: ReadonlyWorld): number => recordsOf(logOf(world, 'log').partitions['t-0']!).length;
  expect([seen(past), seen(worldAt(run, before)), count(broker)]).toEqual([6, 6, 4]);
});
