// What the members of a consumer group subscribe to.

import type { Context } from '../../../broker.ts';
import type { Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { sameSet } from '../../set.ts';
import { patternOf } from './patterns.ts';
import type { ConsumerGroup, ConsumerGroupMember, Subscription } from './state.ts';

/** The topics that a member subscribes to, by name or by a pattern that has been matched, whether they exist or not. */
export function subscribedTopics(
  { matches }: Immutable<ConsumerGroup>,
  { subscription, pattern }: Immutable<ConsumerGroupMember>,
): readonly string[] {
  const matched = pattern === null ? undefined : matches[pattern];
  return matched ? [...new Set([...subscription, ...matched])] : subscription;
}

/** What a consumer subscribes to as its heartbeats say it. */
export const subscriptionOf = (consumer: Immutable<Consumer>): Immutable<Subscription> => ({
  topics: consumer.subscription,
  pattern: patternOf(consumer),
});

export const sameSubscription = (left: Immutable<Subscription>, right: Immutable<Subscription>): boolean =>
  left.pattern === right.pattern && sameSet(left.topics, right.topics);

/** What a heartbeat changes in what a member subscribes to. */
export type Resubscription = 'none' | 'topics to be found' | 'other topics';

/**
 * Takes down what a member subscribes to now. A pattern that still has to be matched bumps no epoch before it is.
 * Kafka: hasMemberSubscriptionChanged, UpdateRegularExpressionStatus.
 */
export function subscribe(
  context: Context,
  lane: LaneId,
  group: Immutable<ConsumerGroup>,
  member: Immutable<ConsumerGroupMember>,
  consumer: Immutable<Consumer>,
): Resubscription {
  const { topics, pattern } = subscriptionOf(consumer);
  const named = !sameSet(member.subscription, topics);
  const repatterned = member.pattern !== pattern;
  if (!named && !repatterned) return 'none';
  context.emit({
    of: 'log',
    lane,
    kind: 'member-subscribed',
    group: group.id,
    consumer: member.consumer,
    topics,
    pattern,
  });
  const found = repatterned && (pattern === null || group.matches[pattern] !== undefined);
  return named || found ? 'other topics' : 'topics to be found';
}
