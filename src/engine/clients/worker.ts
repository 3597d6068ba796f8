// Workers: programs that take one thing after another, work on it for a while, have effects, and settle. They differ between
// lanes only in how they are handed work and how they settle: a commit in a log, an ack in a queue, both or neither in Redis.

import type { Context } from '../broker.ts';
import { isRefusal, type Refusal } from '../command.ts';
import type { PollAnswer, PolledRecord } from '../log/consumer/command.ts';
import type { QueueFact } from '../queue/fact.ts';
import { itemAt } from '../store.ts';
import type { Immutable, Instant, LaneId } from '../vocabulary.ts';
import type { ClientsCommand } from './command.ts';
import { makeEffects } from './effects.ts';
import { askForWork, handedBy, type HandingFact, resume, settleInRedis } from './redis-worker.ts';
import { type Kept, orderOf, type Worker, type WorkerId, type WorkerSpec } from './state.ts';

const unknown = (lane: LaneId, id: WorkerId): Refusal => ({
  error: 'UnknownWorker',
  message: `There is no worker "${id}" in lane "${lane}".`,
});

const workerAt = (context: Context, lane: LaneId, id: WorkerId): Immutable<Worker> | undefined =>
  context.world.clients.workers[lane]?.[id];

/** Starts a process: it connects, joins its group or consumes its queue, and takes what is there. */
export function startWorker(
  context: Context,
  lane: LaneId,
  spec: Immutable<WorkerSpec>,
): Refusal | undefined {
  const before = workerAt(context, lane, spec.id);
  if (before && (before.status === 'idle' || before.status === 'working'))
    return { error: 'WorkerRunning', message: `"${spec.id}" runs already.` };
  const broker = context.world.lanes[lane]!;
  const life = (before?.incarnation ?? 0) + 1;
  // A new Kafka process is a new member; other connections leave nothing behind that a name could clash with.
  const client = broker.broker === 'log' && life > 1 ? `${spec.id}#${life}` : spec.id;
  context.emit({ of: 'clients', kind: 'worker-started', lane, spec: spec, client });
  switch (broker.broker) {
    case 'log':
      return joinLog(context, lane, spec, client);
    case 'queue':
      return consume(context, lane, spec, client);
    case 'redis':
      if (!resume(context, lane, { spec, client })) lookForWork(context, lane, spec.id);
      return undefined;
  }
}

function joinLog(context: Context, lane: LaneId, spec: Immutable<WorkerSpec>, consumer: string) {
  const config = { 'max.poll.records': 1, 'enable.auto.commit': false, ...spec.config };
  const opened = context.ask({
    of: 'log',
    kind: 'open-consumer',
    lane,
    consumer,
    group: spec.service,
    config,
  });
  if (isRefusal(opened)) return opened;
  const answer = spec.partitions
    ? context.ask({ of: 'log', kind: 'assign', lane, consumer, partitions: spec.partitions })
    : context.ask({ of: 'log', kind: 'subscribe', lane, consumer, topics: [spec.source] });
  if (isRefusal(answer)) return answer;
  lookForWork(context, lane, spec.id);
  return undefined;
}

function consume(context: Context, lane: LaneId, spec: Immutable<WorkerSpec>, client: string) {
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
}

/** Starts a stopped or crashed worker again, as it is configured now. */
export function restartWorker(context: Context, lane: LaneId, id: WorkerId): Refusal | undefined {
  const worker = workerAt(context, lane, id);
  return worker ? startWorker(context, lane, worker.spec) : unknown(lane, id);
}

/** Another version of its code: counts from the next thing that it finishes. */
export function configureWorker(
  context: Context,
  lane: LaneId,
  id: WorkerId,
  change: Partial<WorkerSpec>,
): Refusal | undefined {
  const worker = workerAt(context, lane, id);
  if (!worker) return unknown(lane, id);
  const spec = { ...worker.spec, ...change, id };
  context.emit({ of: 'clients', kind: 'worker-configured', lane, spec });
  return undefined;
}

/** Ends a worker politely: it leaves its group or closes its channel. What it holds unsettled goes back. */
export function stopWorker(context: Context, lane: LaneId, id: WorkerId): Refusal | undefined {
  const worker = workerAt(context, lane, id);
  if (!worker) return unknown(lane, id);
  if (worker.status !== 'idle' && worker.status !== 'working')
    return { error: 'WorkerNotRunning', message: `"${id}" does not run.` };
  context.emit({ of: 'clients', kind: 'worker-stopped', lane, worker: id });
  const { client } = worker;
  switch (context.world.lanes[lane]!.broker) {
    case 'log':
      context.ask({ of: 'log', kind: 'close-consumer', lane, consumer: client });
      break;
    case 'queue':
      context.ask({ of: 'queue', kind: 'close', lane, client, how: 'connection' });
      break;
    case 'redis':
      context.ask({ of: 'redis', kind: 'disconnect', lane, client, how: 'closed' });
  }
  return undefined;
}

/** Ends a worker without a word: nothing is settled, nobody is told. */
export function crashWorker(
  context: Context,
  lane: LaneId,
  id: WorkerId,
  error: string | null,
): Refusal | undefined {
  const worker = workerAt(context, lane, id);
  if (!worker) return unknown(lane, id);
  if (worker.status !== 'idle' && worker.status !== 'working')
    return { error: 'WorkerNotRunning', message: `"${id}" does not run.` };
  context.emit({ of: 'clients', kind: 'worker-crashed', lane, worker: id, error });
  const { client } = worker;
  switch (context.world.lanes[lane]!.broker) {
    case 'log':
      context.ask({ of: 'log', kind: 'kill-consumer', lane, consumer: client });
      break;
    case 'queue':
      context.ask({ of: 'queue', kind: 'crash', lane, client });
      break;
    case 'redis':
      context.ask({ of: 'redis', kind: 'disconnect', lane, client, how: 'crashed' });
  }
  return undefined;
}

/** A queue pushed a message: an idle worker begins, a busy one keeps it for later. */
export function takeDelivery(context: Context, fact: Extract<QueueFact, { kind: 'delivered' }>): void {
  const id = fact.consumer!;
  const worker = workerAt(context, fact.lane, id);
  if (!worker) return;
  const { queue: source, sequence: position, tag, redelivered } = fact;
  const item: Kept = { source, position, tag, redelivered, send: fact.send ?? null };
  if (worker.status === 'idle')
    begin(context, fact.lane, worker, item, context.world.now + (worker.spec.fetchMs ?? 0));
  else if (worker.status === 'working')
    context.emit({ of: 'clients', kind: 'work-kept', lane: fact.lane, worker: id, items: [item] });
}

/** Redis gave a client what it asked for: if that is an idle worker, it begins with the first and keeps the others. */
export function takeHanded(context: Context, fact: HandingFact): void {
  const { lane, client } = fact;
  const workers = context.world.clients.workers[lane]!;
  for (const id in workers) {
    const worker = workers[id]!;
    if (worker.client !== client || worker.status !== 'idle') continue;
    const [first, ...others] = handedBy(context, fact, worker);
    if (!first) return;
    if (others.length > 0)
      context.emit({ of: 'clients', kind: 'work-kept', lane, worker: id, items: others });
    return begin(context, lane, worker, first, context.world.now + (worker.spec.fetchMs ?? 0));
  }
}

/** An idle worker takes what it holds, polls its log, or asks Redis. In a queue it has nothing to do but wait. */
export function lookForWork(context: Context, lane: LaneId, id: WorkerId): void {
  const worker = workerAt(context, lane, id);
  if (!worker || worker.status !== 'idle') return;
  const kept = worker.pending[0];
  if (kept) return begin(context, lane, worker, kept, context.world.now);
  switch (context.world.lanes[lane]!.broker) {
    case 'log':
      return pollLog(context, lane, worker);
    case 'redis': {
      const answer = askForWork(context, lane, worker);
      if (isRefusal(answer)) crashWorker(context, lane, id, answer.error);
    }
  }
}

function pollLog(context: Context, lane: LaneId, worker: Immutable<Worker>): void {
  const { id } = worker.spec;
  const answer = context.ask({ of: 'log', kind: 'poll', lane, consumer: worker.client, stays: true });
  if (isRefusal(answer)) {
    crashWorker(context, lane, id, answer.error);
    return;
  }
  const { records } = answer as PollAnswer;
  if (records.length === 0) return;
  if (records.length > 1)
    context.emit({ of: 'clients', kind: 'work-kept', lane, worker: id, items: records.slice(1).map(keptOf) });
  begin(context, lane, worker, keptOf(records[0]!), context.world.now + (worker.spec.fetchMs ?? 0));
}

const keptOf = ({ partition, offset, send }: PolledRecord): Kept => ({
  source: partition,
  position: offset,
  tag: 0,
  redelivered: false,
  send: send ?? null,
});

function begin(context: Context, lane: LaneId, worker: Immutable<Worker>, item: Kept, at: Instant): void {
  const { id, workMs, settle = 'after', settleMs = 0, noAck = false } = worker.spec;
  const settlesFirst = settle === 'before' && !noAck;
  const beginAt = settlesFirst ? at + settleMs : at;
  const { source, position, tag, redelivered, send } = item;
  context.emit({
    of: 'clients',
    kind: 'work-began',
    lane,
    worker: id,
    source,
    position,
    tag,
    redelivered,
    send,
    beginAt,
    doneAt: beginAt + workMs,
    settleAt: settlesFirst ? beginAt : null,
  });
  if (worker.spec.partitions === undefined && context.world.lanes[lane]!.broker === 'log')
    context.ask({ of: 'log', kind: 'stay-away', lane, consumer: worker.client, until: beginAt + workMs });
}

/** The work in hand is done: effects first, then the settling, then the next thing. */
export function finishWork(context: Context, lane: LaneId, id: WorkerId, incarnation: number): void {
  const worker = workerAt(context, lane, id);
  if (!worker || worker.incarnation !== incarnation || worker.status !== 'working') return;
  const { spec, job, client } = worker;
  const { source, position, tag } = job!;
  let settleAt: Instant | null = null;
  if (refuses(context, worker)) {
    const { requeue } = spec.refuses!;
    context.emit({ of: 'clients', kind: 'work-refused', lane, worker: id, requeue });
    context.ask({ of: 'queue', kind: 'nack', lane, client, tag, requeue });
  } else {
    if (spec.effects && job!.send !== null) makeEffects(context, lane, spec, job!.send);
    const settles = (spec.settle ?? 'after') === 'after' && !spec.noAck;
    const settleMs = spec.settleMs ?? 0;
    if (settles && settleMs > 0) settleAt = context.world.now + settleMs;
    context.emit({ of: 'clients', kind: 'work-done', lane, worker: id, settleAt });
    if (settles && settleMs === 0) tellBroker(context, lane, worker, source, position, tag);
  }
  // a Redis connection says one thing after another: who waits for work cannot settle
  if (settleAt === null || context.world.lanes[lane]!.broker !== 'redis') lookForWork(context, lane, id);
}

/** Only a queue can take something back, and this worker gives each of these orders back just once. */
function refuses(context: Context, { spec, job }: Immutable<Worker>): boolean {
  if (!spec.refuses || job!.tag === 0 || job!.redelivered || job!.send === null) return false;
  return spec.refuses.orders.includes(orderOf(itemAt(context.world.clients.sends, job!.send)!));
}

/** An ack or commit reaches its broker, unless the process that sent it died on the way. */
export function settle(context: Context, command: Extract<ClientsCommand, { kind: 'settle' }>): void {
  const { lane, worker: id, incarnation, source, position, tag } = command;
  const worker = workerAt(context, lane, id);
  if (!worker || worker.incarnation !== incarnation || worker.status === 'crashed') return;
  tellBroker(context, lane, worker, source, position, tag);
  if (context.world.lanes[lane]!.broker === 'redis') lookForWork(context, lane, id);
}

function tellBroker(
  context: Context,
  lane: LaneId,
  worker: Immutable<Worker>,
  source: string,
  position: number,
  tag: number,
): void {
  const { client } = worker;
  switch (context.world.lanes[lane]!.broker) {
    case 'log': {
      // Not a literal with a computed name: this path is hot, and that is several times slower.
      const offsets: Record<string, number> = {};
      offsets[source] = position + 1;
      context.ask({ of: 'log', kind: 'commit', lane, consumer: client, offsets });
      break;
    }
    case 'queue':
      context.ask({ of: 'queue', kind: 'ack', lane, client, tag });
      break;
    case 'redis':
      settleInRedis(context, lane, worker, position);
  }
}
