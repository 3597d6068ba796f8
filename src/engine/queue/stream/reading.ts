// Reading a stream queue: everybody reads everything at a pace of their own, and nothing is taken away. What a reader settles only
// makes room for more.

import type { Context } from '../../broker.ts';
import type { QueueCommandOf } from '../command.ts';
import { hasRoom } from '../consumer/rotation.ts';
import { hand } from '../delivery/delivery.ts';
import { brokerOf, type ReadonlyQueue } from '../state.ts';
import { startOf } from './offset.ts';
import { firstSequence, segmentIndexOf } from './segment.ts';

/**
 * Gives each consumer what comes next for it, as long as it has room.
 * RabbitMQ: facts §13.1, §13.5.
 */
export function readStream(context: Context, { lane, queue: name }: QueueCommandOf<'read-stream'>): void {
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name]!;
  for (const id of queue.rotation) {
    const consumer = state.consumers[id]!;
    for (;;) {
      const sequence = nextToRead(queue, consumer.position);
      if (sequence >= queue.messages.length || !hasRoom(state, consumer)) break;
      hand(context, lane, queue, sequence, consumer.channel, id, false);
    }
  }
}

/** Where a new reader begins. Null where its offset makes no sense. */
export function findStart(
  { world }: Context,
  { lane, queue, offset }: QueueCommandOf<'find-start'>,
): number | null {
  return startOf(brokerOf(world, lane).queues[queue]!, offset, world.epoch + world.now, world.epoch);
}

/**
 * The message that a reader gets next who has come to this one: it reads a segment to its end, even if that is gone, and then goes on
 * with what is left. RabbitMQ: osiris_log:read_header; asked of a running broker.
 */
export function nextToRead(queue: ReadonlyQueue, position: number): number {
  const first = firstSequence(queue);
  if (position >= first) return position;
  const { closed } = queue.segments!;
  return position === closed.items[segmentIndexOf(queue, position)]!.base ? first : position;
}
