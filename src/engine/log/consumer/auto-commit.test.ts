// Commits that a consumer makes by itself (kafka-groups 4.1).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import type { Settings } from '../settings.ts';

const AUTO = { 'enable.auto.commit': true, 'auto.offset.reset': 'earliest', 'max.poll.records': 2 };

/** Five records in `t-0`, none in `t-1`. */
const topic = (): Conversation => {
  const broker = converse({ 'group.initial.rebalance.delay.ms': 0 });
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 2 });
  broker.send('t', ...Array.from({ length: 5 }, () => ({ partition: 0 })));
  return broker;
};
const member = (broker: Conversation, consumer: string, config: Settings = {}): void => {
  broker.open(consumer, { group: 'g', topics: ['t'], config: { ...AUTO, ...config } });
  broker.polls(2, consumer);
};
const committed = ({ state }: Conversation): Record<string, number> =>
  Object.fromEntries(
    Object.entries(state.groups['g']?.offsets ?? {}).map(([id, { offset }]) => [id, offset]),
  );

describe('every interval', () => {
  test('a poll commits what earlier polls handed over, untouched partitions too', () => {
    const broker = topic();
    member(broker, 'A');
    broker.until(4999);
    broker.poll('A');
    expect(committed(broker)).toEqual({});
    broker.until(5000);
    expect(broker.poll('A')).toEqual(['t-0@4']);
    expect(committed(broker)).toEqual({ 't-0': 4, 't-1': 0 });
  });

  test('and nothing else does, however late it is', () => {
    const broker = topic();
    member(broker, 'A');
    broker.until(60_000);
    expect(committed(broker)).toEqual({});
    broker.poll('A');
    expect(committed(broker)).toEqual({ 't-0': 2, 't-1': 0 });
    broker.until(64_999);
    broker.poll('A');
    expect(committed(broker)['t-0']).toBe(2);
  });

  test('counted anew from each assignment', () => {
    const broker = topic();
    broker.open('A', { group: 'g', topics: ['t'], config: AUTO });
    broker.until(3000);
    broker.polls(2, 'A');
    broker.until(7999);
    broker.poll('A');
    expect(committed(broker)).toEqual({});
    broker.until(8000);
    broker.poll('A');
    expect(committed(broker)['t-0']).toBe(4);
  });

  test('of a consumer that assigned its partitions itself, also when it assigns others', () => {
    const broker = topic();
    broker.open('A', { group: 'g', partitions: ['t-0'], config: AUTO });
    broker.poll('A');
    broker.ask({ kind: 'assign', consumer: 'A', partitions: ['t-0', 't-1'] });
    expect(committed(broker)).toEqual({});
    broker.until(5000);
    broker.ask({ kind: 'assign', consumer: 'A', partitions: ['t-1'] });
    expect(committed(broker)).toEqual({ 't-0': 2 });
  });
});

describe('whatever the interval', () => {
  test('before partitions are revoked', () => {
    const broker = topic();
    member(broker, 'A');
    broker.until(1000);
    broker.open('B', { group: 'g', topics: ['t'] });
    broker.poll('B');
    broker.until(3000);
    expect(committed(broker)).toEqual({});
    broker.poll('A');
    expect(committed(broker)).toEqual({ 't-0': 2, 't-1': 0 });
    const kinds = [...broker.run.journal].map(({ kind }) => kind);
    expect(kinds.lastIndexOf('committed')).toBeLessThan(kinds.lastIndexOf('revoked'));
  });

  test('on close, but not on unsubscribe and not in a crash', () => {
    const broker = topic();
    member(broker, 'A');
    broker.ask({ kind: 'unsubscribe', consumer: 'A' });
    expect(committed(broker)).toEqual({});
    member(broker, 'B');
    broker.ask({ kind: 'kill-consumer', consumer: 'B' });
    expect(committed(broker)).toEqual({});
    broker.until(45_000);
    member(broker, 'C');
    broker.ask({ kind: 'close-consumer', consumer: 'C' });
    expect(committed(broker)).toEqual({ 't-0': 2, 't-1': 0 });
  });
});

test('is the default in a group, and cannot be without one', () => {
  const broker = converse();
  const open = (consumer: string, group: string | null, config: Settings) =>
    broker.ask({ kind: 'open-consumer', consumer, config, ...(group !== null && { group }) });
  expect(open('A', null, { 'enable.auto.commit': true })).toMatchObject({
    ...{ error: 'InvalidConfigurationException', code: 40 },
  });
  open('A', null, {});
  open('B', 'g', {});
  const { A, B } = broker.state.consumers;
  expect([A!.autoCommitAt, B!.autoCommitAt]).toEqual([null, 5000]);
});

test('a topic that is gone is tried again after retry.backoff.ms; a member that is none fails and says so', () => {
  const broker = topic();
  broker.open('A', { group: 'g', partitions: ['t-0'], config: AUTO });
  broker.poll('A');
  broker.ask({ kind: 'delete-topic', topic: 't' });
  broker.until(5000);
  broker.poll('A');
  expect(broker.state.consumers['A']!.autoCommitAt).toBe(5100);
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 2 });
  member(broker, 'B');
  broker.until(5100);
  broker.poll('A');
  expect(broker.facts('commit-refused')).toMatchObject([{ consumer: 'A', error: 'CommitFailedException' }]);
  expect(broker.state.consumers['A']!.autoCommitAt).toBe(10_100);
});
