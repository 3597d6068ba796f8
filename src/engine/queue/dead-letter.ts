// Dead letters: a message given up by its consumer leaves its queue, for wherever the queue's dead-letter exchange takes it.

import type { Context } from '../broker.ts';
import { itemAt } from '../store.ts';
import type { Immutable, LaneId } from '../vocabulary.ts';
import { isCycle, withDeath } from './death.ts';
import { leave } from './delivery.ts';
import { route } from './exchange.ts';
import { brokerOf, type ClientId, type DeathReason, type Message, type Unacked } from './state.ts';

/**
 * Gives up a delivery, and gives the queues that got a copy. The copy is published anew: under the dead-letter routing key
 * or else the message's own, not redelivered. Without a dead-letter exchange, and where that is missing or routes nowhere,
 * the message is gone.
 * RabbitMQ: facts §5.3, §7.
 */
export function giveUp(
  context: Context,
  lane: LaneId,
  client: ClientId,
  held: Immutable<Unacked>,
  reason: DeathReason,
): readonly string[] {
  const state = brokerOf(context.world, lane);
  const queue = held.queue === null ? undefined : state.queues[held.queue];
  const exchange = queue?.args['x-dead-letter-exchange'];
  const drop = (because: 'no-dead-letter-exchange' | 'exchange-missing' | 'unroutable' | 'cycle') => {
    leave(context, lane, client, held, { event: 'DROP', reason, because });
    return [];
  };
  if (!queue || exchange === undefined) return drop('no-dead-letter-exchange');
  if (exchange !== '' && !state.exchanges[exchange]) return drop('exchange-missing');

  const original = itemAt(queue.messages, held.sequence)!;
  const now = context.world.now;
  const message: Message = {
    ...original,
    exchange,
    key: queue.args['x-dead-letter-routing-key'] ?? original.key,
    publishedAt: now,
    ...withDeath(original, queue.name, reason, context.world.epoch + now),
  };
  const routed = route(state, exchange, message.key);
  const queues = routed.filter((name) => !isCycle(message.deaths!, name));
  if (queues.length === 0) return drop(routed.length === 0 ? 'unroutable' : 'cycle');
  leave(context, lane, client, held, { event: 'DEAD_LETTER', reason, queues, message });
  return queues;
}
