// A delivery: a message handed over under a tag, how its client sees it, and how it leaves the client's hands.

import { DELIVERY } from '../../../lifecycle/delivery.ts';
import { next } from '../../../lifecycle/transitions.ts';
import type { Context } from '../../broker.ts';
import type { ConsumerId, Immutable, LaneId, SendId } from '../../vocabulary.ts';
import type { Delivery } from '../command.ts';
import type { QueueFactOf } from '../fact.ts';
import { deliveryCountOf, isRedelivered, messageOf } from '../order/ready.ts';
import { brokerOf, type ClientId, type ReadonlyQueue, type Unacked } from '../state.ts';
import { headersOf } from './death.ts';

type Delivered = QueueFactOf<'delivered'>;

/** Hands a message over under the channel's next tag. Tags count per channel, from 1. RabbitMQ: facts §5.1. */
export function hand(
  context: Context,
  lane: LaneId,
  name: string,
  sequence: number,
  client: ClientId,
  consumer: ConsumerId | null,
  noAck: boolean,
): Delivered {
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name]!;
  const fact: Delivered = {
    of: 'queue',
    lane,
    kind: 'delivered',
    queue: name,
    sequence,
    client,
    consumer,
    tag: state.channels[client]!.tags + 1,
    redelivered: isRedelivered(queue, sequence),
    deliveryCount: deliveryCountOf(queue, sequence),
    noAck,
  };
  carry(fact, messageOf(queue, sequence).send);
  context.emit(fact);
  return fact;
}

/** Lets a new fact name the send that its message carries, if any. Spreading would cost more than the fact itself. */
export function carry(fact: { send?: SendId }, send: SendId | undefined): void {
  if (send !== undefined) fact.send = send;
}

/** What the client's library shows of a delivery. */
export function deliveryOf(queue: ReadonlyQueue, delivered: Delivered): Delivery {
  const { consumer, sequence, tag, redelivered, deliveryCount } = delivered;
  const message = messageOf(queue, sequence);
  const { body, exchange, key, priority, expiration } = message;
  const own = headersOf(message, deliveryCount);
  const headers = queue.type === 'stream' ? { ...own, 'x-stream-offset': sequence } : own;
  return {
    ...{ consumer, body, tag, redelivered, exchange, key },
    ...(priority !== undefined && { priority }),
    ...(expiration !== undefined && { expiration }),
    ...(headers && { headers }),
  };
}

/** What a channel holds, and what becomes of it. */
export type Held = Immutable<Unacked>;

/** Settles a delivery for good. Where its queue is gone, only the tag is. RabbitMQ: facts §5.8. */
export function ack(context: Context, lane: LaneId, client: ClientId, held: Held): void {
  const { queue, sequence, consumer, tag } = held;
  if (queue === null) return forget(context, lane, client, tag);
  next(DELIVERY, 'unacked', 'ACK');
  const fact: QueueFactOf<'acked'> = {
    of: 'queue',
    lane,
    kind: 'acked',
    queue,
    sequence,
    client,
    consumer,
    tag,
  };
  carry(fact, messageOf(brokerOf(context.world, lane).queues[queue]!, sequence).send);
  context.emit(fact);
}

/** Only the channel knew of the delivery still. */
export const forget = (context: Context, lane: LaneId, client: ClientId, tag: number): void =>
  context.emit({ of: 'queue', lane, kind: 'forgotten', client, tag });
