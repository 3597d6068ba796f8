// Those who read: consumers that are pushed messages until they are cancelled, and single messages pulled by basic.get.

import type { Context } from '../broker.ts';
import { itemAt } from '../store.ts';
import { limit, refuse } from './channel.ts';
import type { Got, QueueCommand, QueueRefusal } from './command.ts';
import { deliveryOf, hand } from './delivery.ts';
import { dispatch } from './dispatch.ts';
import { nextSequence, readyCount } from './queue.ts';
import { noQueue, notAllowed } from './refusal.ts';
import { brokerOf } from './state.ts';

type Of<Kind extends QueueCommand['kind']> = Extract<QueueCommand, { kind: Kind }>;

/**
 * Joins the end of the queue's rotation, limited by what its channel's prefetch is now.
 * RabbitMQ: facts §4.1, §4.2, §4.7.
 * Simplified: a consumer tag is unique in the whole broker, not only on its channel.
 */
export function consume(
  context: Context,
  command: Of<'consume'>,
): { readonly consumer: string } | QueueRefusal {
  const { lane, client, queue, consumer = client, noAck = false } = command;
  if (command.prefetch !== undefined) limit(context, lane, client, command.prefetch);
  const state = brokerOf(context.world, lane);
  if (!state.queues[queue]) return refuse(context, lane, client, noQueue(queue));
  if (state.consumers[consumer])
    return refuse(context, lane, client, notAllowed(`attempt to reuse consumer tag '${consumer}'`));
  const { prefetch } = state.channels[client]!;
  context.emit({ of: 'queue', lane, kind: 'consumer-started', client, consumer, queue, prefetch, noAck });
  dispatch(context, lane, queue);
  return { consumer };
}

/**
 * No more deliveries; what it holds stays with the channel. A tag that is not there is no error.
 * RabbitMQ: facts §5.6.
 * Simplified: a consumer started anew under the same tag gets no extra room from acks of what the cancelled one held.
 */
export function cancel(context: Context, { lane, client, consumer = client }: Of<'cancel'>): void {
  const found = brokerOf(context.world, lane).consumers[consumer];
  if (found?.channel !== client) return;
  const { queue } = found;
  context.emit({ of: 'queue', lane, kind: 'consumer-cancelled', consumer, client, queue, by: 'client' });
}

/** Pulls the next message, whoever else waits. Null when none is ready. RabbitMQ: facts §11. */
export function get(context: Context, command: Of<'get'>): Got | QueueRefusal | null {
  const { lane, client, queue: name, noAck = false } = command;
  const queue = brokerOf(context.world, lane).queues[name];
  if (!queue) return refuse(context, lane, client, noQueue(name));
  const sequence = nextSequence(queue);
  if (sequence === undefined) {
    context.emit({ of: 'queue', lane, kind: 'get-empty', queue: name, client });
    return null;
  }
  const fact = hand(context, lane, name, sequence, client, null, noAck);
  return { ...deliveryOf(itemAt(queue.messages, sequence)!, fact), remaining: readyCount(queue) };
}
