// The exchanges of a queue lane: a short upright bar with its name for each, a line out to every bound queue, and the way back in
// that dead letters take.

import type { FullPlan, FullRow } from './queue-arrangement.ts';
import { barsOf } from './queue-arrangement.ts';
import { mouthOf, targetsOf } from './queue-landing.ts';
import type { SomeQueueLane } from './queue-plan.ts';
import type { Rect } from './mark.ts';
import { isLoud, type Point, putLine, putStroke, putText, type Sheet } from './sheet.ts';
import { fitting } from './text-width.ts';
import { type Landing, wirePath } from './wire.ts';
import { say } from '../words/say.ts';

interface Bar {
  readonly exchange: string;
  readonly at: Point;
  readonly ends: readonly Point[];
}

/** Draws the exchanges, and gives the ways that lead in. */
export function putExchanges(
  sheet: Sheet,
  now: SomeQueueLane,
  last: SomeQueueLane,
  plan: FullPlan,
  body: Rect,
): Landing {
  const exists = plan.rows.filter(({ queue }) => now.state.queues[queue]);
  const used = new Set(Object.values(now.routes).map((route) => ('exchange' in route ? route.exchange : '')));
  const bars = placed(sheet, now, last, plan, exists, body);
  for (const [n, bar] of bars.entries()) putBranches(sheet, now.id, bar, n);
  for (const bar of bars) putBar(sheet, now, plan, bar, body);
  for (const row of exists) putWayBack(sheet, now, plan, row, bars);
  const keys = Object.values(now.routes).map((route) =>
    'exchange' in route && !route.exchange ? route.key : null,
  );
  const first = exists.find(({ queue }) => keys.includes(queue)) ?? exists[0] ?? plan.rows[0];
  const straight: Point = first ? mouthOf(sheet, first) : [body.x, body.y + body.h / 2];
  const own = bars.filter(({ exchange }) => used.has(exchange));
  return {
    entry: own[0]?.at ?? straight,
    to: (send) => targetsOf(sheet, now, last, plan, send, own.length > 0),
  };
}

/** Bars stand level with the middle of their queues, and not in each other's way. */
function placed(
  sheet: Sheet,
  now: SomeQueueLane,
  last: SomeQueueLane,
  plan: FullPlan,
  exists: readonly FullRow[],
  body: Rect,
): Bar[] {
  const { unit, type } = sheet.sizes;
  const room = 2 * (unit(HALF) + type(12) + unit(7));
  const wish = (
    exchange: string,
    lane: SomeQueueLane,
    rows: readonly FullRow[],
  ): readonly [number, Point[]] => {
    const bound = rows.filter(({ queue }) =>
      lane.state.bindings.some((one) => one.exchange === exchange && one.queue === queue),
    );
    const mouths = bound.map((row) => mouthOf(sheet, row));
    const y = mouths.length
      ? mouths.reduce((sum, [, at]) => sum + at, 0) / mouths.length
      : body.y + body.h / 2;
    return [y, mouths];
  };
  // where they stand follows from the end of the run, what leaves them from now
  const known = barsOf(last)
    .map((exchange) => [exchange, wish(exchange, last, plan.rows)[0]] as const)
    .toSorted(([, a], [, b]) => a - b);
  const top = body.y + unit(HALF) + type(12) + unit(8);
  let least = top;
  const ys = known.map(([, y]) => {
    const at = Math.max(least, y);
    least = at + room;
    return at;
  });
  let most = body.y + body.h - unit(HALF) - type(12) * 1.6;
  for (let i = ys.length - 1; i >= 0; i--) {
    ys[i] = Math.max(top, Math.min(ys[i]!, most));
    most = ys[i]! - room;
  }
  return known.flatMap(([exchange], i) =>
    now.state.exchanges[exchange] && (i === 0 || ys[i]! - ys[i - 1]! >= room - 1)
      ? [{ exchange, at: [plan.bar, ys[i]!] as const, ends: wish(exchange, now, exists)[1] }]
      : [],
  );
}

/** A line out to each bound queue; like the wires from producers they lie between the lanes. */
function putBranches(sheet: Sheet, lane: string, { at, ends }: Bar, n: number): void {
  for (const [m, end] of ends.entries()) {
    const bounds = { x: at[0], y: Math.min(at[1], end[1]), w: end[0] - at[0], h: Math.abs(end[1] - at[1]) };
    putStroke(
      sheet,
      `${lane}/branch/${n}/${m}`,
      null,
      'wire',
      sheet.sizes.unit(1.25),
      wirePath(at, end),
      bounds,
    );
  }
}

/** Half the height of a bar. */
const HALF = 18;

function putBar(
  sheet: Sheet,
  now: SomeQueueLane,
  plan: FullPlan,
  { exchange, at, ends }: Bar,
  body: Rect,
): void {
  const { unit, type } = sheet.sizes;
  const [x, y] = at;
  const key = `${now.id}/exchange/${exchange}`;
  const { type: kind } = now.state.exchanges[exchange]!;
  putLine(
    sheet,
    key,
    now.id,
    'exchange',
    unit(3),
    [
      [x, y - unit(HALF)],
      [x, y + unit(HALF)],
    ],
    {
      ...{ of: `exchange/${exchange}`, loud: isLoud(sheet, exchange) },
      name: say('exchange.name', { kind, exchange, n: ends.length }),
    },
  );
  const inside = plan.bar > body.x;
  const text = fitting(
    exchange === kind ? [exchange] : [`${exchange}, ${kind}`, exchange, kind],
    type(12),
    inside ? unit(46) : unit(60),
  );
  if (text === null) return;
  const fed = Object.values(now.routes).some((route) => 'exchange' in route && route.exchange === exchange);
  // in a lane between others wires pass on both sides, and a name would lie on one of them
  const { lanes } = sheet.input.scenario;
  if (fed && !inside && lanes[0]!.id !== now.id && lanes.at(-1)!.id !== now.id) return;
  const heights = ends.map(([, end]) => end);
  const room = type(12) + unit(2);
  const above = Math.min(y - unit(HALF), ...heights) - unit(6);
  const below = Math.min(body.y + body.h - unit(3), Math.max(y + unit(HALF), ...heights) + room);
  // beyond all that leaves the bar, and away from where the wires of producers come in; dead letters come in from above
  const beside = !inside && y > sheet.input.height / 2 ? below : above;
  const label = {
    key: `${key}/label`,
    lane: now.id,
    baseline: fed ? beside : y + unit(HALF) + room,
    parts: text,
  };
  putText(sheet, inside ? { ...label, x: body.x } : { ...label, x, anchor: 'middle' });
}

/** From a queue that gives messages up to the exchange, or straight to the queue, that takes them. */
function putWayBack(
  sheet: Sheet,
  now: SomeQueueLane,
  plan: FullPlan,
  row: FullRow,
  bars: readonly Bar[],
): void {
  const { unit } = sheet.sizes;
  const args = now.state.queues[row.queue]!.args;
  const exchange = args['x-dead-letter-exchange'];
  if (exchange === undefined) return;
  const bar = bars.find((one) => one.exchange === exchange);
  const direct = plan.rows.find(
    ({ queue }) => exchange === '' && queue === (args['x-dead-letter-routing-key'] ?? row.queue),
  );
  const inward = direct && direct !== row ? mouthOf(sheet, direct) : null;
  const to: Point | null = bar ? [bar.at[0] + unit(3), bar.at[1]] : inward;
  if (!to) return;
  const down = to[1] > row.lines.y ? 1 : -1;
  const from: Point = [row.lines.x - unit(3), row.lines.y + row.lines.h / 2 + (down * row.lines.h) / 3];
  const bulge = unit(bar ? 10 : 22);
  const head = unit(4);
  const key = `${now.id}/${row.queue}/back`;
  const left = Math.min(from[0], to[0]) - bulge;
  const d = bar
    ? `M${from[0]},${from[1]}C${from[0] - bulge},${from[1]} ${to[0] + bulge},${to[1] - down * unit(8)} ${to[0]},${to[1] - down * unit(8)}`
    : `M${from[0]},${from[1]}C${left},${from[1]} ${left},${to[1]} ${to[0]},${to[1]}`;
  const tip: Point = bar ? [to[0], to[1] - down * unit(8)] : to;
  const turn = bar ? -1 : 1;
  const bounds = { x: left, y: Math.min(from[1], to[1]), w: from[0] - left, h: Math.abs(to[1] - from[1]) };
  const name = bar
    ? say('gives-up-to-exchange', { queue: row.queue, to: exchange })
    : say('gives-up-to', { queue: row.queue, to: direct!.queue });
  putStroke(sheet, key, now.id, 'side', unit(1.25), d, bounds, { of: `queue/${row.queue}`, name });
  putLine(sheet, `${key}/head`, now.id, 'side', unit(1.25), [
    [tip[0] - turn * head, tip[1] - head],
    tip,
    [tip[0] - turn * head, tip[1] + head],
  ]);
}
