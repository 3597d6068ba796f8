// Workers of Redis lanes: how they ask for work, which facts hand it to them, and how they settle. Redis pushes nothing to a worker;
// a worker with nothing in hand asks and waits.

import type { Context } from '../broker.ts';
import { isRefusal } from '../command.ts';
import type { Reply } from '../redis/command.ts';
import type { RedisFact } from '../redis/fact.ts';
import { redisOf } from '../redis/state.ts';
import { indexOf } from '../redis/stream/entries.ts';
import { itemAt } from '../store.ts';
import type { Immutable, LaneId } from '../vocabulary.ts';
import type { Kept, Worker, WorkerSpec } from './state.ts';

type Of = Immutable<Pick<Worker, 'spec' | 'client'>>;

const call = (context: Context, lane: LaneId, { client }: Of, ...argv: string[]): unknown =>
  context.ask({ of: 'redis', kind: 'call', lane, client, argv });

/** Where a worker that moves its work keeps what it works on. */
export const busyListOf = ({ source, id }: Immutable<WorkerSpec>): string => `${source}:${id}`;

/**
 * What a worker does first, for what an earlier life of it left: it moves its own list back, newest first, or reads its own
 * history. What it had popped is lost. Says whether it has work by that. Redis: facts §16.2, §20.4.
 */
export function resume(context: Context, lane: LaneId, worker: Of): boolean {
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
export function askForWork(context: Context, lane: LaneId, worker: Of): unknown {
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
  }
}

/** Facts that may hand something to a worker. */
export type HandingFact = Extract<
  RedisFact,
  { kind: 'elements-popped' | 'element-moved' | 'entries-delivered' | 'entries-shown-again' }
>;

/** What a fact hands to the worker whose client it is about. The position of an entry is its index in the stream. */
export function handedBy(context: Context, fact: HandingFact, { spec }: Of): Kept[] {
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
export function settleInRedis(context: Context, lane: LaneId, worker: Of, position: number): void {
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
