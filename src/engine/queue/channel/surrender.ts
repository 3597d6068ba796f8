// What a channel leaves behind when it is gone: its deliveries go back, queues that lived by its consumers or its connection go.

import type { Context } from '../../broker.ts';
import type { ConsumerId, LaneId } from '../../vocabulary.ts';
import { dropUnconsumed } from '../consumer/consumer.ts';
import { follow, followReturned } from '../consumer/dispatch.ts';
import type { Held } from '../delivery/delivery.ts';
import { requeue } from '../delivery/requeue.ts';
import { itemsOfSorted } from '../order/sorted.ts';
import { brokerOf, type ClientId, type ReadonlyQueueState } from '../state.ts';

/** What a channel has to do with queues: what it holds, and its consumers in the order of their subscription. */
export interface Touched {
  readonly held: readonly Held[];
  readonly consumers: readonly { readonly id: ConsumerId; readonly queue: string }[];
}

/** Looked at before the channel goes. */
export function touchedBy(state: ReadonlyQueueState, client: ClientId): Touched {
  const consumers = Object.values(state.consumers)
    .filter(({ channel }) => channel === client)
    .sort((a, b) => a.since - b.since)
    .map(({ id, queue }) => ({ id, queue }));
  return { held: itemsOfSorted(state.channels[client]!.unacked), consumers };
}

/**
 * Everything goes back, queue by queue, and on to others. A classic queue takes it in the order of tags; a quorum queue takes
 * what each consumer held together, the one that subscribed first first.
 * RabbitMQ: facts §5.7, §3.3, §3.4; `rabbit_fifo:handle_down`.
 * Simplified: where one channel meets several queues at one instant they act one after another, not each at its own pace.
 */
export function surrender(
  context: Context,
  lane: LaneId,
  client: ClientId,
  { held, consumers }: Touched,
  scope: 'channel' | 'connection',
): void {
  const ranks = new Map(consumers.map(({ id }, rank) => [id, rank]));
  // what cancelled consumers held comes first, what was taken by get last
  const rankOf = ({ consumer }: Held): number =>
    consumer === null ? ranks.size : (ranks.get(consumer) ?? -1);
  for (const name of new Set([...held, ...consumers].map(({ queue }) => queue))) {
    const own = held.filter((one) => one.queue === name);
    const queue = name === null ? undefined : brokerOf(context.world, lane).queues[name];
    if (queue?.type === 'quorum') own.sort((a, b) => rankOf(a) - rankOf(b));
    const lost = consumers.some((one) => one.queue === name);
    // at a restart it may have gone with somebody else's consumer
    const gone = name !== null && (!queue || (lost && dropUnconsumed(context, lane, name)));
    const letters = own.flatMap((one) =>
      requeue(context, lane, client, gone ? { ...one, queue: null } : one, 'channel-closed'),
    );
    if (name !== null) followReturned(context, lane, name);
    follow(context, lane, letters);
  }
  if (scope === 'channel') return;
  for (const { name, owner } of Object.values(brokerOf(context.world, lane).queues))
    if (owner === client)
      context.ask({ of: 'queue', kind: 'remove-queue', lane, queue: name, because: 'owner-gone' });
}
