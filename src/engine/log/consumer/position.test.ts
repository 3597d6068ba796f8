// Where a consumer reads on: seeks, reset policies, positions that the log does not have (kafka-log §2.7).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import { parseDuration } from './duration.ts';

const HOUR = 3600 * 1000;

const withRecords = (...timestamps: (number | undefined)[]): Conversation => {
  const broker = converse({ 'log.retention.ms': -1 });
  broker.ask({ kind: 'open-producer', producer: 'p' });
  broker.ask({
    kind: 'create-topic',
    topic: 't',
    partitions: 1,
    config: { 'segment.ms': '9223372036854775807' },
  });
  const records = timestamps.map((timestamp, n) => ({
    ...{ value: `v${n}` },
    ...(timestamp !== undefined && { timestamp }),
  }));
  broker.send('t', ...records);
  return broker;
};
const at = (broker: Conversation, when: number | 'earliest' | 'latest' | 'max-timestamp') =>
  (broker.ask({ kind: 'list-offsets', topic: 't', at: when }) as Record<string, { offset: number }>)['t-0']!
    .offset;

describe('offsets by time', () => {
  test('the first in offset order with such a timestamp, not the nearest (O1)', () => {
    const broker = withRecords(10, 50, 20, 40, 30);
    expect([0, 10, 15, 35, 45, 51].map((time) => at(broker, time))).toEqual([0, 0, 1, 1, 1, -1]);
  });

  test('the lowest offset of equal ones (O2)', () => expect(at(withRecords(5, 7, 7, 7), 7)).toBe(1));

  test('max-timestamp: the first that carries the largest, -1 in an empty log (O3)', () => {
    expect(at(withRecords(10, 50, 20, 50), 'max-timestamp')).toBe(1);
    expect(at(withRecords(), 'max-timestamp')).toBe(-1);
  });

  test('an empty log begins where it ends (O4)', () => {
    const broker = withRecords();
    expect([at(broker, 'earliest'), at(broker, 'latest')]).toEqual([0, 0]);
  });

  test('nothing below the log start (O5), which max-timestamp does not look at', () => {
    const broker = withRecords(10, 50, 20, 40, 30);
    broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 2 } });
    expect([at(broker, 35), at(broker, 'max-timestamp')]).toEqual([3, 1]);
  });
});

test('a lookup skips the part of a batch that the log start has passed', () => {
  const broker = withRecords();
  const records = [10, 50, 20, 40].map((timestamp) => ({ timestamp }));
  broker.ask({ kind: 'produce', producer: 'p', topic: 't', records });
  broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 2 } });
  expect([at(broker, 15), at(broker, 35), at(broker, 45)]).toEqual([2, 3, -1]);
});

describe('out of range (L12)', () => {
  const after = (policy: string): string[] => {
    const broker = withRecords(1, 2, 3, undefined);
    broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 1 } });
    broker.open('c', { partitions: ['t-0'], config: { 'auto.offset.reset': policy } });
    broker.ask({ kind: 'seek', consumer: 'c', partition: 't-0', to: 5 });
    return broker.poll('c');
  };
  test('none: an error with the position', () =>
    expect(after('none')).toEqual(['OffsetOutOfRangeException']));
  test('earliest: the log start', () => expect(after('earliest')).toEqual(['t-0@1', 't-0@2', 't-0@3']));
  test('latest: the log end', () => expect(after('latest')).toEqual([]));
  test('by_duration: the first that is young enough', () =>
    expect(after('by_duration:PT1H')).toEqual(['t-0@3']));

  test('below the log start likewise; the exact end is in range', () => {
    const broker = withRecords(1, 2, 3);
    broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 2 } });
    broker.open('c', { partitions: ['t-0'], config: { 'auto.offset.reset': 'none' } });
    expect(broker.poll('c')).toEqual(['NoOffsetForPartitionException']);
    broker.ask({ kind: 'seek', consumer: 'c', partition: 't-0', to: 1 });
    expect(broker.ask({ kind: 'poll', consumer: 'c' })).toMatchObject({ partitions: { 't-0': 1 } });
    broker.ask({ kind: 'seek', consumer: 'c', partition: 't-0', to: 3 });
    expect(broker.poll('c')).toEqual([]);
    broker.send('t', 'more');
    expect(broker.poll('c')).toEqual(['t-0@3']);
  });
});

test('by_duration without a recent record: no position, and another look after request.timeout.ms', () => {
  const broker = withRecords(1, 2);
  broker.open('c', { partitions: ['t-0'], config: { 'auto.offset.reset': 'by_duration:PT1H' } });
  expect(broker.poll('c')).toEqual([]);
  broker.until(20_000);
  broker.send('t', 'young');
  expect(broker.poll('c')).toEqual([]);
  broker.until(29_999);
  expect(broker.ask({ kind: 'positions', consumer: 'c' })).toEqual({ 't-0': null });
  broker.until(30_000);
  expect(broker.poll('c')).toEqual(['t-0@2']);
});

test('the end is where it is at the next poll, not at the seek', () => {
  const broker = withRecords(1, 2);
  broker.open('c', { partitions: ['t-0'] });
  broker.ask({ kind: 'seek', consumer: 'c', partition: 't-0', to: 'end' });
  broker.send('t', 'between');
  expect(broker.poll('c')).toEqual([]);
  broker.ask({ kind: 'seek', consumer: 'c', partition: 't-0', to: 'beginning' });
  expect(broker.poll('c')).toEqual(['t-0@0', 't-0@1', 't-0@2']);
});

test('a poll hands over max.poll.records, of one fetched partition before the next', () => {
  const broker = converse();
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 2 });
  broker.send('t', ...[0, 1, 0, 1].map((partition) => ({ partition })));
  broker.open('c', {
    ...{ partitions: ['t-0', 't-1'], config: { 'auto.offset.reset': 'earliest', 'max.poll.records': 1 } },
  });
  expect(broker.poll('c')).toEqual(['t-0@0']);
  broker.send('t', { partition: 0 });
  expect([1, 2, 3, 4, 5].map(() => broker.poll('c')).flat()).toEqual(['t-0@1', 't-1@0', 't-1@1', 't-0@2']);
});

test('a paused partition hands over nothing and keeps its position', () => {
  const broker = withRecords(1, 2);
  broker.open('c', { partitions: ['t-0'], config: { 'auto.offset.reset': 'earliest' } });
  broker.ask({ kind: 'pause', consumer: 'c', partitions: ['t-0'] });
  expect(broker.poll('c')).toEqual([]);
  broker.ask({ kind: 'resume', consumer: 'c', partitions: ['t-0'] });
  expect(broker.poll('c')).toEqual(['t-0@0', 't-0@1']);
});

test.each([
  ['PT1H', HOUR],
  ['P1D', 24 * HOUR],
  ['P1DT2H3M4.5S', 26 * HOUR + 184_500],
  ['-PT1H', -HOUR],
  ['PT-1S', -1000],
  ['PT', null],
  ['P', null],
  ['1h', null],
])('the duration %s', (text, ms) => expect(parseDuration(text)).toBe(ms));
