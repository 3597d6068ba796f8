// Reading a stream queue: everybody reads everything at a pace of their own, and nothing is taken away. What a reader settles only
// makes room for more.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import { hasRoom } from '../consumer/rotation.ts';
import { hand, type Held } from '../delivery/delivery.ts';
import { messageOf } from '../order/ready.ts';
import { brokerOf, type ClientId } from '../state.ts';
import { nextToRead } from './segment.ts';

/**
 * Gives each consumer what comes next for it, as long as it has room.
 * RabbitMQ: facts §13.1, §13.5.
 */
export function readOn(context: Context, lane: LaneId, name: string): void {
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

/** A reader has done with a message, whatever it says of it; the stream stays as it is. RabbitMQ: facts §13.3, §13.4. */
export function credit(context: Context, lane: LaneId, client: ClientId, held: Held): void {
  const { queue, sequence, consumer, tag } = held;
  const { send } = messageOf(brokerOf(context.world, lane).queues[queue!]!, sequence);
  context.emit({ of: 'queue', lane, kind: 'credited', queue: queue!, sequence, client, consumer, tag, send });
}
