// How what is sent comes into a queue's lane: through an exchange or straight to a queue, and to which place in it.

import type { SendId } from '../engine/vocabulary.ts';
import type { Rect } from './mark.ts';
import {
  capacityOf,
  exchangesOf,
  type QueuePlan,
  type QueueRow,
  slot,
  type SomeQueueLane,
} from './queue-plan.ts';
import { isLoud, itemsOf, type Point, putLine, putText, type Sheet } from './sheet.ts';
import type { Landing, Target } from './wire.ts';

/** Draws the exchanges, and gives the ways that lead in. */
export function landing(
  sheet: Sheet,
  now: SomeQueueLane,
  last: SomeQueueLane,
  plan: QueuePlan,
  body: Rect,
): Landing {
  const { unit } = sheet.sizes;
  const middle = ({ lines }: QueueRow): number => lines.y + lines.h / 2;
  const exists = plan.rows.filter(({ queue }) => now.state.queues[queue]);
  const ends = (rows: readonly QueueRow[]): Point[] =>
    rows.map((row) => [row.lines.x - unit(4), middle(row)]);
  const bound = (exchange: string): QueueRow[] =>
    exists.filter(({ queue }) =>
      now.state.bindings.some((one) => one.exchange === exchange && one.queue === queue),
    );
  const bars = exchangesOf(now).flatMap((exchange) => {
    const found = now.state.exchanges[exchange];
    const rows = bound(exchange);
    if (!found) return [];
    const y = rows.length
      ? rows.reduce((sum, row) => sum + middle(row), 0) / rows.length
      : body.y + body.h / 2;
    return [
      { exchange, label: found.type, at: [plan.bar ?? body.x - unit(30), y] as const, ends: ends(rows) },
    ];
  });
  for (const { exchange, label, at, ends } of bars) {
    const half = unit(20);
    const key = `${now.id}/exchange/${exchange}`;
    const lines = ends.length;
    putLine(
      sheet,
      key,
      now.id,
      'exchange',
      unit(3),
      [
        [at[0], at[1] - half],
        [at[0], at[1] + half],
      ],
      {
        ...{ of: `exchange/${exchange}`, loud: isLoud(sheet, exchange) },
        name: `the ${label} exchange ${exchange}: a copy of each message for ${lines} ${lines === 1 ? 'queue' : 'queues'}`,
      },
    );
    putText(sheet, {
      ...{
        key: `${key}/label`,
        lane: now.id,
        x: plan.bar === null ? at[0] : body.x,
        baseline: at[1] - half - unit(6),
        parts: label,
      },
      anchor: plan.bar === null ? 'middle' : 'start',
    });
  }
  const direct = Object.values(now.routes).flatMap((route) =>
    'exchange' in route && !route.exchange ? exists.filter(({ queue }) => queue === route.key) : [],
  );
  const first = direct[0] ?? exists[0] ?? plan.rows[0];
  const entry: Point =
    bars[0]?.at ?? (first ? [first.lines.x - unit(4), middle(first)] : [body.x, body.y + body.h / 2]);
  return { entry, exchanges: bars, to: (send) => targetsOf(sheet, now, last, plan, send, bars.length > 0) };
}

/** The places at the end of each queue that gets the send, as the run itself has it. */
function targetsOf(
  sheet: Sheet,
  now: SomeQueueLane,
  last: SomeQueueLane,
  plan: QueuePlan,
  send: SendId,
  barred: boolean,
): Target[] {
  const targets: Target[] = [];
  for (const row of plan.rows) {
    const sequence = itemsOf(last.state.queues[row.queue]!.messages).findIndex(
      (one) => one.send === send && !one.deaths,
    );
    if (sequence < 0) continue;
    const queue = now.state.queues[row.queue];
    const ahead = queue ? queue.readyCount + Math.max(0, sequence - queue.messages.length) : 0;
    const index = Math.min(ahead, capacityOf(sheet, plan, row) - 1);
    const place = slot(plan, row, index, sheet.sizes.unit(8));
    const y = row.lines.y + row.lines.h / 2;
    const x = row.lines.x - sheet.sizes.unit(4);
    targets.push({ place, over: null, via: barred ? [[x, y]] : [] });
  }
  return targets;
}
