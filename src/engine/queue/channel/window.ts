// The limit of a whole channel (basic.qos with global): one window for all its consumers, of whatever queues.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import { dispatch } from '../consumer/dispatch.ts';
import { unpark } from '../consumer/rotation.ts';
import { brokerOf, type ClientId } from '../state.ts';

/**
 * The channel holds less than before: its consumers that had to wait for that may go on, queue by queue.
 * RabbitMQ: facts §4.8; `rabbit_limiter:notify_queues`.
 * Simplified: of several queues that waited for a channel's window the one whose consumer came first goes on first, not one by chance.
 */
export function freeWindow(context: Context, lane: LaneId, client: ClientId): void {
  const state = brokerOf(context.world, lane);
  const channel = state.channels[client]!;
  if (channel.window === 0 || channel.pushedCount >= channel.window) return;
  resume(context, lane, client);
}

/** Lets all consumers of a channel go on that have room. */
export function resume(context: Context, lane: LaneId, client: ClientId): void {
  const state = brokerOf(context.world, lane);
  const waiting = Object.values(state.consumers).filter(
    ({ channel, queue, id }) => channel === client && state.queues[queue]!.parked.includes(id),
  );
  for (const name of new Set(waiting.map(({ queue }) => queue))) {
    for (const { id, queue } of waiting) if (queue === name) unpark(context, lane, name, id);
    dispatch(context, lane, name);
  }
}
