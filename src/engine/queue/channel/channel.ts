// A client's connection and its one channel: opened by first use, and closed politely, by a crash, or by an error. Whatever the
// channel held goes back to its queues.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import type { QueueCommandOf, QueueRefusal } from '../command.ts';
import { CHANNEL_CLOSED } from '../refusal.ts';
import { brokerOf, type ClientId } from '../state.ts';
import { surrender, touchedBy } from './surrender.ts';

/** Opens the client's connection if there is none, and a refusal if its channel was closed. Null when it may go on. */
export function enter(context: Context, lane: LaneId, client: ClientId): QueueRefusal | null {
  const channel = brokerOf(context.world, lane).channels[client];
  if (channel?.open) return null;
  if (channel?.connected) return refuse(context, lane, client, CHANNEL_CLOSED);
  context.emit({ of: 'queue', lane, kind: 'channel-opened', client });
  return null;
}

/**
 * How much consumers started from now on may hold each; 0 is no limit. To limit each lifts the limit for all together.
 * RabbitMQ: facts §4.7; `rabbit_limiter:unlimit_prefetch`.
 */
export function setPrefetch(context: Context, lane: LaneId, client: ClientId, prefetch: number): void {
  const channel = brokerOf(context.world, lane).channels[client]!;
  if (channel.prefetch !== prefetch)
    context.emit({ of: 'queue', lane, kind: 'prefetch-set', client, prefetch });
  if (channel.window !== 0)
    context.ask({ of: 'queue', kind: 'set-window', lane, channel: client, window: 0 });
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
  { lane, client, how }: QueueCommandOf<'close'>,
): QueueRefusal | undefined {
  if (how === 'channel') {
    const closed = enter(context, lane, client);
    if (closed) return closed;
  }
  closeChannel(context, lane, client, 'closed', how);
  return undefined;
}

/** The client is gone without a word. RabbitMQ: facts §5.7. */
export const crash = (context: Context, { lane, client }: QueueCommandOf<'crash'>): void =>
  closeChannel(context, lane, client, 'crashed', 'connection');

/**
 * Ends a channel, and with scope `connection` its connection: its consumers are gone, and everything it held goes back, queue
 * by queue, and on to others. However it ends, that is the same.
 * RabbitMQ: facts §5.7, §5.9.
 */
function closeChannel(
  context: Context,
  lane: LaneId,
  client: ClientId,
  how: 'closed' | 'crashed' | 'error',
  scope: 'channel' | 'connection',
): void {
  const state = brokerOf(context.world, lane);
  if (!state.channels[client]?.connected) return;
  const touched = touchedBy(state, client);
  context.emit({ of: 'queue', lane, kind: 'channel-closed', client, how, scope });
  surrender(context, lane, client, touched, scope);
}
