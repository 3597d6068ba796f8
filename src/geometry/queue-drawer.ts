// A queue lane with everything that one can have: exchanges, several queues, dead letters, limits, many messages and many workers.
// Loaded with the lessons that show such a lane; a single plain queue is drawn by queue-lane.ts.

import type { QueueLane } from '../engine/world.ts';
import type { LaneDrawer } from './drawers.ts';
import { keep } from './kept.ts';
import type { Rect } from './mark.ts';
import { type FullPlan, type FullRow, needOfFull, planFull } from './queue-arrangement.ts';
import { putCrowd } from './queue-crowd.ts';
import { putExchanges } from './queue-exchanges.ts';
import { putFates, putOutside, putRefused } from './queue-fates.ts';
import { putGhosts } from './queue-ghosts.ts';
import { putAgain, putLines, putNote, putReady } from './queue-lane.ts';
import { pastOf } from './queue-past.ts';
import { capacityOf, slot, type SomeQueue, type SomeQueueLane } from './queue-plan.ts';
import { readyOf, returnedOf } from './ready.ts';
import { putStroke, putText, type Sheet } from './sheet.ts';
import { fitting } from './text-width.ts';
import type { Landing } from './wire.ts';
import { wordingsOf } from '../words/say.ts';

export const queueDrawer: LaneDrawer<QueueLane> = { need: needOfFull, put };

function put(sheet: Sheet, now: SomeQueueLane, last: SomeQueueLane, body: Rect): Landing {
  const plan = keep(sheet.input, `${last.id}/plan/${JSON.stringify(body)}`, () =>
    planFull(sheet, last, body),
  );
  for (const row of plan.rows) {
    const queue = now.state.queues[row.queue];
    if (!queue) continue;
    putLines(sheet, now, row, queue, row.subject.labels);
    putReady(sheet, now, plan, row, queue);
    putReturns(sheet, now, plan, row, queue);
    const quiet = row.words.most === 0;
    const asked = quiet || putRefused(sheet, now, row) > 0 || putNote(sheet, now, row);
    if (!asked) putStrangers(sheet, now, row);
    if (!asked && row.words.y !== row.lines.y + row.lines.h) putAgain(sheet, now, row, queue);
    putCrowd(sheet, now, plan, row, queue);
    putGhosts(sheet, now, plan, row, queue);
    putFates(sheet, now, plan, row, queue);
  }
  putOutside(sheet, now, plan, pastOf(sheet.input.journal, now.id));
  putLeftOut(sheet, now, plan);
  return putExchanges(sheet, now, last, plan, body);
}

/** Over each message that waits again after it was delivered: a small arrow that turns back. */
function putReturns(
  sheet: Sheet,
  { id: lane }: SomeQueueLane,
  plan: FullPlan,
  row: FullRow,
  queue: SomeQueue,
): void {
  const { unit } = sheet.sizes;
  const returned = new Set(returnedOf(queue));
  if (returned.size === 0 || row.layers > 1) return;
  const shown = Math.min(queue.readyCount, capacityOf(sheet, plan, row));
  for (const [index, sequence] of readyOf(queue, shown).entries()) {
    if (!returned.has(sequence)) continue;
    const { x, y, w } = slot(plan, row, index, unit(8));
    const s = Math.min(unit(4), w / 3);
    const [cx, cy] = [x + w / 2, y - s - unit(0.5)];
    const d = `M${cx + s},${cy + s * 0.6}A${s},${s} 0 0 0 ${cx - s},${cy + s * 0.6}M${cx - s * 1.5},${cy}L${cx - s},${cy + s * 0.7}L${cx - s * 0.2},${cy + s * 0.25}`;
    const bounds = { x: cx - s * 1.5, y: cy - s * 0.4, w: s * 2.5, h: s * 1.1 };
    putStroke(sheet, `${lane}/${row.queue}/${sequence}/again`, lane, 'side', unit(1.25), d, bounds);
  }
}

/** Queues that there is no room for are counted. */
function putLeftOut(sheet: Sheet, { id: lane, state }: SomeQueueLane, plan: FullPlan): void {
  const last = plan.rows.at(-1);
  if (plan.left === 0 || !last) return;
  const { type } = sheet.sizes;
  const shown = new Set(plan.rows.map(({ queue }) => queue));
  const waiting = Object.values(state.queues).reduce(
    (sum, { name, readyCount }) => sum + (shown.has(name) ? 0 : readyCount),
    0,
  );
  const wordings = wordingsOf('queue.more-queues', { n: plan.left, waiting });
  const text = fitting(wordings, type(12), last.lines.w);
  if (text !== null)
    putText(sheet, {
      key: `${lane}/left-out`,
      lane,
      x: last.lines.x,
      baseline: plan.foot + type(12) * 1.2,
      parts: text,
    });
}

/** What is held by those who are no workers of this queue. */
function putStrangers(sheet: Sheet, { id: lane, state }: SomeQueueLane, row: FullRow): void {
  const { unit, type } = sheet.sizes;
  const { x, y, w, h } = row.lines;
  const holders = Object.values(state.channels)
    .filter(({ client }) => !row.workers.includes(client))
    .map(({ client, unacked }) => ({
      client,
      count: unacked.pieces.flat().filter(({ queue }) => queue === row.queue).length,
    }))
    .filter(({ count }) => count > 0);
  if (holders.length === 0) return;
  const count = holders.reduce((sum, one) => sum + one.count, 0);
  const text = fitting(wordingsOf('queue.held', { n: count, client: holders[0]!.client }), type(12), w / 2);
  const baseline = y + h + type(12) + unit(2);
  if (text !== null) putText(sheet, { key: `${lane}/${row.queue}/held`, lane, x, baseline, parts: text });
}
