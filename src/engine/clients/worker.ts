// Workers: programs that take one thing after another, work on it for a while, have effects, and settle. How they are handed work and how
// they settle differs between brokers, and is left to their adapters.

import type { Context } from '../broker.ts';
import type { Refusal } from '../command.ts';
import { itemAt } from '../store.ts';
import type { Immutable, Instant, LaneId, SendId } from '../vocabulary.ts';
import type { ClientAdapter } from './adapter.ts';
import type { ClientsCommand } from './command.ts';
import { makeEffects } from './effects.ts';
import { type Kept, orderOf, type Worker, type WorkerId, type WorkerSpec } from './state.ts';

const unknown = (lane: LaneId, id: WorkerId): Refusal => ({
  error: 'UnknownWorker',
  message: `There is no worker "${id}" in lane "${lane}".`,
});

const workerAt = (context: Context, lane: LaneId, id: WorkerId): Immutable<Worker> | undefined =>
  context.world.clients.workers[lane]?.[id];

const adapterOf = ({ models, world }: Context, lane: LaneId): ClientAdapter =>
  models[world.lanes[lane]!.broker].clients;

/** Starts a process: it connects, joins its group or consumes its queue, and takes what is there. */
export function startWorker(
  context: Context,
  lane: LaneId,
  spec: Immutable<WorkerSpec>,
): Refusal | undefined {
  const before = workerAt(context, lane, spec.id);
  if (before && (before.status === 'idle' || before.status === 'working'))
    return { error: 'WorkerRunning', message: `"${spec.id}" runs already.` };
  const adapter = adapterOf(context, lane);
  const client = adapter.clientOf(spec.id, (before?.incarnation ?? 0) + 1);
  context.emit({ of: 'clients', kind: 'worker-started', lane, spec: spec, client });
  return adapter.start(context, lane, spec, client);
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
  if (!runs(worker)) return { error: 'WorkerNotRunning', message: `"${id}" does not run.` };
  context.emit({ of: 'clients', kind: 'worker-stopped', lane, worker: id });
  adapterOf(context, lane).end(context, lane, worker.client, 'closed');
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
  if (!runs(worker)) return { error: 'WorkerNotRunning', message: `"${id}" does not run.` };
  context.emit({ of: 'clients', kind: 'worker-crashed', lane, worker: id, error });
  adapterOf(context, lane).end(context, lane, worker.client, 'crashed');
  return undefined;
}

const runs = ({ status }: Immutable<Worker>): boolean => status === 'idle' || status === 'working';

/** An idle worker is given things: it begins with the first, and keeps the others. */
export function take(
  context: Context,
  lane: LaneId,
  worker: Immutable<Worker>,
  items: readonly Kept[],
): void {
  const { id, fetchMs = 0 } = worker.spec;
  if (items.length > 1)
    context.emit({ of: 'clients', kind: 'work-kept', lane, worker: id, items: items.slice(1) });
  begin(context, lane, worker, items[0]!, context.world.now + fetchMs);
}

/** A worker is pushed something: if it is busy, it keeps that for later. One that does not run is not there to take it. */
export function takeOrKeep(context: Context, lane: LaneId, id: WorkerId, item: Kept): void {
  const worker = workerAt(context, lane, id);
  if (worker?.status === 'idle')
    begin(context, lane, worker, item, context.world.now + (worker.spec.fetchMs ?? 0));
  else if (worker?.status === 'working')
    context.emit({ of: 'clients', kind: 'work-kept', lane, worker: id, items: [item] });
}

/** An idle worker takes what it holds, or looks in its broker. */
export function lookForWork(context: Context, lane: LaneId, id: WorkerId): void {
  const worker = workerAt(context, lane, id);
  if (!worker || worker.status !== 'idle') return;
  if (worker.pending.length > 0) begin(context, lane, worker, worker.pending[0]!, context.world.now);
  else adapterOf(context, lane).look(context, lane, worker);
}

function begin(context: Context, lane: LaneId, worker: Immutable<Worker>, item: Kept, at: Instant): void {
  const { id, settle = 'after', settleMs = 0, noAck = false } = worker.spec;
  const settlesFirst = settle === 'before' && !noAck;
  const beginAt = settlesFirst ? at + settleMs : at;
  const { source, position, tag, redelivered, send } = item;
  const doneAt = beginAt + timeFor(context, worker.spec, send);
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
    doneAt,
    settleAt: settlesFirst ? beginAt : null,
  });
  adapterOf(context, lane).isBusy(context, lane, worker, doneAt);
}

/** How long a worker works on a send. */
const timeFor = (context: Context, { workMs, slow }: Immutable<WorkerSpec>, send: SendId | null): number =>
  (slow && send !== null && slow[orderOf(itemAt(context.world.clients.sends, send)!)]) || workMs;

/** The work in hand is done: effects first, then the settling, then the next thing. */
export function finishWork(context: Context, lane: LaneId, id: WorkerId, incarnation: number): void {
  const worker = workerAt(context, lane, id);
  if (!worker || worker.incarnation !== incarnation || worker.status !== 'working') return;
  const { spec, job } = worker;
  const adapter = adapterOf(context, lane);
  let settleAt: Instant | null = null;
  if (refuses(context, worker)) {
    const { requeue } = spec.refuses!;
    context.emit({ of: 'clients', kind: 'work-refused', lane, worker: id, requeue });
    adapter.giveBack(context, lane, worker, job!, requeue);
  } else {
    if (spec.effects && job!.send !== null) makeEffects(context, lane, spec, job!.send);
    const settles = (spec.settle ?? 'after') === 'after' && !spec.noAck;
    const settleMs = spec.settleMs ?? 0;
    if (settles && settleMs > 0) settleAt = context.world.now + settleMs;
    context.emit({ of: 'clients', kind: 'work-done', lane, worker: id, settleAt });
    if (settles && settleMs === 0) adapter.settle(context, lane, worker, job!);
  }
  if (settleAt === null || !adapter.settlesFirst) lookForWork(context, lane, id);
}

/** Only a queue can take something back, and this worker gives each of these orders back just once. */
function refuses(context: Context, { spec, job }: Immutable<Worker>): boolean {
  if (!spec.refuses || job!.tag === 0 || job!.redelivered || job!.send === null) return false;
  return spec.refuses.orders.includes(orderOf(itemAt(context.world.clients.sends, job!.send)!));
}

/** An ack or commit reaches its broker, unless the process that sent it died on the way. */
export function settle(context: Context, command: Extract<ClientsCommand, { kind: 'settle' }>): void {
  const { lane, worker: id, incarnation } = command;
  const worker = workerAt(context, lane, id);
  if (!worker || worker.incarnation !== incarnation || worker.status === 'crashed') return;
  const adapter = adapterOf(context, lane);
  adapter.settle(context, lane, worker, command);
  if (adapter.settlesFirst) lookForWork(context, lane, id);
}
