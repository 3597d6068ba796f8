// How members of a consumer group go: dropped, late, stalled, for a while or for good (kafka-groups 3.3, 3.4).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../../conversation.ts';
import { consumerGroup } from '../kinds.ts';

const topic = (partitions: number, settings: object = {}): Conversation => {
  const broker = converse(settings);
  broker.ask({ kind: 'create-topic', topic: 't', partitions });
  return broker;
};
const join = (broker: Conversation, consumer: string, config: Record<string, string | number> = {}): void => {
  broker.open(consumer, { group: 'g', topics: ['t'], config: { 'group.protocol': 'consumer', ...config } });
  broker.poll(consumer);
};
const group = ({ state }: Conversation) => consumerGroup(state, 'g')!;
/** Group epoch/target epoch, state, and per member its epoch and what it has as the coordinator sees it. */
const shape = (broker: Conversation): string => {
  const { state, groupEpoch, targetEpoch, members } = group(broker);
  const numbers = (partitions: readonly string[]): string => partitions.map((id) => id.slice(2)).join('');
  const who = members.map((one) => `${one.consumer}${one.memberEpoch}(${numbers(one.assignment)})`);
  return [`${groupEpoch}/${targetEpoch} ${state}`, ...who].join(' ');
};
const reads = ({ state }: Conversation, consumer: string): string =>
  state.consumers[consumer]!.assignment.map((id) => id.slice(2)).join('');
/** Lets them poll at each instant in which something happens, up to this one. */
const pollUntil = (broker: Conversation, instant: number, ...consumers: string[]): void => {
  for (let at = broker.run.world.now; at < instant; at = Math.min(at + 10, instant)) {
    broker.until(at);
    broker.polls(1, ...consumers);
  }
  broker.until(instant);
};

describe('who is dropped', () => {
  test('a member that is silent for the session timeout, counted from its last heartbeat', () => {
    const broker = topic(6);
    join(broker, 'A');
    pollUntil(broker, 2000, 'A');
    join(broker, 'B');
    pollUntil(broker, 8000, 'A', 'B');
    broker.ask({ kind: 'kill-consumer', consumer: 'A' });
    // its last one was at 5000
    broker.until(49_999);
    expect(shape(broker)).toBe('3/3 Stable A3(012) B3(345)');
    broker.until(50_000);
    expect(shape(broker)).toBe('4/3 Assigning B3(345)');
    expect(broker.facts('member-removed')).toMatchObject([{ consumer: 'A', because: 'session' }]);
  });

  test('a member that does not give up in time, which it hears with its next heartbeat', () => {
    const broker = topic(6);
    join(broker, 'A', { 'max.poll.interval.ms': 20_000 });
    // it stays in its poll, so it is not late by that, and takes its time in a callback
    broker.ask({ kind: 'poll', consumer: 'A', stays: true });
    broker.until(2000);
    join(broker, 'B');
    broker.until(24_999);
    expect(shape(broker)).toBe('3/3 Reconciling A2(012) B3()');
    broker.until(25_000);
    expect(broker.facts('member-removed')).toMatchObject([{ consumer: 'A', because: 'late' }]);
    broker.until(30_000);
    expect(broker.facts('membership-fenced')).toMatchObject([{ consumer: 'A' }]);
    expect(reads(broker, 'A')).toBe('012345');
    broker.poll('A');
    expect(broker.facts('revoked')).toMatchObject([{ consumer: 'A', lost: true }]);
    expect(reads(broker, 'A')).toBe('');
  });

  test('one that dies while it has to give up, if that runs out before its session does', () => {
    const broker = topic(6);
    join(broker, 'A', { 'max.poll.interval.ms': 20_000 });
    broker.until(2000);
    join(broker, 'B');
    broker.until(5000);
    broker.ask({ kind: 'kill-consumer', consumer: 'A' });
    broker.until(25_000);
    expect(broker.facts('member-removed')).toMatchObject([{ consumer: 'A', because: 'late' }]);
    broker.until(60_000);
    expect(shape(broker)).toBe('4/4 Stable B4(012345)');
  });

  test('one that does not poll for max.poll.interval.ms leaves by itself, and is back with its next poll', () => {
    const broker = topic(2);
    join(broker, 'A', { 'max.poll.interval.ms': 20_000 });
    const commit = () => broker.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 0 } });
    broker.until(19_999);
    expect(shape(broker)).toBe('2/2 Stable A2(01)');
    broker.until(20_000);
    expect([shape(broker), reads(broker, 'A'), commit()]).toEqual(['3/2 Empty', '01', {}]);
    broker.poll('A');
    expect(broker.facts('revoked')).toMatchObject([{ consumer: 'A', lost: true }]);
    expect([shape(broker), reads(broker, 'A')]).toEqual(['4/4 Stable A4(01)', '01']);
    broker.until(30_000);
    join(broker, 'B');
    broker.until(40_000);
    expect(commit()).toMatchObject({ error: 'CommitFailedException' });
  });
});

describe('a static member (3.4)', () => {
  const STATIC = { 'group.instance.id': 'i' };

  test('that closes keeps its place, in no epoch of its own, until its session ends', () => {
    const broker = topic(2);
    join(broker, 'A', STATIC);
    broker.until(7000);
    broker.ask({ kind: 'close-consumer', consumer: 'A' });
    expect(shape(broker)).toBe('2/2 Reconciling A-2(01)');
    broker.until(8000);
    join(broker, 'B', STATIC);
    expect([shape(broker), reads(broker, 'B')]).toEqual(['2/2 Stable B2(01)', '01']);
    broker.ask({ kind: 'unsubscribe', consumer: 'B' });
    broker.until(52_999);
    expect(shape(broker)).toBe('2/2 Reconciling B-2(01)');
    broker.until(53_000);
    expect(shape(broker)).toBe('3/2 Empty');
  });

  test('cannot be there twice, but may leave for good', () => {
    const broker = topic(2);
    join(broker, 'A', STATIC);
    join(broker, 'B', STATIC);
    expect(shape(broker)).toBe('2/2 Stable A2(01)');
    expect(broker.facts('membership-failed')).toMatchObject([
      { consumer: 'B', failure: { error: 'UnreleasedInstanceIdException', code: 111 } },
    ]);
    broker.ask({ kind: 'close-consumer', consumer: 'A', membership: 'LEAVE_GROUP' });
    expect(shape(broker)).toBe('3/2 Empty');
  });

  test('that stalls is away for a while, and has its place again with its next poll', () => {
    const broker = topic(2);
    join(broker, 'A', { ...STATIC, 'max.poll.interval.ms': 20_000 });
    broker.until(20_000);
    expect(shape(broker)).toBe('2/2 Reconciling A-2(01)');
    broker.poll('A');
    expect(shape(broker)).toBe('2/2 Stable A2(01)');
    expect(broker.facts('revoked')).toMatchObject([{ lost: true }]);
  });
});
