// A delivery: a message handed over under a tag, how its client sees it, and how it leaves the client's hands.

import { DELIVERY } from '../../lifecycle/delivery.ts';
import { next } from '../../lifecycle/transitions.ts';
import type { Context } from '../broker.ts';
import { itemAt } from '../store.ts';
import type { ConsumerId, Immutable, LaneId, SendId } from '../vocabulary.ts';
import type { Delivery } from './command.ts';
import { headersOf } from './death.ts';
import type { QueueFact } from './fact.ts';
import { isRedelivered } from './queue.ts';
import { brokerOf, type ClientId, type DeathReason, type Message, type Unacked } from './state.ts';

type Delivered = Extract<QueueFact, { kind: 'delivered' }>;

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
    noAck,
  };
  carry(fact, itemAt(queue.messages, sequence)!.send);
  context.emit(fact);
  return fact;
}

/** Lets a new fact name the send that its message carries, if any. Spreading would cost more than the fact itself. */
function carry(fact: { send?: SendId }, send: SendId | undefined): void {
  if (send !== undefined) fact.send = send;
}

/** What the client's library shows of a delivery. */
export function deliveryOf(message: Immutable<Message>, { consumer, tag, redelivered }: Delivered): Delivery {
  const { body, exchange, key } = message;
  const headers = headersOf(message);
  return { consumer, body, tag, redelivered, exchange, key, ...(headers && { headers }) };
}

type DroppedBecause = Extract<QueueFact, { kind: 'dropped' }>['because'];

/** Ways out of a channel's hands, by the events of the lifecycle. */
export type Settlement =
  | { readonly event: 'ACK' }
  | { readonly event: 'REQUEUE'; readonly because: 'nack' | 'recover' | 'channel-closed' }
  | {
      readonly event: 'DEAD_LETTER';
      readonly reason: DeathReason;
      readonly queues: readonly string[];
      readonly message: Message;
    }
  | { readonly event: 'DROP'; readonly reason: DeathReason; readonly because: DroppedBecause };

/** Done with. */
export const ACK: Settlement = { event: 'ACK' };

/** Lets a delivery leave the channel's hands. Where its queue is gone, only the tag is. */
export function leave(
  context: Context,
  lane: LaneId,
  client: ClientId,
  held: Immutable<Unacked>,
  settlement: Settlement,
): void {
  const { queue, sequence, consumer, tag } = held;
  if (queue === null) return context.emit({ of: 'queue', lane, kind: 'forgotten', client, tag });
  next(DELIVERY, 'unacked', settlement.event);
  const fact = factOf(settlement, lane, queue, sequence, client, consumer, tag);
  carry(fact, itemAt(brokerOf(context.world, lane).queues[queue]!.messages, sequence)!.send);
  context.emit(fact);
}

function factOf(
  settlement: Settlement,
  lane: LaneId,
  queue: string,
  sequence: number,
  client: ClientId,
  consumer: ConsumerId | null,
  tag: number,
): Extract<QueueFact, { kind: 'acked' | 'requeued' | 'dead-lettered' | 'dropped' }> {
  switch (settlement.event) {
    case 'ACK':
      return { of: 'queue', lane, kind: 'acked', queue, sequence, client, consumer, tag };
    case 'REQUEUE': {
      const { because } = settlement;
      return { of: 'queue', lane, kind: 'requeued', queue, sequence, client, consumer, tag, because };
    }
    case 'DEAD_LETTER': {
      const { reason, queues, message } = settlement;
      const kind = 'dead-lettered';
      return { of: 'queue', lane, kind, queue, sequence, client, consumer, tag, reason, queues, message };
    }
    case 'DROP': {
      const { reason, because } = settlement;
      return { of: 'queue', lane, kind: 'dropped', queue, sequence, client, consumer, tag, reason, because };
    }
  }
}
