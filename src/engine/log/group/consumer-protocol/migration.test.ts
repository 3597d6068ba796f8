// Groups that move from one protocol to the other while they have members (kafka-groups, observed: upgrading online).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../../conversation.ts';
import type { Settings } from '../../settings.ts';

const CONSUMER = { 'group.protocol': 'consumer' };
const QUICK = { 'group.initial.rebalance.delay.ms': 0, 'group.consumer.assignment.interval.ms': 0 };

const topic = (partitions: number, settings: object = {}): Conversation => {
  const broker = converse({ ...QUICK, ...settings });
  broker.ask({ kind: 'create-topic', topic: 't', partitions });
  return broker;
};
const join = (broker: Conversation, consumer: string, config: Settings): string[] => {
  broker.open(consumer, { group: 'g', topics: ['t'], config });
  return broker.poll(consumer);
};
const pollUntil = (broker: Conversation, instant: number, ...consumers: string[]): void => {
  for (let at = broker.run.world.now; at < instant; at = Math.min(at + 100, instant)) {
    broker.until(at);
    broker.polls(1, ...consumers);
  }
  broker.until(instant);
};
/** Protocol, round and state of the group, and per member what it reads. */
const shape = ({ state }: Conversation): string => {
  const group = state.groups['g']!;
  const round = group.type === 'classic' ? group.generation : group.groupEpoch;
  const who = group.members.map(({ consumer }) => {
    const numbers = state.consumers[consumer]!.assignment.map((id) => id.slice(2));
    return `${consumer}(${numbers.join('')})`;
  });
  return [`${group.type} ${round} ${group.state}`, ...who].join(' ');
};

describe.each([
  ['eager', 'range'],
  ['cooperative', 'cooperative-sticky'],
])('an %s classic group', (_name, strategy) => {
  const CLASSIC = { 'partition.assignment.strategy': strategy };

  test('goes on as a consumer group: its generation is the epoch, and its members are called one by one', () => {
    const broker = topic(4);
    join(broker, 'A', CLASSIC);
    pollUntil(broker, 1000, 'A');
    expect(shape(broker)).toBe('classic 1 Stable A(0123)');
    join(broker, 'B', CONSUMER);
    expect(shape(broker)).toBe('consumer 2 Reconciling A(0123) B()');
    broker.until(3000);
    expect(broker.facts('rejoin-needed')).toMatchObject([{ consumer: 'A', because: 'heartbeat' }]);
    pollUntil(broker, 10_000, 'A', 'B');
    expect(shape(broker)).toBe('consumer 2 Stable A(01) B(23)');
    expect(broker.state.consumers['A']!.generation).toBe(2);
    const revoked = broker.facts('revoked').flatMap(({ partitions }) => partitions);
    expect(revoked).toHaveLength(strategy === 'range' ? 4 : 2);
  });

  test('is one again when the last client of the consumer protocol has left, by a rebalance from that epoch on', () => {
    const broker = topic(4);
    join(broker, 'A', CLASSIC);
    pollUntil(broker, 1000, 'A');
    join(broker, 'B', CONSUMER);
    pollUntil(broker, 10_000, 'A', 'B');
    broker.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 0 } });
    broker.ask({ kind: 'close-consumer', consumer: 'B' });
    expect(shape(broker)).toBe('classic 2 PreparingRebalance A(01)');
    pollUntil(broker, 20_000, 'A');
    expect(shape(broker)).toBe('classic 3 Stable A(0123)');
    expect(Object.keys(broker.state.groups['g']!.offsets)).toEqual(['t-0']);
  });

  test('sends back those who wait for their join to be answered', () => {
    const broker = topic(4, { 'group.initial.rebalance.delay.ms': 3000 });
    join(broker, 'A', CLASSIC);
    broker.until(1000);
    join(broker, 'B', CONSUMER);
    pollUntil(broker, 10_000, 'A', 'B');
    expect(shape(broker)).toMatch(/^consumer \d Stable A\(\d\d\) B\(\d\d\)$/);
  });
});

describe('a classic client in a consumer group', () => {
  const mixed = (): Conversation => {
    const broker = topic(4);
    join(broker, 'A', CONSUMER);
    pollUntil(broker, 1000, 'A');
    join(broker, 'B', { 'session.timeout.ms': 20_000 });
    pollUntil(broker, 10_000, 'A', 'B');
    return broker;
  };

  test('is answered at once and led to its target like the others', () => {
    expect(shape(mixed())).toBe('consumer 3 Stable A(01) B(23)');
  });

  test('commits in its epoch, is called when the group has moved on, and is dropped if it does not come', () => {
    const broker = mixed();
    const commit = () => broker.ask({ kind: 'commit', consumer: 'B', offsets: { 't-2': 0 } });
    expect(commit()).toEqual({});
    broker.ask({ kind: 'poll', consumer: 'B', stays: true });
    join(broker, 'C', CONSUMER);
    pollUntil(broker, 20_000, 'A', 'C');
    expect(broker.facts('rejoin-awaited').at(-1)).toMatchObject({ consumer: 'B', moveBy: 313_000 });
    pollUntil(broker, 330_000, 'A', 'C');
    expect(broker.facts('member-removed')).toMatchObject([{ consumer: 'B', because: 'late' }]);
    expect(broker.facts('member-fenced')).toMatchObject([{ consumer: 'B', because: 'unknown' }]);
    expect(commit()).toMatchObject({ error: 'CommitFailedException' });
  });

  test('is dropped when its session ends, by its own session.timeout.ms', () => {
    const broker = mixed();
    broker.ask({ kind: 'kill-consumer', consumer: 'B' });
    const expiryAt = broker.facts('session-end-planned')[0]!.expiryAt;
    expect(expiryAt).toBeGreaterThan(27_000);
    expect(expiryAt).toBeLessThanOrEqual(30_000);
    pollUntil(broker, 40_000, 'A');
    expect(shape(broker)).toBe('consumer 4 Stable A(0123)');
  });

  test('leaves, and is let in again only with assignors that all other classic clients know', () => {
    const broker = mixed();
    expect(join(broker, 'C', { 'partition.assignment.strategy': 'sticky' })).toEqual([
      'InconsistentGroupProtocolException',
    ]);
    broker.ask({ kind: 'close-consumer', consumer: 'B' });
    expect(shape(broker)).toBe('consumer 4 Assigning A(01)');
    expect(broker.poll('C')).toEqual([]);
    expect(broker.state.groups['g']!.members.map(({ consumer }) => consumer)).toEqual(['A', 'C']);
  });
});

describe('the policy (group.consumer.migration.policy)', () => {
  test.each(['disabled', 'downgrade'])('%s: nobody upgrades a classic group', (policy) => {
    const broker = topic(2, { 'group.consumer.migration.policy': policy });
    join(broker, 'A', {});
    pollUntil(broker, 1000, 'A');
    expect(join(broker, 'B', CONSUMER)).toEqual(['GroupIdNotFoundException']);
    expect(shape(broker)).toBe('classic 1 Stable A(01)');
  });

  test('disabled: no classic client joins a consumer group', () => {
    const broker = topic(2, { 'group.consumer.migration.policy': 'disabled' });
    join(broker, 'A', CONSUMER);
    expect(join(broker, 'B', {})).toEqual(['InconsistentGroupProtocolException']);
  });

  test('upgrade: there is no way back', () => {
    const broker = topic(2, { 'group.consumer.migration.policy': 'upgrade' });
    join(broker, 'A', {});
    join(broker, 'B', CONSUMER);
    pollUntil(broker, 10_000, 'A', 'B');
    broker.ask({ kind: 'close-consumer', consumer: 'B' });
    expect(shape(broker)).toBe('consumer 3 Assigning A(0)');
  });
});

test('an empty group begins anew in the other protocol, with what it has committed', () => {
  const broker = topic(2);
  join(broker, 'A', {});
  pollUntil(broker, 1000, 'A');
  broker.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 0 } });
  broker.ask({ kind: 'close-consumer', consumer: 'A' });
  join(broker, 'B', CONSUMER);
  expect(shape(broker)).toBe('consumer 2 Stable B(01)');
  broker.ask({ kind: 'close-consumer', consumer: 'B' });
  join(broker, 'C', {});
  broker.poll('C');
  expect(shape(broker)).toBe('classic 1 Stable C(01)');
  expect(broker.state.groups['g']!.offsets['t-0']!.offset).toBe(0);
});

describe('another process under a name that the group still knows, of the other protocol', () => {
  test('hears none of the heartbeats that the one before had planned', () => {
    const broker = topic(2);
    join(broker, 'A', CONSUMER);
    join(broker, 'B', CONSUMER);
    broker.ask({ kind: 'delete-topic', topic: 't' });
    broker.ask({ kind: 'close-consumer', consumer: 'B' });
    broker.ask({ kind: 'open-consumer', consumer: 'B', group: 'g', config: {} });
    broker.until(10_000);
    expect(shape(broker)).toContain('A(01)');
  });

  test('is not called to rebalance in its stead', () => {
    const broker = topic(2);
    for (const consumer of ['A', 'B']) join(broker, consumer, {});
    pollUntil(broker, 5000, 'A', 'B');
    broker.ask({ kind: 'kill-consumer', consumer: 'B' });
    broker.open('B', { group: 'h', topics: ['t'], config: CONSUMER });
    join(broker, 'C', CONSUMER);
    pollUntil(broker, 60_000, 'A', 'B', 'C');
    expect(shape(broker)).toMatch(/^consumer \d+ Stable A\(\d\) C\(\d\)$/);
  });
});
