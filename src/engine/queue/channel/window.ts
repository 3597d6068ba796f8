// The limit of a whole channel (basic.qos with global), as far as every run has to know of it; how it is set is in qos.ts.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
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
  context.ask({ of: 'queue', kind: 'resume-consumers', lane, channel: client });
}
