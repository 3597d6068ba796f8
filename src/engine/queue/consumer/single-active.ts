// A queue with a single active consumer: which one is served while the others wait.

import type { Context } from '../../broker.ts';
import type { ConsumerId, LaneId } from '../../vocabulary.ts';
import type { QueueCommandOf } from '../command.ts';
import { brokerOf, type QueueConsumer, type ReadonlyQueue, type ReadonlyQueueState } from '../state.ts';
import { consumersOf, prefetchOf } from './rotation.ts';

/** Chooses who is served, where nobody is, or where a quorum queue has somebody better. */
export function chooseActive(context: Context, { lane, queue: name }: QueueCommandOf<'choose-active'>): void {
  const state = brokerOf(context.world, lane);
  const queue = state.queues[name]!;
  if (queue.type === 'quorum') chooseByPriority(context, lane, state, queue);
  else if (queue.active === null && queue.rotation[0] !== undefined)
    activate(context, lane, name, queue.rotation[0]);
}

const activate = (context: Context, lane: LaneId, queue: string, consumer: ConsumerId): void =>
  context.emit({ of: 'queue', lane, kind: 'consumer-activated', queue, consumer });

/**
 * One that was to go gave back the last of what it held: it goes, and nobody follows, until somebody settles, comes or goes.
 * RabbitMQ: `rabbit_fifo:return` and `update_or_remove_con`, which activate nobody.
 */
export function retire(context: Context, { lane, queue: name }: QueueCommandOf<'retire-active'>): void {
  const state = brokerOf(context.world, lane);
  const { type, active, leaving } = state.queues[name]!;
  if (type === 'quorum' && leaving && active !== null && state.consumers[active]!.unackedCount === 0)
    context.emit({ of: 'queue', lane, kind: 'consumer-retired', queue: name, consumer: active });
}

/**
 * The one of highest priority is to be served. One that is served already goes on until it holds nothing, but is given nothing
 * more.
 * RabbitMQ: facts §4.12; `rabbit_fifo:activate_next_consumer`.
 */
function chooseByPriority(
  context: Context,
  lane: LaneId,
  state: ReadonlyQueueState,
  queue: ReadonlyQueue,
): void {
  const active = queue.active === null ? undefined : state.consumers[queue.active];
  const rank = (one: Readonly<QueueConsumer>, other: Readonly<QueueConsumer>): number =>
    other.priority - one.priority ||
    prefetchOf(queue, other) - prefetchOf(queue, one) ||
    one.since - other.since;
  const waiting = consumersOf(queue)
    .map((id) => state.consumers[id]!)
    .filter((one) => one !== active);
  if (!active && queue.leaving) return;
  if (active && queue.leaving && active.unackedCount === 0) waiting.push(active);
  const best = waiting.sort(rank)[0];
  if (!best) return;
  if (!active || (queue.leaving && active.unackedCount === 0)) activate(context, lane, queue.name, best.id);
  else if (best.priority > active.priority)
    if (active.unackedCount === 0) activate(context, lane, queue.name, best.id);
    else if (!queue.leaving)
      context.emit({ of: 'queue', lane, kind: 'consumer-quiesced', queue: queue.name, consumer: active.id });
}
