// How a member's part in a classic group ends (kafka-groups 1.5), and what a static member's place is worth (1.4, 1.5).

import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../conversation.ts';
import type { MembershipOperation } from '../membership.ts';
import { commit, join, pollUntil, settle, shape, told, topic } from './conversation.ts';

/** A and B with one partition each; heartbeats every 3 s. */
function two(config: object = {}, ofA: object = config): Conversation {
  const broker = topic(2);
  join(broker, 'A', { ...ofA });
  settle(broker, 'A');
  join(broker, 'B', { ...config });
  settle(broker, 'A', 'B');
  return broker;
}
const instance = (name: string) => ({ 'group.instance.id': name });
const close = (broker: Conversation, consumer: string, membership?: MembershipOperation): void =>
  void broker.ask({ kind: 'close-consumer', consumer, ...(membership && { membership }) });
const after = (broker: Conversation, ms: number, ...polling: string[]): void =>
  pollUntil(broker, broker.run.world.now + ms, ...polling);

describe('closing', () => {
  test.each<[string, object, MembershipOperation | undefined, string]>([
    ['a dynamic member leaves at once', {}, undefined, 'PreparingRebalance 2 A(t-0)'],
    ['unless it is to remain', {}, 'REMAIN_IN_GROUP', 'Stable 2 A(t-0) B(t-1)'],
    ['a static member keeps its place', instance('b'), undefined, 'Stable 2 A(t-0) B(t-1)'],
    ['unless it is to leave', instance('b'), 'LEAVE_GROUP', 'PreparingRebalance 2 A(t-0)'],
  ])('%s', (_what, config, membership, seen) => {
    const broker = two(config, instance('a'));
    close(broker, 'B', membership);
    expect(told(broker, 'B').at(-1)).toBe('-t-1');
    expect(shape(broker)).toBe(seen);
  });

  test('who remained is dropped a session timeout after its last heartbeat', () => {
    const broker = two({}, {});
    const heardAt = Math.floor(broker.run.world.now / 100) * 100;
    close(broker, 'B', 'REMAIN_IN_GROUP');
    pollUntil(broker, heardAt + 41_900, 'A');
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1)');
    pollUntil(broker, heardAt + 45_100, 'A');
    expect(broker.facts('member-expired')).toMatchObject([{ consumer: 'B', because: 'session' }]);
  });

  test('between two generations what a cooperative member has is lost', () => {
    const config = { 'partition.assignment.strategy': 'cooperative-sticky' };
    const broker = two(config);
    join(broker, 'C', config);
    after(broker, 3000, 'A');
    close(broker, 'A');
    expect(told(broker, 'A').at(-1)).toBe('!t-0');
  });

  test('unsubscribing is leaving; a static member falls silent and keeps its place', () => {
    const broker = two({}, instance('a'));
    broker.ask({ kind: 'unsubscribe', consumer: 'B' });
    broker.ask({ kind: 'unsubscribe', consumer: 'A' });
    expect(shape(broker)).toMatch(/^PreparingRebalance 2 A\(t-0\)$/);
    expect([told(broker, 'A').at(-1), told(broker, 'B').at(-1)]).toEqual(['-t-0', '-t-1']);
    expect(commit(broker, 'A')).toBe('CommitFailedException');
  });
});

describe('max.poll.interval.ms', () => {
  const BUSY = { 'max.poll.interval.ms': 20_000 };

  test('exceeded: the member leaves by itself, and its next poll tells of what it lost and joins anew', () => {
    const broker = two(BUSY, {});
    const polledAt = broker.run.world.now;
    pollUntil(broker, polledAt + 19_900, 'A');
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1)');
    pollUntil(broker, polledAt + 20_000, 'A');
    expect(broker.facts('member-left')).toMatchObject([{ consumer: 'B', because: 'stalled' }]);
    settle(broker, 'A');
    expect(shape(broker)).toBe('Stable 3 A(t-0 t-1)');
    expect(commit(broker, 'B')).toBe('CommitFailedException');
    expect(told(broker, 'B')).toEqual(['+t-1']);
    settle(broker, 'B', 'A');
    expect(told(broker, 'B')).toEqual(['+t-1', '!t-1', '+t-1']);
    expect(shape(broker)).toBe('Stable 4 A(t-0) B(t-1)');
    expect(broker.facts('member-joined').map(({ memberId }) => memberId)).toEqual(['A-1', 'B-2', 'B-3']);
  });

  test('is counted from the last poll, whether it brought anything or not', () => {
    const broker = two(BUSY, {});
    for (let n = 0; n < 5; n++) {
      after(broker, 15_000, 'A');
      broker.poll('B');
    }
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1)');
  });

  test('does not concern who stays in a poll, nor who comes back in time', () => {
    const broker = two(BUSY, {});
    broker.ask({ kind: 'poll', consumer: 'B', stays: true });
    after(broker, 60_000, 'A');
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1)');
    broker.send('t', { partition: 1 });
    expect(broker.poll('B')).toEqual(['t-1@0']);
    broker.ask({ kind: 'stay-away', consumer: 'B', until: broker.run.world.now + 30_000 });
    after(broker, 20_000, 'A');
    expect(broker.facts('member-left')).toMatchObject([{ consumer: 'B', because: 'stalled' }]);
  });

  test('exceeded by a static member: it falls silent, and its partitions wait for it until its session ends', () => {
    const broker = two({ ...BUSY, ...instance('b') }, instance('a'));
    after(broker, 30_000, 'A');
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1)');
    settle(broker, 'B', 'A');
    expect(told(broker, 'B')).toEqual(['+t-1', '!t-1', '+t-1']);
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1)');
    after(broker, 70_000, 'A');
    expect(broker.facts('member-expired')).toMatchObject([{ consumer: 'B', because: 'session' }]);
  });
});

describe('a static member', () => {
  test('that is back within its session has its old partitions in the same generation', () => {
    const broker = two(instance('b'), instance('a'));
    broker.ask({ kind: 'kill-consumer', consumer: 'B' });
    join(broker, 'B2', instance('b'));
    expect(shape(broker)).toBe('Stable 2 A(t-0) B2(t-1)');
    expect(told(broker, 'B2')).toEqual(['+t-1']);
    expect(told(broker, 'A')).toEqual(['+t-0 t-1', '-t-0 t-1', '+t-0']);
  });

  test('that leads is back as the leader, without a rebalance', () => {
    const broker = two({}, instance('a'));
    broker.ask({ kind: 'kill-consumer', consumer: 'A' });
    join(broker, 'A2', instance('a'));
    expect(shape(broker)).toBe('Stable 2 A2(t-0) B(t-1)');
    expect(broker.state.groups['g']).toMatchObject({ leader: 'A2' });
  });

  test('that stays away for longer is dropped, and comes back as a new one', () => {
    const broker = two(instance('b'), instance('a'));
    broker.ask({ kind: 'kill-consumer', consumer: 'B' });
    after(broker, 50_000, 'A');
    expect(shape(broker)).toBe('Stable 3 A(t-0 t-1)');
    join(broker, 'B2', instance('b'));
    settle(broker, 'A', 'B2');
    expect(shape(broker)).toMatch(/^Stable 4 A/);
  });

  test('whose name another process takes is fenced: commits at once, then its heartbeat, then its poll', () => {
    const broker = two(instance('b'), instance('a'));
    join(broker, 'B2', instance('b'));
    expect(commit(broker, 'B')).toBe('FencedInstanceIdException');
    after(broker, 3000, 'A');
    expect(commit(broker, 'B')).toBe('CommitFailedException');
    expect(broker.poll('B')).toEqual(['FencedInstanceIdException']);
    expect(shape(broker)).toBe('Stable 2 A(t-0) B2(t-1)');
    // it is told once; if it goes on polling it takes the place back
    broker.polls(2, 'B');
    expect(told(broker, 'B').slice(1)).toEqual(['!t-1', '+t-1']);
    expect(shape(broker)).toBe('Stable 2 A(t-0) B(t-1)');
  });

  test('that misses a rebalance is kept, and hears from its heartbeat that the generation is another one', () => {
    const broker = two(
      { ...instance('b'), 'session.timeout.ms': 400_000, 'max.poll.interval.ms': 10_000 },
      { 'max.poll.interval.ms': 10_000 },
    );
    broker.ask({ kind: 'kill-consumer', consumer: 'B' });
    join(broker, 'C', { 'max.poll.interval.ms': 10_000 });
    after(broker, 10_000, 'A', 'C');
    expect(shape(broker)).toBe('Stable 3 A(t-1) B(t-0) C()');
    // and is dropped when it has not asked for its assignment for as long again
    after(broker, 16_000, 'A', 'C');
    expect(broker.facts('member-expired')).toMatchObject([{ consumer: 'B', because: 'sync' }]);
    expect(shape(broker)).toBe('Stable 4 A(t-0) C(t-1)');
  });
});
