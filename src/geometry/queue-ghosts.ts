// What is left of acknowledged messages: empty outlines behind their consumers, the newest nearest, fading.

import { along, between, easeOut, TRAVEL_MS } from './motion.ts';
import { type QueuePlan, type QueueRow, type SomeQueue, type SomeQueueLane, traySlot } from './queue-plan.ts';
import { putCard, putText, type Sheet } from './sheet.ts';
import { fitting } from './text-width.ts';
import { say, wordingsOf } from '../words/say.ts';

/** The traces of what was acknowledged: the newest nearest to the worker, fading. */
export function putGhosts(
  sheet: Sheet,
  { id: lane }: SomeQueueLane,
  plan: QueuePlan,
  row: QueueRow,
  queue: SomeQueue,
): void {
  const { type, unit } = sheet.sizes;
  const { ghosts } = row;
  if (queue.acked === 0) return;
  const key = `${lane}/${row.queue}/gone`;
  const fresh = sheet.input.reduced
    ? []
    : sheet.input.recent.filter(
        ({ fact, ageMs }) =>
          ageMs < TRAVEL_MS &&
          fact.of === 'queue' &&
          fact.kind === 'acked' &&
          fact.lane === lane &&
          fact.queue === row.queue,
      );
  const shift = fresh.reduce((sum, { ageMs }) => sum + 1 - easeOut(along(ageMs, TRAVEL_MS)), 0);
  const shown = Math.min(queue.acked, row.ghostCount);
  for (let i = 0; i < shown; i++) {
    const number = queue.acked - 1 - i;
    const just = fresh[i];
    const t = just ? easeOut(along(just.ageMs, TRAVEL_MS)) : 1;
    const x = ghosts.x + (just ? 0 : Math.max(0, i - shift)) * (plan.card + plan.gap);
    const opacity = Math.max(0.16, 1 - i / 6) * t;
    sheet.marks.push({
      ...{ kind: 'hollow', look: 'gone', key: `${key}/${number}`, lane, ...ghosts, x, opacity },
      ...(shift > 0 && { moving: true }),
    });
  }
  for (const { fact, ageMs } of fresh) {
    if (fact.of !== 'queue' || fact.kind !== 'acked') continue;
    const box = row.boxes[fact.client];
    if (!box) continue;
    const from = traySlot(plan, box, 0, unit(8));
    const t = easeOut(along(ageMs, TRAVEL_MS));
    const place = { ...from, x: between(from.x, ghosts.x, t), y: between(from.y, ghosts.y, t) };
    const held = { held: true, moving: true, opacity: 1 - t };
    putCard(sheet, `${key}/leaving/${fact.sequence}`, lane, fact.send, place, say('queue.leaving'), held);
  }
  const room = plan.right - ghosts.x;
  const text = fitting(wordingsOf('queue.gone', { n: queue.acked }), type(12), room);
  const baseline = row.lines.y + row.lines.h + type(12) - unit(4);
  if (text !== null && plan.notes)
    putText(sheet, { key: `${key}/count`, lane, x: ghosts.x, baseline, parts: text });
}
