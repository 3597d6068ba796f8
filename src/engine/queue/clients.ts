// How senders and workers use RabbitMQ: messages are published, a worker consumes, the queue pushes to it, and what it has done it acks.

import type { Context } from '../broker.ts';
import type { ClientAdapter, Origin } from '../clients/adapter.ts';
import { type Route, type Send, valueOf, type Worker, type WorkerSpec } from '../clients/state.ts';
import { takeOrKeep } from '../clients/worker.ts';
import { isRefusal, type Refusal } from '../command.ts';
import type { Fact } from '../fact.ts';
import type { Immutable, LaneId } from '../vocabulary.ts';
import { enter } from './channel/channel.ts';
import type { Published } from './command.ts';
import { settleOne } from './delivery/settlement.ts';
import { publishSend } from './exchange/publish.ts';

export const queueClients: ClientAdapter = {
  settlesFirst: false,
  prepare() {},
  arrive(context: Context, lane: LaneId, send: Immutable<Send>, to: Immutable<Route>) {
    if (!('exchange' in to)) return;
    const { id, producer } = send;
    const { exchange, key = send.key ?? '', as, confirms } = to;
    const body = valueOf(send) ?? '';
    if (!as && !confirms) return publishSend(context, lane, producer, exchange, key, body, id);
    const message = { client: producer, exchange, key, body, send: id, ...as };
    const answer = context.ask({ of: 'queue', kind: 'publish', lane, ...message });
    if (confirms && !isRefusal(answer))
      noteAnswer(context, lane, send, answer as Published, confirms.retryMs);
  },
  clientOf: (worker) => worker,
  start(context: Context, lane: LaneId, spec: Immutable<WorkerSpec>, client: string): Refusal | undefined {
    const { source, also = [], prefetch = 1, prefetchOf, noAck = false, exclusive = false, args = {} } = spec;
    const { 'x-priority': priority, ...more } = args;
    const ofChannel = prefetchOf === 'channel';
    if (ofChannel) context.ask({ of: 'queue', kind: 'qos', lane, client, prefetch, prefetchGlobal: true });
    for (const queue of [source, ...also]) {
      const consumer = queue === source ? client : `${client}/${queue}`;
      const answer = context.ask({
        ...{ of: 'queue', kind: 'consume', lane, client, queue, consumer, noAck, exclusive, args: more },
        ...(!ofChannel && { prefetch }),
        ...(priority !== undefined && { priority }),
      });
      if (isRefusal(answer)) return answer;
    }
    return undefined;
  },
  end(context: Context, lane: LaneId, client: string, how) {
    if (how === 'closed') context.ask({ of: 'queue', kind: 'close', lane, client, how: 'connection' });
    else context.ask({ of: 'queue', kind: 'crash', lane, client });
  },
  /** It has nothing to do but wait. */
  look() {},
  isBusy() {},
  settle(context: Context, lane: LaneId, { client }: Immutable<Worker>, { tag }: Origin) {
    if (enter(context, lane, client) === null) settleOne(context, lane, client, tag, 'ack');
  },
  giveBack(context: Context, lane: LaneId, { client }: Immutable<Worker>, { tag }: Origin, requeue: boolean) {
    context.ask({ of: 'queue', kind: 'nack', lane, client, tag, requeue });
  },
  react(context: Context, fact: Fact) {
    if (fact.kind !== 'delivered' || fact.consumer === null) return;
    const { lane, client, queue: source, sequence: position, tag, redelivered, send } = fact;
    takeOrKeep(context, lane, client, { source, position, tag, redelivered, send: send ?? null });
  },
};

/** What the broker answers to a publish reaches the publisher, which may publish again what was refused. */
function noteAnswer(
  context: Context,
  lane: LaneId,
  { id: send, producer }: Immutable<Send>,
  { confirm, returned }: Published,
  retryMs: number | undefined,
): void {
  const answer = returned ? 'returned' : confirm;
  const retryAt = answer === 'nack' && retryMs !== undefined ? context.world.now + retryMs : null;
  context.emit({ of: 'clients', kind: 'publish-answered', lane, producer, send, answer, retryAt });
}
