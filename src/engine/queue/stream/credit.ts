// What settling means in a stream queue: room for more.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import type { Held } from '../delivery/delivery.ts';
import { messageOf } from '../order/ready.ts';
import { brokerOf, type ClientId } from '../state.ts';

/** A reader has done with a message, whatever it says of it; the stream stays as it is. RabbitMQ: facts §13.3, §13.4. */
export function credit(context: Context, lane: LaneId, client: ClientId, held: Held): void {
  const { queue, sequence, consumer, tag } = held;
  const { send } = messageOf(brokerOf(context.world, lane).queues[queue!]!, sequence);
  context.emit({ of: 'queue', lane, kind: 'credited', queue: queue!, sequence, client, consumer, tag, send });
}
