// How senders and workers use RabbitMQ: messages are published, a worker consumes, the queue pushes to it, and what it has done it acks.

import type { Context } from '../broker.ts';
import type { ClientAdapter, Origin } from '../clients/adapter.ts';
import { type Route, type Send, valueOf, type Worker, type WorkerSpec } from '../clients/state.ts';
import { takeOrKeep } from '../clients/worker.ts';
import { isRefusal, type Refusal } from '../command.ts';
import type { Fact } from '../fact.ts';
import type { Immutable, LaneId } from '../vocabulary.ts';
import { enter } from './channel/channel.ts';
import { settleOne } from './delivery/settlement.ts';
import { publishSend } from './exchange/publish.ts';

export const queueClients: ClientAdapter = {
  settlesFirst: false,
  prepare() {},
  arrive(context: Context, lane: LaneId, send: Immutable<Send>, to: Immutable<Route>) {
    if (!('exchange' in to)) return;
    const { id, producer } = send;
    const { exchange, key = send.key ?? '', as } = to;
    const body = valueOf(send) ?? '';
    if (as)
      context.ask({
        of: 'queue',
        kind: 'publish',
        lane,
        client: producer,
        exchange,
        key,
        body,
        send: id,
        ...as,
      });
    else publishSend(context, lane, producer, exchange, key, body, id);
  },
  clientOf: (worker) => worker,
  start(context: Context, lane: LaneId, spec: Immutable<WorkerSpec>, client: string): Refusal | undefined {
    const { source: queue, prefetch = 1, noAck = false } = spec;
    const answer = context.ask({
      of: 'queue',
      kind: 'consume',
      lane,
      client,
      queue,
      consumer: client,
      prefetch,
      noAck,
    });
    return isRefusal(answer) ? answer : undefined;
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
    const { lane, consumer, queue: source, sequence: position, tag, redelivered, send } = fact;
    takeOrKeep(context, lane, consumer, { source, position, tag, redelivered, send: send ?? null });
  },
};
