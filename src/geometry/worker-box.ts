// A worker's box in a queue's lane: its name, what it is doing, and its tray with what it holds unsettled.

import type { Worker } from '../engine/clients/state.ts';
import type { Immutable } from '../engine/vocabulary.ts';
import type { Rect } from './mark.ts';
import { along, between, TRAVEL_MS } from './motion.ts';
import {
  type QueuePlan,
  type QueueRow,
  slot,
  type SomeQueue,
  type SomeQueueLane,
  traySlot,
  workersAt,
} from './queue-plan.ts';
import { isLoud, putCard, putLine, putText, type Sheet } from './sheet.ts';
import { fitting } from './text-width.ts';
import { say } from '../words/say.ts';
import { effectIn } from './effect-name.ts';

/** What work on an effect is called. */

export function putWorkers(
  sheet: Sheet,
  now: SomeQueueLane,
  plan: QueuePlan,
  row: QueueRow,
  queue: SomeQueue,
): void {
  for (const worker of workersAt(sheet, now.id, row.queue, 'world')) {
    const box = row.boxes[worker.spec.id];
    if (box) putWorker(sheet, now, plan, row, queue, worker, box);
  }
}

export interface Holding {
  readonly sequence: number;
  readonly settled: boolean;
}

/** A box with a name, what it is doing, and a tray. */
export function putWorker(
  sheet: Sheet,
  now: SomeQueueLane,
  plan: QueuePlan,
  row: QueueRow,
  queue: SomeQueue,
  worker: Immutable<Worker>,
  box: Rect,
  /** What it does when it has nothing to do. */
  idle = say('status.waiting'),
): void {
  const { unit, type } = sheet.sizes;
  const lane = now.id;
  const { id, service } = worker.spec;
  const key = `${lane}/worker/${id}`;
  const of = `worker/${id}`;
  const loud = isLoud(sheet, id, service);
  const held = heldBy(now, row, worker);
  const status = statusOf(sheet, worker, held, idle);
  const name = `${id}: ${status[0]!}`;
  sheet.marks.push({ kind: 'box', key, lane, ...box, name, of, loud });
  const pad = unit(8);
  const inner = box.x + (box.w > unit(140) ? unit(14) : unit(10));
  const trayLeft = traySlot(plan, box, plan.tray - 1, pad).x;
  const job = worker.job;
  const working = job !== null && sheet.input.instant >= job.beginAt;
  const [name13, status12] = [type(13), type(12)];
  const tall = box.h >= name13 + status12 + unit(30);
  const both = box.h >= name13 + status12 * 1.35 + unit(2);
  const block = both ? name13 + status12 * 1.35 + (tall ? unit(14) : 0) : name13;
  const top = box.y + (box.h - block) / 2;
  const baseline = top + name13 * 0.85;
  const parts = [{ text: id, strong: true }];
  putText(sheet, { key: `${key}/name`, lane, x: inner, baseline, parts, size: 13, ink: 'ink', of });
  const down = worker.status === 'crashed' || worker.status === 'stopped';
  const words = fitting(status, status12, (held.length ? trayLeft : box.x + box.w) - inner - unit(4));
  if (both && words !== null)
    putText(sheet, {
      ...{ key: `${key}/status`, lane, x: inner, baseline: baseline + status12 * 1.35, of },
      ...{ parts: words, ink: down ? 'ink' : 'second' },
    });
  if (working && box.h >= name13 + status12 + unit(18)) {
    const y = tall ? baseline + status12 * 1.35 + unit(12) : box.y + box.h - unit(3.5);
    const end = trayLeft - unit(10);
    const t = along(sheet.input.instant - job.beginAt, job.doneAt - job.beginAt);
    putLine(sheet, `${key}/track`, lane, 'track', unit(2.5), [
      [inner, y],
      [end, y],
    ]);
    putLine(sheet, `${key}/progress`, lane, 'progress', unit(2.5), [
      [inner, y],
      [between(inner, end, t), y],
    ]);
  }
  for (const [index, { sequence, settled }] of held.slice(0, plan.tray).entries()) {
    const at = traySlot(plan, box, index, pad);
    const t = sheet.input.reduced ? 1 : travelOf(sheet, lane, row.queue, sequence, worker);
    const from = slot(plan, row, 0, pad);
    const place = t < 1 ? { ...at, x: between(from.x, at.x, t), y: between(from.y, at.y, t) } : at;
    const send = queue.messages.items[sequence]?.send;
    putCard(
      sheet,
      `${lane}/${row.queue}/${sequence}`,
      lane,
      send,
      place,
      say(settled ? 'in-hands' : 'held-by', { worker: id }),
      {
        ...(!settled && { held: true }),
        ...(t < 1 && { moving: true }),
      },
    );
  }
}

/** What the worker holds of this queue, in order. What counts as settled on delivery is no longer the broker's. */
export function heldBy({ state }: SomeQueueLane, row: QueueRow, worker: Immutable<Worker>): Holding[] {
  if (worker.spec.noAck) {
    const kept = [...(worker.job ? [worker.job] : []), ...worker.pending];
    return kept.map(({ position }) => ({ sequence: position, settled: true }));
  }
  const unacked = state.channels[worker.client]?.unacked.pieces.flat() ?? [];
  return unacked
    .filter(({ queue }) => queue === row.queue)
    .map(({ sequence }) => ({ sequence, settled: false }));
}

/** What it is doing, the longest wording first. */
function statusOf(
  sheet: Sheet,
  { status, job, spec }: Immutable<Worker>,
  held: readonly Holding[],
  idle: string,
): string[] {
  if (status === 'crashed' || status === 'stopped') return [say(`status.${status}`)];
  const more = held.length > 1 ? [say('holds', { n: held.length })] : [];
  if (job) {
    const verb = effectIn(spec.effects?.[0]?.effect ?? '', 'doing') ?? say('status.working');
    const doing = sheet.input.instant >= job.beginAt ? verb : say('status.receiving');
    return more.length ? [`${doing}, ${more[0]!}`, ...more, doing] : [doing];
  }
  if (held.length === 0) return [idle];
  return [spec.settle === 'never' ? say('holds', { n: held.length }) : say('status.acking')];
}

/** How far a message is on its way from its queue into the tray. */
export function travelOf(
  sheet: Sheet,
  lane: string,
  queue: string,
  sequence: number,
  { job, spec }: Immutable<Worker>,
): number {
  const fetchMs = spec.fetchMs ?? 0;
  if (job?.position === sequence && fetchMs > 0) {
    const begins = job.beginAt - (spec.settle === 'before' && !spec.noAck ? (spec.settleMs ?? 0) : 0);
    return along(sheet.input.instant - begins + fetchMs, fetchMs);
  }
  for (const { fact, ageMs } of sheet.input.recent)
    if (
      fact.of === 'queue' &&
      fact.kind === 'delivered' &&
      fact.lane === lane &&
      fact.queue === queue &&
      fact.sequence === sequence
    )
      return along(ageMs, TRAVEL_MS);
  return 1;
}
