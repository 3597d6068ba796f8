// Limits of a channel as its client sets them: basic.qos, for each consumer, or with global one window for all of them, of whatever
// queues.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import type { QueueCommandOf } from '../command.ts';
import { dispatch } from '../consumer/dispatch.ts';
import { unpark } from '../consumer/rotation.ts';
import { brokerOf, type ClientId } from '../state.ts';
import { setPrefetch } from './channel.ts';

/** Opens a connection, or on one that is left a new channel, and limits its consumers to come. */
export function open(context: Context, command: QueueCommandOf<'open'>): void {
  const { lane, client, prefetch, prefetchGlobal = false } = command;
  if (!brokerOf(context.world, lane).channels[client]?.open)
    context.emit({ of: 'queue', lane, kind: 'channel-opened', client });
  if (prefetch !== undefined) limit(context, lane, client, prefetch, prefetchGlobal);
}

/** basic.qos, on a channel that is open. */
export const qos = (context: Context, command: QueueCommandOf<'qos'>): void =>
  limit(context, command.lane, command.client, command.prefetch, command.prefetchGlobal ?? false);

/** With `global` for all consumers of the channel together. RabbitMQ: facts §4.7, §4.8. */
function limit(context: Context, lane: LaneId, channel: ClientId, prefetch: number, global: boolean): void {
  if (global) setWindow(context, { lane, channel, window: prefetch });
  else setPrefetch(context, lane, channel, prefetch);
}

export function setWindow(
  context: Context,
  { lane, channel: client, window }: Pick<QueueCommandOf<'set-window'>, 'lane' | 'channel' | 'window'>,
): void {
  if (brokerOf(context.world, lane).channels[client]!.window === window) return;
  context.emit({ of: 'queue', lane, kind: 'window-set', client, window });
  resume(context, { lane, channel: client });
}

/** Lets all consumers of a channel go on that have room. */
export function resume(
  context: Context,
  { lane, channel: client }: Pick<QueueCommandOf<'resume-consumers'>, 'lane' | 'channel'>,
): void {
  const state = brokerOf(context.world, lane);
  const waiting = Object.values(state.consumers).filter(
    ({ channel, queue, id }) => channel === client && state.queues[queue]!.parked.includes(id),
  );
  for (const name of new Set(waiting.map(({ queue }) => queue))) {
    for (const { id, queue } of waiting) if (queue === name) unpark(context, lane, name, id);
    dispatch(context, lane, name);
  }
}
