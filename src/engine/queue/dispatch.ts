// Who gets the next message of a queue: the classic rotation.

import type { Context } from '../broker.ts';
import type { ConsumerId, LaneId } from '../vocabulary.ts';
import { hand } from './delivery.ts';
import { nextSequence } from './queue.ts';
import { brokerOf, type QueueConsumer } from './state.ts';

/** Whether a consumer may be given one more. With noAck it holds none, so it always may. RabbitMQ: facts §4.1. */
export const hasRoom = ({ prefetch, unackedCount }: Readonly<QueueConsumer>): boolean =>
  prefetch === 0 || unackedCount < prefetch;

/**
 * Delivers as long as a message is ready and a consumer has room. The first in the rotation gets the message and moves to
 * the end. A consumer found full when it is its turn is parked; one that was full for a while but was never found so keeps
 * its place.
 * RabbitMQ: facts §4.2, §4.3 (classic).
 */
export function dispatch(context: Context, lane: LaneId, name: string): void {
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name]!;
  for (let id = queue.rotation[0]; id !== undefined; id = queue.rotation[0]) {
    const sequence = nextSequence(queue);
    if (sequence === undefined) return;
    const consumer = state.consumers[id]!;
    if (hasRoom(consumer)) hand(context, lane, name, sequence, consumer.channel, id, consumer.noAck);
    else context.emit({ of: 'queue', lane, kind: 'consumer-parked', queue: name, consumer: id });
  }
}

/** A consumer that was parked and has room comes back at the end of the rotation. RabbitMQ: facts §4.3 (classic). */
export function unpark(context: Context, lane: LaneId, name: string, id: ConsumerId | null): void {
  const state = brokerOf(context.world, lane);
  const consumer = id === null ? undefined : state.consumers[id];
  if (consumer && state.queues[name]!.parked.includes(consumer.id) && hasRoom(consumer))
    context.emit({ of: 'queue', lane, kind: 'consumer-unparked', queue: name, consumer: consumer.id });
}
