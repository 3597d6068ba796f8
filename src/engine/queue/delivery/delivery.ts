// A delivery: a message handed over under a tag, how its client sees it, and how it leaves the client's hands.

import { DELIVERY } from '../../../lifecycle/delivery.ts';
import { next } from '../../../lifecycle/transitions.ts';
import type { Context } from '../../broker.ts';
import type { ConsumerId, Immutable, LaneId } from '../../vocabulary.ts';
import type { Delivery } from '../command.ts';
import type { QueueFactOf } from '../fact.ts';
import { deliveryCountOf, isRedelivered, messageOf } from '../order/ready.ts';
import { brokerOf, type ClientId, type ReadonlyQueue, type Unacked } from '../state.ts';
import { offsetOf } from '../stream/segment.ts';
import { headersOf } from './headers.ts';

type Delivered = QueueFactOf<'delivered'>;

/** Hands a message over under the channel's next tag. Tags count per channel, from 1. RabbitMQ: facts §5.1. */
export function hand(
  context: Context,
  lane: LaneId,
  queue: ReadonlyQueue,
  sequence: number,
  client: ClientId,
  consumer: ConsumerId | null,
  noAck: boolean,
): Delivered {
  const message = messageOf(queue, sequence);
  const fact: Delivered = {
    of: 'queue',
    lane,
    kind: 'delivered',
    queue: queue.name,
    sequence,
    client,
    consumer,
    tag: brokerOf(context.world, lane).channels[client]!.tags + 1,
    redelivered: isRedelivered(queue, sequence, message),
    deliveryCount: deliveryCountOf(queue, sequence),
    noAck,
    pushed: consumer !== null && queue.type === 'classic',
    send: message.send,
  };
  context.emit(fact);
  return fact;
}

/** What the client's library shows of a delivery. */
export function deliveryOf(queue: ReadonlyQueue, delivered: Delivered): Delivery {
  const { consumer, sequence, tag, redelivered, deliveryCount } = delivered;
  const message = messageOf(queue, sequence);
  const { body, exchange, key, priority, expiration } = message;
  const own = headersOf(message, deliveryCount);
  const headers = queue.type === 'stream' ? { ...own, 'x-stream-offset': offsetOf(queue, sequence) } : own;
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
  const { send } = messageOf(brokerOf(context.world, lane).queues[queue]!, sequence);
  context.emit({ of: 'queue', lane, kind: 'acked', queue, sequence, client, consumer, tag, send });
}

/** Only the channel knew of the delivery still. */
export const forget = (context: Context, lane: LaneId, client: ClientId, tag: number): void =>
  context.emit({ of: 'queue', lane, kind: 'forgotten', client, tag });
