// Subscribing to every topic that a pattern matches.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { LogCommandOf } from '../command.ts';
import { followSubscription } from '../group/membership.ts';
import { logOf } from '../reading.ts';
import { clientRefusal } from '../refusal.ts';
import { mutuallyExclusive, openConsumerOf, withoutGroup } from './consumer.ts';
import { compile, matching } from './pattern.ts';
import { isSubscribed } from './subscription.ts';

/**
 * Only the consumer protocol leaves matching to the coordinator, which finds out what is wrong with the expression.
 * Kafka: KafkaConsumer.subscribe with a Pattern, or a SubscriptionPattern.
 */
export function subscribePattern(
  context: Context,
  { lane, consumer: name, expression, by }: LogCommandOf<'subscribe-pattern'>,
): Refusal | object {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  if (consumer.group === null) return withoutGroup();
  if (expression === '')
    return clientRefusal('IllegalArgumentException', 'Topic pattern to subscribe to cannot be empty');
  if (by === 'coordinator' && !consumer.membership)
    return clientRefusal(
      'UnsupportedOperationException',
      'Subscribe to RE2/J pattern is not supported when using the CLASSIC protocol.',
    );
  const compiled = by === 'client' ? compile(expression) : null;
  if (by === 'client' && !compiled)
    return clientRefusal('PatternSyntaxException', `${expression} is no regular expression.`);
  const other =
    consumer.pattern === null
      ? isSubscribed(consumer) || consumer.assignment.length > 0
      : consumer.pattern.by !== by;
  if (other) return mutuallyExclusive();
  const topics = compiled ? matching(logOf(context.world, lane), compiled) : [];
  const pattern = { expression, by, matched: topics };
  context.emit({ of: 'log', lane, kind: 'subscribed', consumer: name, topics, pattern });
  followSubscription(context, lane, consumer);
  return {};
}
