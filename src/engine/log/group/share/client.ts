// Share consumers: opening and closing them, and what they subscribe to. Polling is in poll.ts, what becomes of records in
// acknowledgement.ts. Kafka: KafkaShareConsumer.

import type { Context } from '../../../broker.ts';
import { isRefusal, type Refusal } from '../../../command.ts';
import type { ConsumerId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import { clientRefusal } from '../../refusal.ts';
import { sendAcknowledgements, takeAcknowledged } from './acknowledgement.ts';
import type { ShareConsumer } from './client-state.ts';
import { readShareConsumerConfig } from './config.ts';
import { leave } from './membership.ts';
import { planShareSessionEnd } from './departure.ts';
import { releaseAll } from './settlement.ts';

const DONE: object = Object.freeze({});

/** A consumer's name is that of one process, as with other consumers. */
export function openShareConsumer(
  context: Context,
  { lane, consumer, group, config: given = {} }: LogCommandOf<'open-share-consumer'>,
): Refusal | object {
  const { consumers, shareConsumers, groups } = logOf(context.world, lane);
  const isMember = groups[group]?.members.some((member) => member.consumer === consumer);
  if (consumers[consumer] || shareConsumers[consumer]?.open || isMember)
    return clientRefusal('IllegalStateException', `${consumer} is the name of another process.`);
  const config = readShareConsumerConfig(given);
  if (isRefusal(config)) return config;
  context.emit({ of: 'log', lane, kind: 'share-consumer-opened', consumer, group, config });
  return DONE;
}

/** The share consumer of this name. A refusal if there is none, or none any more. */
export function shareConsumerOf(
  context: Context,
  lane: LaneId,
  id: ConsumerId,
): Immutable<ShareConsumer> | Refusal {
  const consumer = logOf(context.world, lane).shareConsumers[id];
  return consumer?.open
    ? consumer
    : clientRefusal('IllegalStateException', 'This consumer has already been closed.');
}

/**
 * Sends what was said of its records, gives back the others, leaves (`close-share-consumer`); or is gone without a word, of which the
 * broker hears at once because connections break, and the group when the session ends (`kill-share-consumer`).
 */
export function endShareConsumer(
  context: Context,
  { lane, kind, consumer: name }: LogCommandOf<'close-share-consumer' | 'kill-share-consumer'>,
): Refusal | object {
  const consumer = shareConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return DONE;
  const { group, state } = consumer;
  if (kind === 'kill-share-consumer') {
    context.emit({ of: 'log', lane, kind: 'share-consumer-killed', consumer: name });
    releaseAll(context, lane, group, name);
    if (state === 'Joined') planShareSessionEnd(context, lane, group, name);
    return DONE;
  }
  sendAcknowledgements(context, lane, consumer, takeAcknowledged(consumer));
  releaseAll(context, lane, group, name);
  leave(context, lane, consumer);
  context.emit({ of: 'log', lane, kind: 'share-consumer-closed', consumer: name });
  return DONE;
}

/** Kafka: ShareConsumerImpl.subscribe, unsubscribe. */
export function subscribeShare(
  context: Context,
  { lane, consumer: name, topics: given }: LogCommandOf<'subscribe-share'>,
): Refusal | object {
  const consumer = shareConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  const topics = [...new Set(given)];
  if (topics.length === 0) leave(context, lane, consumer);
  context.emit({ of: 'log', lane, kind: 'share-subscribed', consumer: name, topics });
  return DONE;
}
