// A client's connection and its one channel: opened by first use, and closed politely, by a crash, or by an error. Whatever the
// channel held goes back to its queues.

import type { Context } from '../broker.ts';
import type { LaneId } from '../vocabulary.ts';
import type { QueueCommand, QueueRefusal } from './command.ts';
import { leave } from './delivery.ts';
import { dispatch } from './dispatch.ts';
import { CHANNEL_CLOSED } from './refusal.ts';
import { brokerOf, type ClientId } from './state.ts';
import { itemsOfSorted } from './sorted.ts';

/** Opens the client's connection if there is none, and a refusal if its channel was closed. Null when it may go on. */
export function enter(context: Context, lane: LaneId, client: ClientId): QueueRefusal | null {
  const channel = brokerOf(context.world, lane).channels[client];
  if (channel?.open) return null;
  if (channel?.connected) return refuse(context, lane, client, CHANNEL_CLOSED);
  context.emit({ of: 'queue', lane, kind: 'channel-opened', client });
  return null;
}

/** Opens a connection, or on one that is left a new channel, and limits its consumers to come. */
export function open(context: Context, command: Extract<QueueCommand, { kind: 'open' }>): void {
  const { lane, client } = command;
  if (!brokerOf(context.world, lane).channels[client]?.open)
    context.emit({ of: 'queue', lane, kind: 'channel-opened', client });
  if (command.prefetch !== undefined) limit(context, lane, client, command.prefetch);
}

/** basic.qos: how much consumers started from now on may hold each; 0 is no limit. RabbitMQ: facts §4.7. */
export function limit(context: Context, lane: LaneId, client: ClientId, prefetch: number): void {
  if (brokerOf(context.world, lane).channels[client]!.prefetch !== prefetch)
    context.emit({ of: 'queue', lane, kind: 'prefetch-set', client, prefetch });
}

/**
 * Says no. An error of the server closes the channel or the connection on which it was asked; nobody's is harmed when
 * nobody in particular asked. RabbitMQ: facts §12.
 */
export function refuse(
  context: Context,
  lane: LaneId,
  client: ClientId | null,
  refusal: QueueRefusal,
): QueueRefusal {
  const { scope, error, message, code = null } = refusal;
  context.emit({ of: 'queue', lane, kind: 'refused', client, scope, code, error, message });
  if (client !== null && scope !== 'client') closeChannel(context, lane, client, 'error', scope);
  return refusal;
}

/** close: polite. Closing a closed channel is refused by the client's library; a connection can always be closed. */
export function close(
  context: Context,
  { lane, client, how }: Extract<QueueCommand, { kind: 'close' }>,
): QueueRefusal | undefined {
  if (how === 'channel') {
    const closed = enter(context, lane, client);
    if (closed) return closed;
  }
  closeChannel(context, lane, client, 'closed', how);
  return undefined;
}

/**
 * Ends a channel, and with scope `connection` its connection: its consumers are gone, and everything it held goes back to
 * its place, queue by queue, and on to others. However it ends, that is the same.
 * RabbitMQ: facts §5.7, §5.9.
 * Simplified: where one channel meets several queues at one instant they act one after another, not each at its own pace.
 */
export function closeChannel(
  context: Context,
  lane: LaneId,
  client: ClientId,
  how: 'closed' | 'crashed' | 'error',
  scope: 'channel' | 'connection',
): void {
  const channel = brokerOf(context.world, lane).channels[client];
  if (!channel?.connected) return;
  context.emit({ of: 'queue', lane, kind: 'channel-closed', client, how, scope });
  const held = itemsOfSorted(channel.unacked);
  const queues = new Set(held.map((one) => one.queue));
  for (const queue of queues) {
    for (const one of held)
      if (one.queue === queue)
        leave(context, lane, client, one, { event: 'REQUEUE', because: 'channel-closed' });
    if (queue !== null) dispatch(context, lane, queue);
  }
}
