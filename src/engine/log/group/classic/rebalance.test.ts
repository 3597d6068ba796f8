// Classic groups: joining, leaving, failing, and how long each takes (kafka-groups §1).

import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../conversation.ts';
import { classicGroup } from '../kinds.ts';
import { commit, join, pollUntil, shape, topic } from './conversation.ts';

const DELAY = { 'group.initial.rebalance.delay.ms': 3000 };

describe('the first rebalance of an empty group', () => {
  test('takes the initial delay for one consumer', () => {
    const broker = topic(3, DELAY);
    join(broker, 'A');
    pollUntil(broker, 2900, 'A');
    expect(shape(broker)).toBe('PreparingRebalance 0 A()');
    pollUntil(broker, 3000, 'A');
    expect(shape(broker)).toBe('Stable 1 A(t-0 t-1 t-2)');
  });

  test('is extended by the delay if somebody joins meanwhile: two consumers 1 s apart read at 6 s', () => {
    const broker = topic(3, DELAY);
    join(broker, 'A');
    broker.until(1000);
    join(broker, 'B');
    broker.until(3000);
    expect(shape(broker)).toBe('PreparingRebalance 0 A() B()');
    broker.until(5999);
    expect(shape(broker)).toBe('PreparingRebalance 0 A() B()');
    broker.until(6000);
    expect(shape(broker)).toBe('CompletingRebalance 1 A() B()');
    expect(classicGroup(broker.state, 'g')!.leader).toBe('A');
    // nobody may commit before the leader has synced
    expect([commit(broker, 'A'), commit(broker, 'B')]).toEqual(Array(2).fill('RebalanceInProgressException'));
    broker.polls(1, 'B');
    expect(shape(broker)).toBe('CompletingRebalance 1 A() B()');
    broker.polls(1, 'A');
    expect(shape(broker)).toBe('Stable 1 A(t-0 t-1) B(t-2)');
  });

  test('never takes longer than the rebalance timeout: joins at 0, 1, 2 and 3.5 s with 5 s are done at 5 s', () => {
    const broker = topic(4, DELAY);
    for (const [consumer, at] of [
      ['A', 0],
      ['B', 1000],
      ['C', 2000],
      ['D', 3500],
    ] as const) {
      broker.until(at);
      join(broker, consumer, { 'max.poll.interval.ms': 5000 });
    }
    broker.until(4999);
    expect(classicGroup(broker.state, 'g')!.state).toBe('PreparingRebalance');
    broker.until(5000);
    expect(classicGroup(broker.state, 'g')!.state).toBe('CompletingRebalance');
  });

  test('takes no time without a delay, and passes its states', () => {
    const broker = topic(3);
    join(broker, 'A');
    expect(shape(broker)).toBe('CompletingRebalance 1 A()');
    broker.polls(1, 'A');
    expect(shape(broker)).toBe('Stable 1 A(t-0 t-1 t-2)');
    expect(broker.run.world.now).toBe(0);
  });
});

describe('a group that is stable', () => {
  const two = (): Conversation => {
    const broker = topic(3, DELAY);
    join(broker, 'A');
    broker.until(1000);
    join(broker, 'B');
    broker.until(6000);
    broker.polls(2, 'A', 'B');
    broker.until(9500);
    return broker;
  };

  test('waits for everybody when somebody joins; members hear of it with their heartbeat', () => {
    const broker = two();
    join(broker, 'C');
    expect(shape(broker)).toBe('PreparingRebalance 1 A(t-0 t-1) B(t-2) C()');
    // A and B read on until they know, and what they commit is taken
    broker.polls(1, 'A', 'B');
    expect(broker.state.consumers['A']!.assignment).toEqual(['t-0', 't-1']);
    expect([commit(broker, 'A'), commit(broker, 'B')]).toEqual(['ok', 'ok']);
    // their heartbeats go out every 3 s from 6 s on
    broker.until(11_999);
    broker.polls(1, 'A', 'B');
    expect(broker.facts('member-rejoined')).toEqual([]);
    broker.until(12_000);
    broker.polls(1, 'A');
    expect(broker.state.consumers['A']!.assignment).toEqual([]);
    expect(shape(broker)).toBe('PreparingRebalance 1 A(t-0 t-1) B(t-2) C()');
    broker.polls(1, 'B');
    expect(classicGroup(broker.state, 'g')!.state).toBe('CompletingRebalance');
    broker.polls(1, 'B', 'C', 'A');
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1) C(t-2)');
  });

  test('goes on without a member that leaves', () => {
    const broker = two();
    broker.ask({ kind: 'close-consumer', consumer: 'B' });
    expect(shape(broker)).toBe('PreparingRebalance 1 A(t-0 t-1)');
    pollUntil(broker, 12_000, 'A');
    expect(shape(broker)).toBe('Stable 2 A(t-0 t-1 t-2)');
  });

  test('keeps the partitions of a crashed member until its session ends, 45 s after its last heartbeat', () => {
    const broker = two();
    broker.ask({ kind: 'kill-consumer', consumer: 'B' });
    pollUntil(broker, 53_900, 'A');
    expect(shape(broker)).toBe('Stable 1 A(t-0 t-1) B(t-2)');
    broker.until(54_000);
    expect(broker.facts('member-expired')).toMatchObject([{ consumer: 'B', because: 'session' }]);
    pollUntil(broker, 57_000, 'A');
    expect(shape(broker)).toBe('Stable 2 A(t-0 t-1 t-2)');
  });

  test('counts the last leave as a generation, and the next join makes another', () => {
    const broker = two();
    broker.ask({ kind: 'close-consumer', consumer: 'B' });
    broker.ask({ kind: 'close-consumer', consumer: 'A' });
    expect(shape(broker)).toBe('Empty 2');
    join(broker, 'D');
    broker.until(broker.run.world.now + 3000);
    expect(classicGroup(broker.state, 'g')!.generation).toBe(3);
  });

  test('drops a member that does not come back in time, and fences what it commits', () => {
    const broker = two();
    join(broker, 'C', { 'max.poll.interval.ms': 1000 });
    // it polls once more before it hears of the rebalance, so it is not late by its own max.poll.interval.ms
    broker.until(10_000);
    broker.poll('B');
    pollUntil(broker, 309_400, 'A', 'C');
    expect(classicGroup(broker.state, 'g')!.state).toBe('PreparingRebalance');
    expect(commit(broker, 'B')).toBe('ok');
    pollUntil(broker, 309_500, 'A', 'C');
    expect(shape(broker)).toBe('Stable 2 A(t-0 t-1) C(t-2)');
    expect(broker.state.consumers['B']!.assignment).toEqual(['t-2']);
    expect(commit(broker, 'B')).toBe('CommitFailedException');
    expect(broker.facts('commit-refused')).toHaveLength(1);
    // what it had is lost with its next poll
    broker.polls(1, 'B');
    expect(broker.facts('revoked').at(-1)).toMatchObject({ consumer: 'B', partitions: ['t-2'], lost: true });
    expect(classicGroup(broker.state, 'g')!.members.map(({ consumer }) => consumer)).toEqual(['A', 'C', 'B']);
  });

  test('shares out new partitions once its leader looks at the topic again', () => {
    const broker = two();
    broker.ask({ kind: 'add-partitions', topic: 't', total: 4 });
    pollUntil(broker, 299_900, 'A', 'B');
    expect(shape(broker)).toBe('Stable 1 A(t-0 t-1) B(t-2)');
    pollUntil(broker, 303_000, 'A', 'B');
    expect(shape(broker)).toBe('Stable 2 A(t-0 t-1) B(t-2 t-3)');
  });

  test('so too those of a topic that only another member reads', () => {
    const broker = topic(1);
    broker.ask({ kind: 'create-topic', topic: 'u', partitions: 1 });
    broker.open('A', { group: 'g', topics: ['t'] });
    pollUntil(broker, 4000, 'A');
    broker.open('B', { group: 'g', topics: ['u'] });
    pollUntil(broker, 10_000, 'A', 'B');
    broker.ask({ kind: 'add-partitions', topic: 'u', total: 2 });
    pollUntil(broker, 310_000, 'A', 'B');
    expect(shape(broker)).toBe('Stable 3 A(t-0) B(u-0 u-1)');
  });
});

test('a session timeout outside the limits of the broker is refused when joining', () => {
  const broker = topic(1);
  broker.open('A', { group: 'g', topics: ['t'], config: { 'session.timeout.ms': 5999 } });
  expect(broker.poll('A')).toEqual(['InvalidSessionTimeoutException']);
});
