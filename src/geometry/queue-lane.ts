// A queue's lane: what waits between two lines, what workers hold, and the traces of what was acknowledged. Things come in at
// the left and leave at the right for good.

import type { SendId } from '../engine/vocabulary.ts';
import { keep } from './kept.ts';
import type { Rect } from './mark.ts';
import { along, between, easeOut, TRAVEL_MS } from './motion.ts';
import { putGhosts } from './queue-ghosts.ts';
import { landing } from './queue-landing.ts';
import {
  capacityOf,
  foldOf,
  planQueue,
  type QueuePlan,
  type QueueRow,
  slot,
  type SomeQueue,
  type SomeQueueLane,
  traySlot,
} from './queue-plan.ts';
import { readyOf, returnedOf } from './ready.ts';
import { isLoud, putCard, putLine, putText, type Sheet } from './sheet.ts';
import { fitting } from './text-width.ts';
import type { Landing } from './wire.ts';
import { putWorkers } from './worker-box.ts';
import { say, wordingsOf } from '../words/say.ts';

export function putQueue(sheet: Sheet, now: SomeQueueLane, last: SomeQueueLane, body: Rect): Landing {
  const plan = keep(sheet.input, `${last.id}/plan/${JSON.stringify(body)}`, () =>
    planQueue(sheet, last, body),
  );
  for (const row of plan.rows) {
    const queue = now.state.queues[row.queue];
    if (!queue) continue;
    putLines(sheet, now, row, queue, [row.queue]);
    const box = row.boxes[row.workers[0] ?? ''];
    if (box) putArrow(sheet, now, row, box.x);
    putReady(sheet, now, plan, row, queue);
    if (plan.notes && !putNote(sheet, now, row)) putAgain(sheet, now, row, queue);
    putWorkers(sheet, now, plan, row, queue);
    putGhosts(sheet, now, plan, row, queue);
  }
  return landing(sheet, now, last, plan, body);
}

/** The two lines with their name, and a word if there is nothing between them. */
export function putLines(
  sheet: Sheet,
  { id: lane }: SomeQueueLane,
  row: QueueRow,
  queue: SomeQueue,
  labels: readonly string[],
): void {
  const { unit, type } = sheet.sizes;
  const { x, y, w, h } = row.lines;
  const key = `${lane}/${row.queue}`;
  const of = `queue/${row.queue}`;
  const loud = isLoud(sheet, row.queue);
  const name = say('queue.name', { queue: row.queue });
  const width = loud ? unit(2) : unit(1.25);
  putLine(
    sheet,
    `${key}/top`,
    lane,
    'side',
    width,
    [
      [x, y],
      [x + w, y],
    ],
    { of, loud, name },
  );
  putLine(
    sheet,
    `${key}/bottom`,
    lane,
    'side',
    width,
    [
      [x, y + h],
      [x + w, y + h],
    ],
    { of, loud },
  );
  const label = row.labelled ? fitting(labels, type(12), w) : null;
  if (label !== null)
    putText(sheet, { key: `${key}/name`, lane, x, baseline: y - unit(5), parts: label, of });
  if (queue.readyCount === 0) {
    const size = type(12);
    const text = fitting([say('queue.empty')], size, w - unit(16));
    if (text !== null)
      putText(sheet, {
        ...{
          key: `${key}/empty`,
          lane,
          x: x + unit(10),
          baseline: y + h / 2 + size * 0.36,
          parts: text,
          ink: 'third',
          of,
        },
      });
  }
}

/** Where messages leave for a worker. */
function putArrow(sheet: Sheet, { id: lane }: SomeQueueLane, row: QueueRow, end: number): void {
  const { unit } = sheet.sizes;
  const { x, y, w, h } = row.lines;
  const key = `${lane}/${row.queue}`;
  const middle = y + h / 2;
  const [from, to] = [x + w + unit(6), end - unit(8)];
  const head = unit(5);
  putLine(sheet, `${key}/arrow`, lane, 'side', unit(1.25), [
    [from, middle],
    [to, middle],
  ]);
  putLine(sheet, `${key}/arrowhead`, lane, 'side', unit(1.25), [
    [to - head, middle - head],
    [to, middle],
    [to - head, middle + head],
  ]);
}

export function putReady(
  sheet: Sheet,
  now: SomeQueueLane,
  plan: QueuePlan,
  row: QueueRow,
  queue: SomeQueue,
): void {
  const { unit, type } = sheet.sizes;
  const lane = now.id;
  const pad = unit(8);
  const capacity = capacityOf(sheet, plan, row);
  const count = queue.readyCount;
  const fold = count > capacity ? foldOf(sheet, plan, row, count, pad) : null;
  const shown = fold?.shown ?? count;
  const returned = new Set(returnedOf(queue));
  for (const [index, sequence] of readyOf(queue, shown).entries()) {
    const message = queue.messages.items[sequence]!;
    const again = returned.has(sequence);
    const shift = shiftOf(sheet, lane, row.queue, sequence);
    const at = slot(plan, row, index + shift, pad);
    const come = comingBack(sheet, now, plan, row, sequence, message.send);
    const place = come
      ? { ...at, x: between(come.from.x, at.x, come.t), y: between(come.from.y, at.y, come.t) }
      : at;
    const moving = (come !== null && come.t < 1) || shift !== 0;
    const where = say(again ? 'queue.waits-again' : 'queue.waits');
    putCard(sheet, `${lane}/${row.queue}/${sequence}`, lane, message.send, place, where, {
      ...(moving && { moving }),
    });
  }
  if (fold) {
    const { place } = fold;
    const more = count - shown;
    const key = `${lane}/${row.queue}/more`;
    sheet.marks.push({
      kind: 'hollow',
      look: 'folded',
      key,
      lane,
      ...place,
      name: say('queue.more-waiting', { n: more }),
    });
    const size = type(12);
    const text = fitting([`+ ${more}`, `${more}`], size, place.w);
    if (text !== null)
      putText(sheet, {
        ...{
          key: `${key}/count`,
          lane,
          x: place.x + place.w / 2,
          baseline: place.y + place.h / 2 + size * 0.36,
        },
        ...{ parts: text, anchor: 'middle' },
      });
  }
}

/** How far from its place a message still is, in places, because one in front of it has just left or come back. */
function shiftOf(sheet: Sheet, lane: string, queue: string, sequence: number): number {
  if (sheet.input.reduced) return 0;
  let shift = 0;
  for (const { fact, ageMs } of sheet.input.recent) {
    if (ageMs >= TRAVEL_MS || fact.of !== 'queue' || fact.lane !== lane) continue;
    if (fact.kind !== 'delivered' && fact.kind !== 'requeued') continue;
    if (fact.queue !== queue || fact.sequence >= sequence) continue;
    shift += (fact.kind === 'delivered' ? 1 : -1) * (1 - easeOut(along(ageMs, TRAVEL_MS)));
  }
  return shift;
}

/** Where a message comes from that has just been given back, or given up by a worker of another queue. */
function comingBack(
  sheet: Sheet,
  { id: lane }: SomeQueueLane,
  plan: QueuePlan,
  row: QueueRow,
  sequence: number,
  send: SendId | undefined,
): { from: Rect; t: number } | null {
  if (sheet.input.reduced) return null;
  for (const { fact, ageMs } of sheet.input.recent) {
    if (ageMs >= TRAVEL_MS || fact.of !== 'queue' || fact.lane !== lane) continue;
    const back = fact.kind === 'requeued' && fact.queue === row.queue && fact.sequence === sequence;
    const up = fact.kind === 'dead-lettered' && fact.queues.includes(row.queue) && fact.message.send === send;
    if (!back && !up) continue;
    const source = plan.rows.find(({ queue }) => queue === fact.queue);
    const box = source?.boxes[fact.client ?? ''] ?? source?.boxes[source.workers[0] ?? ''];
    if (box)
      return { from: traySlot(plan, box, 0, sheet.sizes.unit(8)), t: easeOut(along(ageMs, TRAVEL_MS)) };
  }
  return null;
}

/** A word below the lines, when somebody asked in vain. True if somebody did. */
export function putNote(sheet: Sheet, { id: lane }: SomeQueueLane, row: QueueRow): boolean {
  const { unit, type } = sheet.sizes;
  const { x, y, w, h } = row.lines;
  const baseline = y + h + type(12) + unit(2);
  const key = `${lane}/${row.queue}`;
  for (const { fact } of sheet.input.recent) {
    if (fact.of !== 'queue' || fact.lane !== lane) continue;
    if (fact.kind !== 'get-empty' || fact.queue !== row.queue) continue;
    const wordings = wordingsOf('queue.nothing', { client: fact.client });
    const text = fitting(wordings, type(12), w);
    if (text === null) continue;
    putText(sheet, { key: `${key}/note`, lane, x, baseline, parts: text, ink: 'ink' });
    return true;
  }
  return false;
}

/** How many came back. */
export function putAgain(sheet: Sheet, { id: lane }: SomeQueueLane, row: QueueRow, queue: SomeQueue): void {
  const { unit, type } = sheet.sizes;
  const { x, y, w, h } = row.lines;
  const back = returnedOf(queue).length;
  if (back === 0) return;
  putText(sheet, {
    ...{ key: `${lane}/${row.queue}/again`, lane, x: x + w - unit(8), baseline: y + h + type(12) + unit(2) },
    ...{
      parts: back === 1 ? say('queue.again-one') : say('queue.again', { n: back }),
      anchor: 'end',
      ink: 'ink',
    },
  });
}
