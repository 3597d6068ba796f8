// Who gets the next message of a queue, and what a queue does after anything that may let it go on.

import type { Context } from '../../broker.ts';
import type { ConsumerId, LaneId } from '../../vocabulary.ts';
import { hand } from '../delivery/delivery.ts';
import { expireHead, dropOverflow, isLimited, refuseOrResume } from '../order/limits.ts';
import { nextSequence } from '../order/ready.ts';
import { brokerOf, type ReadonlyQueue } from '../state.ts';
import { hasRoom, isSingleActive, park } from './rotation.ts';

/**
 * Delivers as long as a message is ready and a consumer has room. The first in the rotation gets the message and moves to
 * the end of its priority. A classic queue sets a consumer aside when it is its turn and it has no room: one that was full for
 * a while but was never found so keeps its place. A quorum queue sets it aside as soon as it is full.
 * `arrival`: because a message came, nothing else.
 * RabbitMQ: facts §4.2, §4.3.
 */
export function dispatch(context: Context, lane: LaneId, name: string, arrival = false): void {
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name];
  if (!queue) return;
  if (queue.type === 'stream') {
    context.ask({ of: 'queue', kind: 'read-stream', lane, queue: name });
    return;
  }
  if (isSingleActive(queue)) context.ask({ of: 'queue', kind: 'choose-active', lane, queue: name });
  while (queue.readyCount > 0) {
    const id = nextConsumer(queue);
    if (id === undefined) break;
    const consumer = state.consumers[id]!;
    if (hasRoom(state, consumer)) {
      hand(context, lane, queue, nextSequence(queue)!, consumer.channel, id, consumer.noAck);
      if (queue.type === 'quorum' && !hasRoom(state, consumer)) park(context, lane, name, id);
      if (queue.perishable) expireHead(context, lane, name);
    } else park(context, lane, name, id);
  }
  const limited = isLimited(queue);
  const dropped = limited && dropOverflow(context, lane, name);
  if (queue.perishable && (!arrival || dropped || !overlooks(queue))) expireHead(context, lane, name);
  if (limited) refuseOrResume(context, lane, name);
}

/**
 * A classic queue takes what arrives in a queue that is not empty for the last in line, and does not look whether it may expire:
 * with priorities it may be the first, and nobody notices until the next delivery.
 * RabbitMQ: `rabbit_amqqueue_process:deliver_or_enqueue`.
 */
const overlooks = ({ type, levels, readyCount }: ReadonlyQueue): boolean =>
  type === 'classic' && levels.length > 1 && readyCount > 1;

/** Whose turn it is. A single active consumer has every turn. RabbitMQ: facts §4.11. */
function nextConsumer(queue: ReadonlyQueue): ConsumerId | undefined {
  if (!isSingleActive(queue)) return queue.rotation[0];
  const { active, leaving, parked } = queue;
  return active === null || leaving || parked.includes(active) ? undefined : active;
}

/** What follows when messages came to these queues. */
export function follow(context: Context, lane: LaneId, queues: readonly string[]): void {
  if (queues.length === 1) dispatch(context, lane, queues[0]!, true);
  else if (queues.length > 1) for (const name of new Set(queues)) dispatch(context, lane, name, true);
}

/**
 * What follows when messages came back: in a classic queue what is over the limit or has expired goes before anybody gets it,
 * in a quorum queue only what has expired.
 * RabbitMQ: facts §8.4, §9.3; `rabbit_amqqueue_process:requeue_and_run`, `rabbit_fifo:checkout`.
 */
export function followReturned(context: Context, lane: LaneId, name: string): void {
  const queue = brokerOf(context.world, lane).queues[name];
  if (queue?.type === 'classic') dropOverflow(context, lane, name);
  if (queue && isSingleActive(queue)) context.ask({ of: 'queue', kind: 'retire-active', lane, queue: name });
  expireHead(context, lane, name);
  dispatch(context, lane, name);
}
