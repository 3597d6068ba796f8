// A group of the consumer protocol: epochs, targets, and members that are led there one by one (kafka-groups 3.2 to 3.5).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../../conversation.ts';
import { consumerGroup } from '../kinds.ts';
import type { ConsumerGroup } from './state.ts';

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

describe('a group at its defaults, heartbeat by heartbeat (3.4)', () => {
  test('the first member gets everything at once, in epoch 2', () => {
    const broker = topic(6);
    join(broker, 'A');
    expect(shape(broker)).toBe('2/2 Stable A2(012345)');
    expect(reads(broker, 'A')).toBe('012345');
    expect(
      broker.run.world.agenda.heap.filter(
        ({ command }) => command.of === 'log' && command.kind === 'send-heartbeat',
      ),
    ).toEqual([]);
  });

  test('a second one waits until the first has given up and said so, and for its own next heartbeat', () => {
    const broker = topic(6);
    join(broker, 'A');
    pollUntil(broker, 2000, 'A');
    join(broker, 'B');
    expect(shape(broker)).toBe('3/3 Reconciling A2(012345) B3()');
    pollUntil(broker, 4999, 'A', 'B');
    expect(shape(broker)).toBe('3/3 Reconciling A2(012345) B3()');
    broker.until(5000);
    expect(shape(broker)).toBe('3/3 Reconciling A2(012) B3()');
    expect([reads(broker, 'A'), group(broker).members[0]!.state]).toEqual(['012345', 'UnrevokedPartitions']);
    broker.poll('A');
    expect(shape(broker)).toBe('3/3 Reconciling A3(012) B3()');
    expect([reads(broker, 'A'), group(broker).members[1]!.state]).toEqual(['012', 'UnreleasedPartitions']);
    broker.until(6999);
    expect(shape(broker)).toBe('3/3 Reconciling A3(012) B3()');
    pollUntil(broker, 7010, 'A', 'B');
    expect(shape(broker)).toBe('3/3 Stable A3(012) B3(345)');
    expect(reads(broker, 'B')).toBe('345');
  });

  test('when one leaves, the other hears of it with its own heartbeat; an empty group counts an epoch too', () => {
    const broker = topic(6);
    join(broker, 'A');
    pollUntil(broker, 2000, 'A');
    join(broker, 'B');
    pollUntil(broker, 9990, 'A', 'B');
    broker.ask({ kind: 'close-consumer', consumer: 'A' });
    expect(shape(broker)).toBe('4/3 Assigning B3(345)');
    pollUntil(broker, 12_010, 'B');
    expect(shape(broker)).toBe('4/4 Stable B4(012345)');
    broker.ask({ kind: 'close-consumer', consumer: 'B' });
    expect(shape(broker)).toBe('5/4 Empty');
  });

  test('whoever joins within the assignment interval gets nothing; any heartbeat after it computes the target', () => {
    const broker = topic(6);
    join(broker, 'A');
    broker.until(100);
    join(broker, 'B');
    broker.until(200);
    join(broker, 'C');
    expect(shape(broker)).toBe('4/2 Assigning A2(012345) B2() C2()');
    pollUntil(broker, 4999, 'A', 'B', 'C');
    expect(shape(broker)).toBe('4/2 Assigning A2(012345) B2() C2()');
    pollUntil(broker, 5010, 'A', 'B', 'C');
    expect(shape(broker)).toBe('4/4 Reconciling A4(01) B2() C2()');
    pollUntil(broker, 5210, 'A', 'B', 'C');
    expect(shape(broker)).toBe('4/4 Stable A4(01) B4(23) C4(45)');
  });
});

test('a full group lets nobody in, not even a static member that is back', () => {
  const broker = topic(2, { 'group.consumer.max.size': 1 });
  join(broker, 'A', { 'group.instance.id': 'i' });
  const { state } = broker;
  const late = (consumer: string, config: object): void =>
    broker.open(consumer, { group: 'g', topics: ['t'], config: { 'group.protocol': 'consumer', ...config } });
  late('B', {});
  expect(broker.poll('B')).toEqual(['GroupMaxSizeReachedException']);
  broker.ask({ kind: 'close-consumer', consumer: 'A' });
  late('C', { 'group.instance.id': 'i' });
  expect(broker.poll('C')).toEqual(['GroupMaxSizeReachedException']);
  expect(state.consumers['C']!.membership!.state).toBe('Fatal');
});

describe('what else bumps the epoch', () => {
  const settled = (): Conversation => {
    const broker = topic(2);
    join(broker, 'A');
    pollUntil(broker, 5000, 'A');
    return broker;
  };

  test('more partitions, a topic that appears or goes, with the next heartbeat', () => {
    const broker = settled();
    broker.ask({ kind: 'add-partitions', topic: 't', total: 3 });
    expect(shape(broker)).toBe('2/2 Stable A2(01)');
    pollUntil(broker, 10_010, 'A');
    expect(shape(broker)).toBe('3/3 Stable A3(012)');
    broker.ask({ kind: 'delete-topic', topic: 't' });
    pollUntil(broker, 15_010, 'A');
    expect(shape(broker)).toBe('4/4 Stable A4()');
    broker.ask({ kind: 'create-topic', topic: 't', partitions: 1 });
    pollUntil(broker, 20_010, 'A');
    expect(shape(broker)).toBe('5/5 Stable A5(0)');
    broker.ask({ kind: 'create-topic', topic: 'other', partitions: 1 });
    pollUntil(broker, 30_000, 'A');
    expect(group(broker).groupEpoch).toBe(5);
  });

  test('another subscription, said with the next heartbeat', () => {
    const broker = settled();
    broker.ask({ kind: 'create-topic', topic: 'u', partitions: 1 });
    broker.ask({ kind: 'subscribe', consumer: 'A', topics: ['u'] });
    pollUntil(broker, 9999, 'A');
    expect(shape(broker)).toBe('2/2 Stable A2(01)');
    pollUntil(broker, 10_010, 'A');
    expect(broker.state.consumers['A']!.assignment).toEqual(['u-0']);
    expect(group(broker).groupEpoch).toBe(3);
  });
});

describe('which assignor (3.5)', () => {
  test.each([
    [[null], 'uniform'],
    [[null, 'range'], 'range'],
    [['range', 'uniform', 'uniform'], 'uniform'],
    [['uniform', 'range'], 'range'],
    [['range', 'uniform'], 'uniform'],
    [['range', 'uniform', null], 'uniform'],
    [['uniform', 'range', null], 'uniform'],
  ])('%j computes by %s: the most votes, else the one just brought up, else uniform', (asked, assignor) => {
    const broker = topic(3, { 'group.consumer.assignment.interval.ms': 0 });
    asked.forEach((name, n) => join(broker, `c${n}`, name === null ? {} : { 'group.remote.assignor': name }));
    expect(broker.facts('target-computed').at(-1)!.assignor).toBe(assignor);
  });

  test('one that the broker does not have is refused for good', () => {
    const broker = topic(1);
    broker.open('A', {
      group: 'g',
      topics: ['t'],
      config: { 'group.protocol': 'consumer', 'group.remote.assignor': 'x' },
    });
    expect(broker.poll('A')).toEqual(['UnsupportedAssignorException']);
    expect(broker.poll('A')).toEqual([]);
    expect(broker.state.groups).toEqual({});
  });
});

test('settings of one group win over the broker’s, and members hear of another interval with their next heartbeat', () => {
  const broker = topic(2);
  const alter = (config: Record<string, number>) => broker.ask({ kind: 'alter-group', group: 'g', config });
  expect(alter({ 'consumer.session.timeout.ms': 100 })).toMatchObject({
    error: 'InvalidConfigurationException',
  });
  expect(alter({ 'consumer.session.timeout.ms': 50_000, nonsense: 1 })).toMatchObject({ code: 40 });
  join(broker, 'A');
  expect(alter({ 'consumer.heartbeat.interval.ms': 6000, 'consumer.session.timeout.ms': 50_000 })).toEqual(
    {},
  );
  broker.until(12_000);
  broker.ask({ kind: 'kill-consumer', consumer: 'A' });
  // heartbeats at 5000 and 11 000
  broker.until(60_999);
  expect(group(broker).members).toHaveLength(1);
  broker.until(61_000);
  expect(group(broker).members).toEqual([] satisfies ConsumerGroup['members']);
});
