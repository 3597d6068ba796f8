// Subscriptions by pattern, matched by the client or by the coordinator (kafka-groups, observed: regex).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import { consumerGroup } from '../group/kinds.ts';
import type { SubscriptionPattern } from './state.ts';

const QUICK = { 'group.consumer.assignment.interval.ms': 0, 'group.initial.rebalance.delay.ms': 0 };

const open = (broker: Conversation, consumer: string, protocol: 'classic' | 'consumer'): void =>
  broker.open(consumer, { group: 'g', config: { 'group.protocol': protocol, 'metadata.max.age.ms': 1000 } });
const subscribe = (
  broker: Conversation,
  consumer: string,
  expression: string,
  by: SubscriptionPattern['by'],
) => broker.ask({ kind: 'subscribe-pattern', consumer, expression, by });
const create = (broker: Conversation, ...topics: string[]): void =>
  topics.forEach((topic) => broker.ask({ kind: 'create-topic', topic, partitions: 1 }));
/** Polls every 100 ms up to this instant, then says what the consumer reads. */
const pollUntil = (broker: Conversation, instant: number, consumer: string): string => {
  for (let at = broker.run.world.now; at <= instant; at += 100) {
    broker.until(at);
    broker.poll(consumer);
  }
  return broker.state.consumers[consumer]!.assignment.join(' ');
};
const epoch = ({ state }: Conversation): number => consumerGroup(state, 'g')!.groupEpoch;

describe.each(['classic', 'consumer'] as const)('matched by a client of the %s protocol', (protocol) => {
  test('whole names, and new topics once it has looked again', () => {
    const broker = converse(QUICK);
    create(broker, 'or-a', 'pay', 'xor-a');
    open(broker, 'A', protocol);
    subscribe(broker, 'A', 'or-.*', 'client');
    expect(pollUntil(broker, 500, 'A')).toBe('or-a-0');
    create(broker, 'or-b', 'other');
    expect(pollUntil(broker, 900, 'A')).toBe('or-a-0');
    expect(pollUntil(broker, 9000, 'A')).toBe('or-a-0 or-b-0');
    broker.ask({ kind: 'delete-topic', topic: 'or-a' });
    expect(pollUntil(broker, 18_000, 'A')).toBe('or-b-0');
  });

  test('that matches nothing yet', () => {
    const broker = converse(QUICK);
    open(broker, 'A', protocol);
    subscribe(broker, 'A', 'or-.*', 'client');
    expect(pollUntil(broker, 500, 'A')).toBe('');
    create(broker, 'or-a');
    expect(pollUntil(broker, 9000, 'A')).toBe('or-a-0');
  });

  test('is no other subscription', () => {
    const broker = converse(QUICK);
    open(broker, 'A', protocol);
    expect(subscribe(broker, 'A', 'or-(', 'client')).toMatchObject({ error: 'PatternSyntaxException' });
    expect(subscribe(broker, 'A', '', 'client')).toMatchObject({ error: 'IllegalArgumentException' });
    subscribe(broker, 'A', 'none', 'client');
    const refused = { error: 'IllegalStateException' };
    expect(broker.ask({ kind: 'subscribe', consumer: 'A', topics: ['t'] })).toMatchObject(refused);
    expect(broker.ask({ kind: 'assign', consumer: 'A', partitions: ['t-0'] })).toMatchObject(refused);
    broker.ask({ kind: 'unsubscribe', consumer: 'A' });
    expect(broker.ask({ kind: 'subscribe', consumer: 'A', topics: ['t'] })).toEqual({});
    expect(subscribe(broker, 'A', 'none', 'client')).toMatchObject(refused);
  });
});

describe('matched by the coordinator', () => {
  const reading = (): Conversation => {
    const broker = converse(QUICK);
    create(broker, 'or-a', 'pay');
    open(broker, 'A', 'consumer');
    subscribe(broker, 'A', 'or-.*', 'coordinator');
    pollUntil(broker, 5000, 'A');
    return broker;
  };

  test('finds its topics after the first heartbeat, so that the second one brings them', () => {
    const broker = reading();
    expect(broker.state.consumers['A']!.assignment).toEqual(['or-a-0']);
    expect(broker.facts('heartbeat-answered').map(({ memberEpoch, told }) => [memberEpoch, told])).toEqual([
      ...[[1, []]],
      ...[[2, ['or-a-0']]],
      ...[[2, null]],
    ]);
  });

  test('finds new ones when it has rested for 10 s, with the heartbeat after that', () => {
    const broker = reading();
    create(broker, 'or-b');
    expect(pollUntil(broker, 14_900, 'A')).toBe('or-a-0');
    expect(pollUntil(broker, 15_000, 'A')).toBe('or-a-0');
    expect(pollUntil(broker, 20_000, 'A')).toBe('or-a-0 or-b-0');
    expect(epoch(broker)).toBe(3);
  });

  test('shares what others have found; another pattern bumps the epoch when its topics are known', () => {
    const broker = reading();
    open(broker, 'B', 'consumer');
    subscribe(broker, 'B', 'or-.*', 'coordinator');
    broker.poll('B');
    expect(epoch(broker)).toBe(3);
    open(broker, 'C', 'consumer');
    subscribe(broker, 'C', 'p.*', 'coordinator');
    expect(pollUntil(broker, 9000, 'C')).toBe('');
    expect(epoch(broker)).toBe(3);
    expect(pollUntil(broker, 20_000, 'C')).toBe('pay-0');
    expect(epoch(broker)).toBe(4);
  });

  test('notices a deleted topic as such at once, and in the pattern after ten minutes', () => {
    const broker = reading();
    broker.ask({ kind: 'delete-topic', topic: 'or-a' });
    expect(pollUntil(broker, 12_000, 'A')).toBe('');
    expect([epoch(broker), consumerGroup(broker.state, 'g')!.matches]).toEqual([3, { 'or-.*': ['or-a'] }]);
    for (let minute = 1; minute <= 10; minute++) pollUntil(broker, minute * 60_000 + 10_000, 'A');
    expect([epoch(broker), consumerGroup(broker.state, 'g')!.matches]).toEqual([4, { 'or-.*': [] }]);
  });

  test.each(['or-(', 'or-(?=a)', '(a)\\1'])('%s is refused for good, by its own error', (expression) => {
    const broker = converse(QUICK);
    open(broker, 'A', 'consumer');
    subscribe(broker, 'A', expression, 'coordinator');
    expect(broker.poll('A')).toEqual(['InvalidRegularExpression']);
    expect(broker.poll('A')).toEqual([]);
    expect(broker.state.groups).toEqual({});
  });

  test('is not for clients of the classic protocol', () => {
    const broker = converse(QUICK);
    open(broker, 'A', 'classic');
    expect(subscribe(broker, 'A', 'or', 'coordinator')).toMatchObject({
      error: 'UnsupportedOperationException',
    });
  });
});
