// Expiry of whole queues (`x-expires`): one that nobody consumes or asks for so long is deleted.

import type { Context } from '../../broker.ts';
import type { QueueCommandOf } from '../command.ts';
import { consumerCount } from '../consumer/rotation.ts';
import { brokerOf } from '../state.ts';
import { removeQueue } from './removal.ts';

/** RabbitMQ: `quorum_tick_interval`: a quorum queue looks at its own age only so often. */
const QUORUM_TICK_MS = 5000;

/**
 * The queue is used now and by no consumer: it goes if that stays so. A quorum queue notices at the first of its ticks after
 * that.
 * RabbitMQ: facts §3.5.
 * Simplified: a quorum queue with x-expires goes although somebody still holds a message of it.
 */
export function planQueueExpiry(
  context: Context,
  { lane, queue: name }: QueueCommandOf<'plan-queue-expiry'>,
): void {
  const queue = brokerOf(context.world, lane).queues[name]!;
  const expires = queue.args['x-expires'];
  if (expires === undefined || consumerCount(queue) > 0) return;
  const { now } = context.world;
  const ticks = Math.floor((now + expires - queue.declaredAt) / QUORUM_TICK_MS) + 1;
  const at = queue.type === 'classic' ? now + expires : queue.declaredAt + ticks * QUORUM_TICK_MS;
  if (at !== queue.expiresAt)
    context.emit({ of: 'queue', lane, kind: 'queue-expiry-planned', queue: name, at });
}

/** Deletes the queue if nobody has used it since that was planned. */
export function expireQueue(context: Context, { lane, queue: name }: QueueCommandOf<'expire-queue'>): void {
  const queue = brokerOf(context.world, lane).queues[name];
  if (queue?.expiresAt === context.world.now && consumerCount(queue) === 0)
    removeQueue(context, lane, name, 'unused');
}
