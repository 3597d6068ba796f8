// Consumers: opening and closing them, what they read, and the poll itself. Positions are in position.ts, the part they take in a
// group in membership.ts.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { ConsumerId, Immutable, LaneId, Offset } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import type { PollAnswer, PolledRecord, PollRefusal } from './command.ts';
import { commitConsumed, commitWhenDue } from './auto-commit.ts';
import { readConsumerConfig } from './config.ts';
import { die, followSubscription, leave, takePart } from '../group/membership.ts';
import { fetchedUpTo, handOver } from '../storage/partition.ts';
import { limitAbsence, notePoll } from './poll-interval.ts';
import { compile, followPattern, isSubscribed, matching } from './pattern.ts';
import { findPositions, resetPosition } from './position.ts';
import { logOf } from '../reading.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import type { Consumer } from './state.ts';
import type { LogRecord, Partition, PartitionId } from '../storage/state.ts';

/** A consumer's name is that of one process: a new process needs a new one while the group still knows the old. */
export function openConsumer(context: Context, command: LogCommandOf<'open-consumer'>): Refusal | object {
  const { lane, consumer, config: given = {}, commitsOnRevoke = false } = command;
  const group = command.group ?? null;
  const state = logOf(context.world, lane);
  const known = state.consumers[consumer];
  const member = group !== null && state.groups[group]?.members.some((one) => one.consumer === consumer);
  if (known?.open || member)
    return clientRefusal('IllegalStateException', `${consumer} is the name of another process.`);
  const config = readConsumerConfig(given, group);
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

const withoutGroup = (): Refusal =>
  refusal(
    'InvalidGroupIdException',
    'To use the group management or offset commit APIs, you must provide a valid group.id.',
  );

const mutuallyExclusive = (): Refusal =>
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

/** What a poll hands over of a record, where it found it. */
export type ItemOf<Item> = (partition: PartitionId, offset: Offset, record: Immutable<LogRecord>) => Item;

const NOTHING: never[] = [];

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
 * One poll, and of each record what `itemOf` makes of it: the group first, then a commit if one is due, then positions, then records: what was fetched of one partition before any of the next, beginning after
 * the one that was handed over last. Kafka: ClassicKafkaConsumer.poll, FetchCollector.collectFetch.
 *
 * Simplified: a consumer keeps in mind how far it has fetched, and no records; fetch.min.bytes and the wait for records are left out,
 * and fetch.max.bytes holds for each partition alone.
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
    followPattern(context, lane, consumer);
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

function fetch<Item>(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  itemOf: ItemOf<Item>,
): Item[] | PollRefusal {
  const { partitions } = logOf(context.world, lane);
  const { assignment, positions, paused, draining } = consumer;
  const drained = draining === null ? -1 : assignment.indexOf(draining);
  const goesOn = drained >= 0 && (positions[draining!] ?? consumer.fetchedTo) < consumer.fetchedTo;
  const first = goesOn ? drained : drained + 1;
  const { config } = consumer;
  const maxBytes = Math.min(config['max.partition.fetch.bytes'], config['fetch.max.bytes']);
  let room = config['max.poll.records'];
  let items: Item[] | null = null;
  for (let n = 0; n < assignment.length && room > 0; n++) {
    const id = assignment[(first + n) % assignment.length]!;
    const partition = partitions[id];
    if (!partition || (paused.length > 0 && paused.includes(id))) continue;
    if (isOutOfRange(partition, positions[id]!)) {
      // with records in hand the error waits for the next poll
      if (items !== null && config['auto.offset.reset'] === 'none') continue;
      const error = reset(context, lane, consumer, partition);
      if (error) return error;
    }
    const from = positions[id]!;
    if (from === null || from >= partition.logEndOffset) continue;
    const fetched =
      goesOn && n === 0
        ? Math.min(consumer.fetchedTo, partition.logEndOffset)
        : fetchedUpTo(partition, from, maxBytes);
    const before = (items ??= []).length;
    const to = handOver(partition, from, fetched, room, items, itemOf);
    room -= items.length - before;
    context.emit({
      of: 'log',
      lane,
      kind: 'polled',
      consumer: consumer.id,
      partition: id,
      from,
      to,
      fetchedTo: fetched,
    });
  }
  return items ?? NOTHING;
}

const isOutOfRange = (partition: Immutable<Partition>, position: number | null): boolean =>
  position !== null && (position < partition.logStartOffset || position > partition.logEndOffset);

/** Kafka: FetchCollector.handleInitializeErrors for OFFSET_OUT_OF_RANGE. */
function reset(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  partition: Immutable<Partition>,
): PollRefusal | null {
  const id: PartitionId = partition.id;
  const position = consumer.positions[id]!;
  const policy = consumer.config['auto.offset.reset'];
  context.emit({
    of: 'log',
    lane,
    kind: 'out-of-range',
    consumer: consumer.id,
    partition: id,
    position,
    policy,
  });
  if (resetPosition(context, lane, consumer, partition)) return null;
  const message = `Fetch position ${position} is out of range for partition ${id}`;
  return { ...clientRefusal('OffsetOutOfRangeException', message), partitions: { [id]: position } };
}
