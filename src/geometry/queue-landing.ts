// How what is sent comes into a queue's lane: to which place in which queue.

import type { SendId } from '../engine/vocabulary.ts';
import { keep } from './kept.ts';
import type { Rect } from './mark.ts';
import { capacityOf, type QueuePlan, type QueueRow, slot, type SomeQueueLane } from './queue-plan.ts';
import { itemsOf, type Point, type Sheet } from './sheet.ts';
import type { Landing, Target } from './wire.ts';

/** Where what comes to a queue enters. */
export const mouthOf = (sheet: Sheet, { lines }: QueueRow): Point => [
  lines.x - sheet.sizes.unit(4),
  lines.y + lines.h / 2,
];

/** The ways that lead straight to a queue. */
export function landing(
  sheet: Sheet,
  now: SomeQueueLane,
  last: SomeQueueLane,
  plan: QueuePlan,
  body: Rect,
): Landing {
  const exists = plan.rows.filter(({ queue }) => now.state.queues[queue]);
  const keys = Object.values(now.routes).map((route) => ('exchange' in route ? route.key : null));
  const first = exists.find(({ queue }) => keys.includes(queue)) ?? exists[0] ?? plan.rows[0];
  const entry: Point = first ? mouthOf(sheet, first) : [body.x, body.y + body.h / 2];
  return { entry, to: (send) => targetsOf(sheet, now, last, plan, send, false) };
}

/** The place that each send has in the order of a queue, by the end of the run; dead letters apart. */
function homesIn({ state }: SomeQueueLane, queue: string): ReadonlyMap<SendId, number> {
  const homes = new Map<SendId, number>();
  const messages = state.queues[queue]?.messages;
  if (messages)
    itemsOf(messages).forEach(({ send, deaths }, sequence) => {
      if (send !== undefined && !deaths) homes.set(send, sequence);
    });
  return homes;
}

/** The places at the end of each queue that gets the send, as the run itself has it. */
export function targetsOf(
  sheet: Sheet,
  now: SomeQueueLane,
  last: SomeQueueLane,
  plan: QueuePlan,
  send: SendId,
  barred: boolean,
): Target[] {
  const targets: Target[] = [];
  for (const row of plan.rows) {
    const queue = now.state.queues[row.queue];
    const homes = keep(sheet.input, `${last.id}/${row.queue}/homes`, () => homesIn(last, row.queue));
    const sequence = homes.get(send);
    // what has not arrived comes after all that has
    if (sequence === undefined || sequence < (queue?.messages.length ?? 0)) continue;
    const ahead = queue ? queue.readyCount + Math.max(0, sequence - queue.messages.length) : 0;
    const index = Math.min(ahead, capacityOf(sheet, plan, row) - 1);
    const place = slot(plan, row, index, sheet.sizes.unit(8));
    targets.push({ place, over: null, via: barred ? [mouthOf(sheet, row)] : [] });
  }
  return targets;
}
