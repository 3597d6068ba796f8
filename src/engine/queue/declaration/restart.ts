// The broker stops and comes up again. Connections are gone, and with them what lived by them; what is not durable is gone too.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import { surrender, touchedBy } from '../channel/surrender.ts';
import type { QueueCommandOf } from '../command.ts';
import { expireHead } from '../order/limits.ts';
import { readySequences } from '../order/listing.ts';
import { messageOf } from '../order/ready.ts';
import { brokerOf } from '../state.ts';
import { noteUse } from './plain.ts';
import { removeQueue } from './removal.ts';

/**
 * Durable classic queues keep their persistent messages, quorum queues and streams keep all.
 * RabbitMQ: facts §3.8.
 * Simplified: a restart takes no time.
 */
export function restart(context: Context, { lane }: QueueCommandOf<'restart'>): void {
  const state = brokerOf(context.world, lane);
  const connected = Object.values(state.channels).filter((channel) => channel.connected);
  const left = connected.map(({ client }) => ({ client, touched: touchedBy(state, client) }));
  for (const { client } of connected)
    context.emit({
      ...{ of: 'queue', lane, kind: 'channel-closed', client, how: 'crashed', scope: 'connection' },
    });
  for (const { client, touched } of left) surrender(context, lane, client, touched, 'connection');
  for (const { name, durable } of Object.values(state.queues))
    if (!durable) removeQueue(context, lane, name, 'restart');
  for (const { name, durable } of Object.values(state.exchanges))
    if (!durable && state.exchanges[name])
      context.ask({ of: 'queue', kind: 'delete-exchange', lane, exchange: name });
  for (const name in state.queues) {
    loseTransients(context, lane, name);
    expireHead(context, lane, name);
    noteUse(context, lane, name);
  }
}

function loseTransients(context: Context, lane: LaneId, name: string): void {
  const queue = brokerOf(context.world, lane).queues[name]!;
  if (queue.type !== 'classic') return;
  const sequences = readySequences(queue).filter((sequence) => !messageOf(queue, sequence).persistent);
  if (sequences.length > 0)
    context.emit({ of: 'queue', lane, kind: 'transients-lost', queue: name, sequences });
}
