// Requests to join a classic group, and members that never ask for their assignment (kafka-groups 1.3, 1.4).

import { describe, expect, test } from 'vitest';
import { classicGroup } from '../kinds.ts';
import { join, pollUntil, settle, shape, topic } from './conversation.ts';

test('a member id is new with each start, and begins with the client id or the instance id', () => {
  const broker = topic(1);
  const ids = () => classicGroup(broker.state, 'g')!.members.map(({ id }) => id);
  join(broker, 'A');
  broker.ask({ kind: 'unsubscribe', consumer: 'A' });
  join(broker, 'B', { 'client.id': 'app' });
  join(broker, 'C', { 'client.id': 'app', 'group.instance.id': 'i' });
  expect(ids()).toEqual(['app-2', 'i-3']);
});

test('members come in the order of their ids: by code units, static ones first', () => {
  const broker = topic(4);
  for (const name of ['c-2', 'c-10', 'Z']) join(broker, name);
  join(broker, 'z', { 'group.instance.id': 'i' });
  settle(broker, 'c-2', 'c-10', 'Z', 'z');
  expect(shape(broker).split(' ').slice(2).sort()).toEqual(['Z(t-1)', 'c-10(t-2)', 'c-2(t-3)', 'z(t-0)']);
});

test('a full group takes nobody else', () => {
  const broker = topic(1, { 'group.max.size': 1 });
  join(broker, 'A');
  settle(broker, 'A');
  broker.open('B', { group: 'g', topics: ['t'] });
  expect(broker.poll('B')).toEqual(['GroupMaxSizeReachedException']);
  broker.ask({ kind: 'close-consumer', consumer: 'A' });
  broker.polls(2, 'B');
  expect(shape(broker)).toBe('Stable 3 B(t-0)');
});

describe('a member that hears its generation and never asks for its assignment', () => {
  test('does not heartbeat, so its session ends', () => {
    const broker = topic(2);
    join(broker, 'A');
    settle(broker, 'A');
    join(broker, 'B', { 'session.timeout.ms': 10_000 });
    // A hears of it with its heartbeat at 9 s and joins again, which forms the generation; B does not poll any more
    pollUntil(broker, 18_900, 'A');
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1)');
    pollUntil(broker, 22_000, 'A');
    expect(broker.facts('member-expired')).toMatchObject([{ consumer: 'B', because: 'session' }]);
    expect(shape(broker)).toBe('Stable 3 A(t-0 t-1)');
  });

  test('is dropped after the rebalance timeout at the latest, and the others begin anew', () => {
    const config = { 'session.timeout.ms': 60_000, 'max.poll.interval.ms': 15_000 };
    const broker = topic(2);
    join(broker, 'A', config);
    settle(broker, 'A');
    join(broker, 'B', config);
    pollUntil(broker, 23_900, 'A');
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1)');
    pollUntil(broker, 27_100, 'A');
    expect(broker.facts('member-expired')).toMatchObject([{ consumer: 'B', because: 'sync' }]);
    expect(shape(broker)).toBe('Stable 3 A(t-0 t-1)');
  });

  test('holds the others up if it leads', () => {
    const broker = topic(2);
    join(broker, 'A');
    join(broker, 'B');
    broker.polls(1, 'B');
    pollUntil(broker, 44_900, 'B');
    expect(shape(broker)).toMatch(/^PreparingRebalance 1/);
    pollUntil(broker, 48_000, 'B');
    expect(broker.facts('member-expired')).toMatchObject([{ consumer: 'A' }]);
    expect(shape(broker)).toBe('Stable 2 B(t-0 t-1)');
  });
});

test('a new member waits for five minutes at most, however long the rebalance may take', () => {
  const broker = topic(2);
  join(broker, 'A', { 'max.poll.interval.ms': 3_600_000 });
  broker.polls(1, 'A');
  broker.until(1000);
  join(broker, 'B');
  broker.until(300_999);
  expect(shape(broker)).toBe('PreparingRebalance 1 A(t-0 t-1) B()');
  broker.until(301_000);
  expect(broker.facts('member-expired')).toMatchObject([{ consumer: 'B', because: 'session' }]);
  // it asks again, under another id
  broker.poll('B');
  expect(classicGroup(broker.state, 'g')!.members.map(({ id }) => id)).toEqual(['A-1', 'B-3']);
});

test('a leader that joins again gets a rebalance, a follower that has nothing new to say an answer', () => {
  const broker = topic(3);
  const generation = () => classicGroup(broker.state, 'g')!.generation;
  // D and E are static and slow: with a long session they are kept in a generation that they miss
  const slow = { 'max.poll.interval.ms': 10_000, 'session.timeout.ms': 60_000 };
  join(broker, 'D', { ...slow, 'group.instance.id': 'd' });
  settle(broker, 'D');
  join(broker, 'E', { ...slow, 'group.instance.id': 'e' });
  settle(broker, 'D', 'E');
  expect(shape(broker)).toBe('Stable 2 D(t-0 t-1) E(t-2)');
  broker.ask({ kind: 'kill-consumer', consumer: 'E' });
  join(broker, 'E2', { ...slow, 'group.instance.id': 'e' });
  expect(generation()).toBe(2);
  broker.ask({ kind: 'kill-consumer', consumer: 'D' });
  join(broker, 'D2', { ...slow, 'group.instance.id': 'd' });
  // taking a place is no rebalance; a second join of the leader is
  expect(generation()).toBe(2);
  broker.ask({ kind: 'subscribe', consumer: 'D2', topics: ['t', 'nope'] });
  settle(broker, 'D2', 'E2');
  expect(generation()).toBe(3);
});
