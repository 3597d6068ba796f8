// How what is sent comes into a queue's lane: to which place in which queue.

import type { SendId } from '../engine/vocabulary.ts';
import type { Rect } from './mark.ts';
import {
  capacityOf,
  type QueuePlan,
  type QueueRow,
  slot,
  type SomeQueue,
  type SomeQueueLane,
} from './queue-plan.ts';
import { type Point, type Sheet } from './sheet.ts';
import type { Landing, Target } from './wire.ts';

const NONE: Pick<SomeQueue['messages'], 'items' | 'length'> = { items: [], length: 0 };

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
    const { items, length } = last.state.queues[row.queue]?.messages ?? NONE;
    // what has not arrived comes after all that has
    let sequence = queue?.messages.length ?? 0;
    while (sequence < length && (items[sequence]!.send !== send || items[sequence]!.deaths)) sequence++;
    if (sequence >= length) continue;
    const ahead = queue ? queue.readyCount + Math.max(0, sequence - queue.messages.length) : 0;
    const index = Math.min(ahead, capacityOf(sheet, plan, row) - 1);
    const place = slot(plan, row, index, sheet.sizes.unit(8));
    targets.push({ place, over: null, via: barred ? [mouthOf(sheet, row)] : [] });
  }
  return targets;
}
