// Consumers: opening and closing them, what they read, and what a poll goes through. Positions are in position.ts, records in
// fetch.ts, the part that consumers take in a group in membership.ts.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { ConsumerId, Immutable, LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import type { PollAnswer, PolledRecord, PollRefusal } from './command.ts';
import { commitConsumed, commitWhenDue } from './auto-commit.ts';
import { commonConfig } from './config.ts';
import { die, followSubscription, leave, takePart } from '../group/membership.ts';
import { limitAbsence, notePoll } from './poll-interval.ts';
import { isSubscribed } from './subscription.ts';
import { fetch, type ItemOf } from './fetch.ts';
import { findPositions } from './position.ts';
import { logOf } from '../reading.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import type { Consumer, ConsumerConfig } from './state.ts';

/** A consumer's name is that of one process: a new process needs a new one while the group still knows the old. */
export function openConsumer(context: Context, command: LogCommandOf<'open-consumer'>): Refusal | object {
  const { lane, consumer, config: given = {}, commitsOnRevoke = false } = command;
  const group = command.group ?? null;
  const state = logOf(context.world, lane);
  const known = state.consumers[consumer];
  const member = group !== null && state.groups[group]?.members.some((one) => one.consumer === consumer);
  if (known?.open || member)
    return clientRefusal('IllegalStateException', `${consumer} is the name of another process.`);
  const config =
    (group === null ? null : commonConfig(given)) ??
    (context.ask({ of: 'log', kind: 'read-consumer-settings', lane, given, group }) as
      ConsumerConfig | Refusal);
  if (isRefusal(config)) return config;
  context.emit({ of: 'log', lane, kind: 'consumer-opened', consumer, group, config, commitsOnRevoke });
  return {};
}

export const ALREADY_CLOSED: Refusal = clientRefusal(
  'IllegalStateException',
  'This consumer has already been closed.',
);

/** The consumer of this name. A refusal if there is none, or none any more. */
export function openConsumerOf(
  context: Context,
  lane: LaneId,
  id: ConsumerId,
): Immutable<Consumer> | Refusal {
  const consumer = logOf(context.world, lane).consumers[id];
  return consumer?.open ? consumer : ALREADY_CLOSED;
}

/** Commits if it does so by itself, leaves the group, then is gone (`close-consumer`), or is gone without a word (`kill-consumer`). */
export function endConsumer(
  context: Context,
  { lane, kind, consumer: name, membership = 'DEFAULT' }: LogCommandOf<'close-consumer' | 'kill-consumer'>,
): Refusal | object {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return {};
  if (kind === 'kill-consumer') {
    die(context, lane, consumer);
    return {};
  }
  commitConsumed(context, lane, consumer);
  leave(context, lane, consumer, membership);
  context.emit({ of: 'log', lane, kind: 'consumer-closed', consumer: name });
  return {};
}

/** Kafka: KafkaConsumer.assign. */
export function assign(
  context: Context,
  { lane, consumer: name, partitions }: LogCommandOf<'assign'>,
): Refusal | object {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  if (partitions.length === 0) return unsubscribe(context, { lane, consumer: name });
  if (isSubscribed(consumer)) return mutuallyExclusive();
  commitWhenDue(context, lane, consumer);
  const added = partitions.filter((partition) => !consumer.assignment.includes(partition));
  context.emit({ of: 'log', lane, kind: 'assigned', consumer: name, partitions, added });
  return {};
}

/** Kafka: KafkaConsumer.subscribe. */
export function subscribe(
  context: Context,
  { lane, consumer: name, topics }: LogCommandOf<'subscribe'>,
): Refusal | object {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  if (topics.length === 0) return unsubscribe(context, { lane, consumer: name });
  if (consumer.group === null) return withoutGroup();
  if (consumer.pattern || (consumer.subscription.length === 0 && consumer.assignment.length))
    return mutuallyExclusive();
  const names = [...new Set(topics)];
  context.emit({ of: 'log', lane, kind: 'subscribed', consumer: name, topics: names, pattern: null });
  followSubscription(context, lane, consumer);
  return {};
}

/** Who subscribes needs a group. */
export const withoutGroup = (): Refusal =>
  refusal(
    'InvalidGroupIdException',
    'To use the group management or offset commit APIs, you must provide a valid group.id.',
  );

/** Topics, a pattern, or partitions: one consumer reads by one of them. */
export const mutuallyExclusive = (): Refusal =>
  clientRefusal(
    'IllegalStateException',
    'Subscription to topics, partitions and pattern are mutually exclusive',
  );

/** Kafka: KafkaConsumer.unsubscribe. */
export function unsubscribe(
  context: Context,
  { lane, consumer: name }: Pick<LogCommandOf<'unsubscribe'>, 'lane' | 'consumer'>,
): Refusal | object {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  leave(context, lane, consumer, 'DEFAULT');
  context.emit({ of: 'log', lane, kind: 'subscribed', consumer: name, topics: [], pattern: null });
  return {};
}

const polledRecord: ItemOf<PolledRecord> = (partition, offset, { key, value, timestamp, headers, send }) => ({
  partition,
  offset,
  key,
  value,
  timestamp,
  headers,
  send,
});

/** One poll. */
export function poll(
  context: Context,
  { lane, consumer, stays = false }: LogCommandOf<'poll'>,
): PollAnswer | PollRefusal {
  const records = pollAs(context, lane, consumer, stays, polledRecord);
  return 'error' in records ? records : { records };
}

/**
 * One poll, and of each record what `itemOf` makes of it: the group first, then a commit if one is due, then positions, then records.
 * Kafka: ClassicKafkaConsumer.poll.
 */
export function pollAs<Item>(
  context: Context,
  lane: LaneId,
  name: ConsumerId,
  stays: boolean,
  itemOf: ItemOf<Item>,
): Item[] | PollRefusal {
  const consumer = logOf(context.world, lane).consumers[name];
  if (!consumer?.open) return ALREADY_CLOSED;
  if (isSubscribed(consumer)) {
    notePoll(context, lane, consumer, stays);
    if (consumer.pattern) context.ask({ of: 'log', kind: 'follow-pattern', lane, consumer: name });
    const part = takePart(context, lane, consumer);
    if (!stays) limitAbsence(context, lane, consumer);
    if (typeof part !== 'boolean') return part;
    if (!part) return fetch(context, lane, consumer, itemOf);
  } else if (consumer.assignment.length === 0)
    return clientRefusal(
      'IllegalStateException',
      'Consumer is not subscribed to any topics or assigned any partitions',
    );
  commitWhenDue(context, lane, consumer);
  return findPositions(context, lane, consumer) ?? fetch(context, lane, consumer, itemOf);
}
