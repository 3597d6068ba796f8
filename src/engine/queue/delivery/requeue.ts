// Giving back: where a message returns to in its queue, and when a quorum queue has had enough of it.

import { DELIVERY } from '../../../lifecycle/delivery.ts';
import { next } from '../../../lifecycle/transitions.ts';
import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import type { QueueFactOf } from '../fact.ts';
import { messageOf, returnsOf } from '../order/ready.ts';
import { brokerOf, type ClientId, type ReadonlyQueue } from '../state.ts';
import { credit } from '../stream/credit.ts';
import { giveUp } from './giving-up.ts';
import { forget, type Held } from './delivery.ts';

type Requeued = QueueFactOf<'requeued'>;

/** RabbitMQ 4.0: how often a message may come back to a quorum queue that does not say so itself. */
const DEFAULT_DELIVERY_LIMIT = 20;

/** How often a message may come back before it is given up. RabbitMQ: facts §6.7. */
export function deliveryLimitOf({ type, args }: ReadonlyQueue): number {
  const limit = args['x-delivery-limit'] ?? DEFAULT_DELIVERY_LIMIT;
  return type !== 'quorum' || limit < 0 ? Infinity : limit;
}

/**
 * Where a message returns to. A quorum queue without a limit puts it behind all others, so that one that fails for ever holds
 * nobody up, but not when its holder crashed.
 * RabbitMQ: facts §6.1–§6.3.
 */
export function placeOf(queue: ReadonlyQueue, because: Requeued['because']): Requeued['place'] {
  if (queue.type !== 'quorum') return 'own';
  return because !== 'channel-closed' && deliveryLimitOf(queue) === Infinity ? 'back' : 'front';
}

/**
 * Gives a delivery back, or gives it up if it came back too often; gives the queues that got a copy then.
 * RabbitMQ: facts §6; `rabbit_fifo:return_one`.
 */
export function requeue(
  context: Context,
  lane: LaneId,
  client: ClientId,
  held: Held,
  because: Requeued['because'],
): readonly string[] {
  const { queue: name, sequence, consumer, tag } = held;
  if (name === null) {
    forget(context, lane, client, tag);
    return [];
  }
  const queue = brokerOf(context.world, lane).queues[name]!;
  if (queue.type === 'stream') {
    credit(context, lane, client, held);
    return [];
  }
  if ((returnsOf(queue, sequence)?.times ?? 0) + 1 > deliveryLimitOf(queue))
    return giveUp(context, lane, client, held, 'delivery_limit', because === 'channel-closed');
  next(DELIVERY, 'unacked', 'REQUEUE');
  const fact: Requeued = {
    ...{ of: 'queue', lane, kind: 'requeued', queue: name, sequence, client, consumer, tag, because },
    ...{ place: placeOf(queue, because), send: messageOf(queue, sequence).send },
  };
  context.emit(fact);
  return [];
}
