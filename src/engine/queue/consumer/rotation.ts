// Whose turn it is: the consumers of a queue in the order in which they are offered messages, and those set aside for want of
// room.

import type { Context } from '../../broker.ts';
import type { ConsumerId, LaneId } from '../../vocabulary.ts';
import { brokerOf, type QueueConsumer, type ReadonlyQueue, type ReadonlyQueueState } from '../state.ts';

/** RabbitMQ: `rabbit_quorum_queue`, UNLIMITED_PREFETCH_COUNT: what a quorum queue makes of no limit. */
const QUORUM_UNLIMITED = 2000;

/** How many messages a consumer may hold. */
export const prefetchOf = (queue: ReadonlyQueue, { prefetch }: Readonly<QueueConsumer>): number =>
  prefetch > 0 ? prefetch : queue.type === 'quorum' ? QUORUM_UNLIMITED : Infinity;

/**
 * Whether a consumer may be given one more: by its own limit (with noAck it holds none, so always), and by that of its
 * channel, of which quorum queues take no notice.
 * RabbitMQ: facts §4.1, §4.8.
 */
export function hasRoom(state: ReadonlyQueueState, consumer: Readonly<QueueConsumer>): boolean {
  const queue = state.queues[consumer.queue]!;
  const { window, pushedCount } = state.channels[consumer.channel]!;
  if (window > 0 && pushedCount >= window && queue.type === 'classic') return false;
  return consumer.unackedCount < prefetchOf(queue, consumer);
}

/** Whether only one of its consumers is served; which one is chosen in single-active.ts. */
export const isSingleActive = ({ args }: ReadonlyQueue): boolean => args['x-single-active-consumer'] === true;

/** Its registered consumers: those in turn, then those set aside. */
export const consumersOf = (queue: ReadonlyQueue): ConsumerId[] => [...queue.rotation, ...queue.parked];

export const consumerCount = (queue: ReadonlyQueue): number => queue.rotation.length + queue.parked.length;

/** Sets a consumer aside that has no room. */
export const park = (context: Context, lane: LaneId, queue: string, consumer: ConsumerId): void =>
  context.emit({ of: 'queue', lane, kind: 'consumer-parked', queue, consumer });

/** A consumer that was set aside and has room comes back at the end of the rotation. RabbitMQ: facts §4.3. */
export function unpark(context: Context, lane: LaneId, queue: string, id: ConsumerId): void {
  const state = brokerOf(context.world, lane);
  const { parked } = state.queues[queue]!;
  if (parked.length === 0) return;
  const consumer = state.consumers[id];
  if (consumer && parked.includes(id) && hasRoom(state, consumer))
    context.emit({ of: 'queue', lane, kind: 'consumer-unparked', queue, consumer: id });
}
