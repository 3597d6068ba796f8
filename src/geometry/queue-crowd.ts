// Many workers of one queue: a line each with its name and small cards, or a small square each with what it holds.

import type { Worker } from '../engine/clients/state.ts';
import type { Immutable } from '../engine/vocabulary.ts';
import type { FullPlan, FullRow } from './queue-arrangement.ts';
import type { Rect } from './mark.ts';
import { type SomeQueue, type SomeQueueLane, workersAt } from './queue-plan.ts';
import { cardHeight, isLoud, putCard, putLine, putStroke, putText, type Sheet } from './sheet.ts';
import { fitting, textWidth } from './text-width.ts';
import { wirePath } from './wire.ts';
import { type Holding, heldBy, putWorker } from './worker-box.ts';
import { say, wordingsOf } from '../words/say.ts';

export function putCrowd(
  sheet: Sheet,
  now: SomeQueueLane,
  plan: FullPlan,
  row: FullRow,
  queue: SomeQueue,
): void {
  const workers = workersAt(sheet, now.id, row.queue, 'world').filter(({ spec }) => row.boxes[spec.id]);
  for (const worker of workers) {
    const box = row.boxes[worker.spec.id]!;
    putWay(sheet, now, row, queue, worker, box);
    if (row.style === 'box')
      putWorker(
        sheet,
        now,
        plan,
        row,
        queue,
        worker,
        box,
        say(standsBy(queue, worker) ? 'status.standing-by' : 'status.waiting'),
      );
    else putSmall(sheet, now, row, queue, worker, box);
  }
  if (row.style !== 'square' || workers.length === 0) return;
  const { type } = sheet.sizes;
  const boxes = row.workers.map((id) => row.boxes[id]!);
  const busy = workers.filter(({ status }) => status === 'working').length;
  const text = fitting(
    wordingsOf('workers', { n: workers.length, busy }),
    type(12),
    Math.max(...boxes.map(({ x, w }) => x + w)) - boxes[0]!.x,
  );
  const baseline = Math.max(...boxes.map(({ y, h }) => y + h)) + type(12) * 1.15;
  if (text !== null)
    putText(sheet, {
      key: `${now.id}/${row.queue}/workers`,
      lane: now.id,
      x: boxes[0]!.x,
      baseline,
      parts: text,
    });
}

/** Of a queue with a single active consumer it is another that is served. */
const standsBy = (queue: SomeQueue, { client }: Immutable<Worker>): boolean =>
  queue.args['x-single-active-consumer'] === true && queue.active !== client;

/** From the queue to a worker that it serves; to the active one alone where only one is served. */
function putWay(
  sheet: Sheet,
  { id: lane }: SomeQueueLane,
  row: FullRow,
  queue: SomeQueue,
  worker: Immutable<Worker>,
  box: Rect,
): void {
  const { unit } = sheet.sizes;
  const { spec, status } = worker;
  const first = box.x <= row.lines.x + row.lines.w + unit(40);
  if (row.style === 'square' ? box !== row.boxes[row.workers[0]!] : !first || row.workers.length > 12) return;
  if (standsBy(queue, worker)) return;
  if (row.workers.length > 1 && (status === 'crashed' || status === 'stopped')) return;
  const { x, y, w, h } = row.lines;
  const from = [x + w + unit(6), y + h / 2] as const;
  const to = [box.x - unit(6), row.style === 'square' ? from[1] : box.y + box.h / 2] as const;
  const key = `${lane}/${row.queue}/way/${spec.id}`;
  const bounds = {
    x: from[0],
    y: Math.min(from[1], to[1]),
    w: to[0] - from[0],
    h: Math.abs(to[1] - from[1]),
  };
  putStroke(sheet, key, lane, 'side', unit(1.25), wirePath(from, to), bounds);
  const head = unit(row.style === 'box' ? 5 : 3.5);
  putLine(sheet, `${key}/head`, lane, 'side', unit(1.25), [
    [to[0] - head, to[1] - head],
    to,
    [to[0] - head, to[1] + head],
  ]);
}

const standingOf = (status: Worker['status']): string =>
  say(`status.${status === 'idle' ? 'waiting' : status}`);

function putSmall(
  sheet: Sheet,
  now: SomeQueueLane,
  row: FullRow,
  queue: SomeQueue,
  worker: Immutable<Worker>,
  box: Rect,
): void {
  const { unit, type } = sheet.sizes;
  const { id, service } = worker.spec;
  const key = `${now.id}/worker/${id}`;
  const of = `worker/${id}`;
  const held = heldBy(now, row, worker);
  const down = worker.status === 'crashed' || worker.status === 'stopped';
  const name = `${id}: ${standingOf(worker.status)}, ${say('holds', { n: held.length })}`;
  const look = { of, name, loud: isLoud(sheet, id, service), ...(down && { opacity: 0.45 }) };
  sheet.marks.push({ kind: 'box', key, lane: now.id, ...box, ...look });
  if (row.style === 'square') return putHeld(sheet, now, row, queue, id, held, box, 1);
  const small = unit(18);
  const count = held.length > 3 ? `+${held.length - 3}` : '';
  const countWidth = count ? textWidth(count, type(12)) + unit(4) : 0;
  const middle = box.y + box.h / 2 + type(12) * 0.36;
  if (count)
    putText(sheet, {
      key: `${key}/more`,
      lane: now.id,
      x: box.x + box.w - unit(6),
      baseline: middle,
      anchor: 'end',
      parts: count,
      of,
    });
  const tray = { ...box, w: box.w - countWidth };
  const trayWidth = Math.min(3, Math.max(1, held.length)) * (small + unit(3));
  const words = [...(down ? [`${id}, ${standingOf(worker.status)}`] : []), id, /\d+$/.exec(id)?.[0] ?? ''];
  const text = fitting(words.filter(Boolean), type(12), tray.w - trayWidth - unit(14));
  if (text !== null)
    putText(sheet, {
      key: `${key}/name`,
      lane: now.id,
      x: box.x + unit(8),
      baseline: middle,
      parts: text,
      ink: down ? 'second' : 'ink',
      of,
    });
  putHeld(sheet, now, row, queue, id, held, tray, 3);
}

function putHeld(
  sheet: Sheet,
  now: SomeQueueLane,
  row: FullRow,
  queue: SomeQueue,
  id: string,
  held: readonly Holding[],
  box: Rect,
  most: number,
): void {
  const { unit } = sheet.sizes;
  const w = Math.min(unit(18), box.w - unit(6), (box.h - unit(4)) / 1.12);
  const h = cardHeight(w);
  for (const [index, { sequence, settled }] of held.slice(0, most).entries()) {
    const x = box.x + box.w - unit(3) - w - index * (w + unit(3));
    const send = queue.messages.items[sequence]?.send;
    const where = say(settled ? 'in-hands' : 'held-by', { worker: id });
    putCard(
      sheet,
      `${now.id}/${row.queue}/${sequence}`,
      now.id,
      send,
      { x, y: box.y + (box.h - h) / 2, w, h },
      where,
      {
        ...(!settled && { held: true }),
      },
    );
  }
}
