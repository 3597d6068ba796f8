// How senders and workers use Redis: what arrives is pushed to a list or added to a stream. Redis pushes nothing to a worker; one with
// nothing in hand asks and waits, and takes what the facts show that its client was given.

import type { Context } from '../broker.ts';
import type { ClientAdapter, Origin } from '../clients/adapter.ts';
import {
  busyListOf,
  type Kept,
  type Route,
  type Send,
  valueOf,
  type Worker,
  type WorkerSpec,
} from '../clients/state.ts';
import { crashWorker, lookForWork, take, takeOrKeep } from '../clients/worker.ts';
import { isRefusal } from '../command.ts';
import type { Fact } from '../fact.ts';
import { itemAt } from '../store.ts';
import type { Immutable, LaneId } from '../vocabulary.ts';
import type { Reply } from './command.ts';
import type { RedisFact } from './fact.ts';
import { redisOf } from './state.ts';
import { indexOf } from './stream/entries.ts';

export const redisClients: ClientAdapter = {
  settlesFirst: true,
  prepare() {},
  arrive(context: Context, lane: LaneId, send: Immutable<Send>, to: Immutable<Route>) {
    const value = valueOf(send) ?? '';
    const { id, producer: client } = send;
    if ('list' in to)
      context.ask({ of: 'redis', kind: 'call', lane, client, argv: ['LPUSH', to.list, value], send: id });
    else if ('stream' in to) {
      const argv = ['XADD', to.stream, '*', 'amount', value];
      context.ask({ of: 'redis', kind: 'call', lane, client, argv, send: id });
    } else if ('channel' in to)
      context.ask({
        of: 'redis',
        kind: 'call',
        lane,
        client,
        argv: ['PUBLISH', to.channel, value],
        send: id,
      });
  },
  clientOf: (worker) => worker,
  start(context: Context, lane: LaneId, spec: Immutable<WorkerSpec>, client: string) {
    if (spec.take === 'listen') call(context, lane, { spec, client }, 'SUBSCRIBE', spec.source);
    else if (!resume(context, lane, { spec, client })) lookForWork(context, lane, spec.id);
    return undefined;
  },
  end(context: Context, lane: LaneId, client: string, how) {
    context.ask({ of: 'redis', kind: 'disconnect', lane, client, how });
  },
  look(context: Context, lane: LaneId, worker: Immutable<Worker>) {
    const answer = askForWork(context, lane, worker);
    if (isRefusal(answer)) crashWorker(context, lane, worker.spec.id, answer.error);
  },
  isBusy() {},
  settle,
  giveBack() {},
  react(context: Context, fact: Fact) {
    if (fact.of !== 'redis') return;
    switch (fact.kind) {
      case 'elements-popped':
      case 'element-moved':
      case 'entries-delivered':
      case 'entries-shown-again':
        return takeHanded(context, fact);
      case 'message-broadcast':
        return takeHeard(context, fact);
      case 'client-woken':
        if (isRefusal(fact.reply)) failWaiting(context, fact.lane, fact.client, fact.reply.error);
    }
  },
};

type Of = Immutable<Pick<Worker, 'spec' | 'client'>>;

const call = (context: Context, lane: LaneId, { client }: Of, ...argv: string[]): unknown =>
  context.ask({ of: 'redis', kind: 'call', lane, client, argv });

/** A worker that waited was told that there is nothing to wait for: it dies of that. */
function failWaiting(context: Context, lane: LaneId, client: string, error: string): void {
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers) if (workers[id]!.client === client) crashWorker(context, lane, id, error);
}

/** Redis gave a client what it asked for: if that is an idle worker, it takes it. */
function takeHanded(context: Context, fact: HandingFact): void {
  const { lane, client } = fact;
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers) {
    const worker = workers[id]!;
    if (worker.client !== client || worker.status !== 'idle') continue;
    const items = handedBy(context, fact, worker);
    if (items.length > 0) take(context, lane, worker, items);
    return;
  }
}

/** Who listens is pushed what is published, whether it has something in hand or not. */
function takeHeard(
  context: Context,
  { lane, channel, to, send }: Extract<RedisFact, { kind: 'message-broadcast' }>,
): void {
  const workers = context.world.clients.workers[lane]!;
  for (const { client } of to)
    for (const id in workers)
      if (workers[id]!.client === client)
        takeOrKeep(context, lane, id, { source: channel, position: 0, tag: 0, redelivered: false, send });
}

/**
 * What a worker does first, for what an earlier life of it left: it moves its own list back, newest first, or reads its own
 * history. What it had popped is lost. Says whether it has work by that. Redis: facts §16.2, §20.4.
 */
function resume(context: Context, lane: LaneId, worker: Of): boolean {
  const { take = 'pop', source, service, id } = worker.spec;
  if (take === 'move') {
    const busy = busyListOf(worker.spec);
    while (redisOf(context.world, lane).values[busy])
      call(context, lane, worker, 'LMOVE', busy, source, 'LEFT', 'RIGHT');
  }
  if (take !== 'group') return false;
  const stream = redisOf(context.world, lane).values[source];
  if (stream?.type !== 'stream' || !stream.groups[service])
    call(context, lane, worker, 'XGROUP', 'CREATE', source, service, '0', 'MKSTREAM');
  const answer = call(context, lane, worker, 'XREADGROUP', 'GROUP', service, id, 'STREAMS', source, '0');
  if (isRefusal(answer)) return false;
  const [[, entries]] = answer as [[string, [string, Reply][]]];
  return entries.some(([, fields]) => fields !== null);
}

/** Asks for one thing, and waits for it if there is none. */
function askForWork(context: Context, lane: LaneId, worker: Of): unknown {
  const { take = 'pop', source, service, id } = worker.spec;
  switch (take) {
    case 'pop':
      return call(context, lane, worker, 'BRPOP', source, '0');
    case 'move':
      return call(context, lane, worker, 'BLMOVE', source, busyListOf(worker.spec), 'RIGHT', 'LEFT', '0');
    case 'group': {
      const options = ['COUNT', '1', 'BLOCK', '0', 'STREAMS', source, '>'];
      return call(context, lane, worker, 'XREADGROUP', 'GROUP', service, id, ...options);
    }
    case 'listen':
      return null;
  }
}

/** Facts that may hand something to a worker. */
type HandingFact = Extract<
  RedisFact,
  { kind: 'elements-popped' | 'element-moved' | 'entries-delivered' | 'entries-shown-again' }
>;

/** What a fact hands to the worker whose client it is about. The position of an entry is its index in the stream. */
function handedBy(context: Context, fact: HandingFact, { spec }: Of): Kept[] {
  const one = { source: spec.source, position: 0, tag: 0, redelivered: false };
  switch (fact.kind) {
    case 'elements-popped':
      return fact.elements.map(({ send }) => ({ ...one, send }));
    case 'element-moved':
      return fact.to === busyListOf(spec) ? [{ ...one, send: fact.element.send }] : [];
    case 'entries-delivered':
    case 'entries-shown-again': {
      const stream = redisOf(context.world, fact.lane).values[fact.key];
      if (stream?.type !== 'stream') return [];
      const redelivered = fact.kind === 'entries-shown-again';
      return fact.ids
        .map((id) => indexOf(stream, id))
        .filter((position) => position >= 0)
        .map((position) => {
          const { send } = stream.entries.items[position]!;
          return { source: fact.key, position, tag: 0, redelivered, send };
        });
    }
  }
}

/** Removes what was moved, or acknowledges what was read; what was popped has nothing to settle. */
function settle(context: Context, lane: LaneId, worker: Of, { position }: Origin): void {
  const { take = 'pop', source, service } = worker.spec;
  const { values } = redisOf(context.world, lane);
  if (take === 'move') {
    const busy = values[busyListOf(worker.spec)];
    if (busy?.type === 'list')
      call(context, lane, worker, 'LREM', busyListOf(worker.spec), '1', busy.elements[0]!.value);
  } else if (take === 'group') {
    const stream = values[source];
    const entry = stream?.type === 'stream' ? itemAt(stream.entries, position) : undefined;
    if (entry) call(context, lane, worker, 'XACK', source, service, entry.id);
  }
}
