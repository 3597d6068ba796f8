// Where everything of a queue's lane stands: a row per queue with its lines, its workers and what is left of what they did. All
// of it follows from the end of the run.

import type { Worker } from '../engine/clients/state.ts';
import type { Immutable } from '../engine/vocabulary.ts';
import type { QueueLane } from '../engine/world.ts';
import { headHeight, type Need } from './lane-head.ts';
import type { Rect } from './mark.ts';
import { cardHeight, type Sheet } from './sheet.ts';
import { gapFor, LEAST_CARD } from './sizes.ts';
import { textWidth } from './text-width.ts';
import { effectIn } from './effect-name.ts';

export type SomeQueueLane = Immutable<QueueLane>;
export type SomeQueue = SomeQueueLane['state']['queues'][string];

export interface QueueRow {
  readonly queue: string;
  /** Its name is shown, because it is one of several. */
  readonly labelled: boolean;
  readonly workers: readonly string[];
  /** The room between its two lines, and how many cards lie in it one under the other. */
  readonly lines: Rect;
  readonly layers: number;
  readonly boxes: Readonly<Record<string, Rect>>;
  /** Place of the newest ghost, and of how many there is room. */
  readonly ghosts: Rect;
  readonly ghostCount: number;
}

export interface QueuePlan {
  readonly rows: readonly QueueRow[];
  readonly card: number;
  readonly cardHeight: number;
  readonly gap: number;
  readonly height: number;
  /** There is room for words under the lines. */
  readonly notes: boolean;
  /** The right side of the lane. */
  readonly right: number;
  /** Its height with smaller cards. */
  readonly snug: number;
  /** Cards a worker's box has room for. */
  readonly tray: number;
}

/** The height it needs, head included. */
export function needOfQueue(sheet: Sheet, last: SomeQueueLane, width: number): Need {
  const plan = planQueue(sheet, last, { x: 0, y: 0, w: width, h: Infinity });
  const { unit } = sheet.sizes;
  const head = headHeight(sheet);
  const margin = unit(sheet.input.layout === 'phone' ? 16 : 28);
  return { most: head + plan.height + margin, least: head + plan.snug + unit(14) };
}

export const workersAt = (
  sheet: Sheet,
  lane: string,
  queue: string,
  world: 'world' | 'end',
): Immutable<Worker>[] =>
  Object.values(sheet.input[world].clients.workers[lane] ?? {}).filter(({ spec }) => spec.source === queue);

export function planQueue(sheet: Sheet, last: SomeQueueLane, body: Rect): QueuePlan {
  const { type, unit } = sheet.sizes;
  const { layout } = sheet.input;
  const stacked = layout === 'phone' || layout === 'compact';
  const queues = Object.keys(last.state.queues);
  const workers = queues.map((queue) => workersAt(sheet, last.id, queue, 'end'));
  const all = workers.flat();
  const labelled = queues.length > 1;
  const above = labelled ? type(12) + unit(4) : 0;
  let below = type(12) + unit(8);
  let rowGap = unit(stacked ? 8 : 16);
  let pad = unit(8);
  const heights = (card: number) =>
    queues.map((_, i) => {
      const lines = cardHeight(card) + 2 * pad;
      const count = workers[i]!.length;
      const boxes = count * (cardHeight(card) + pad * (count > 1 ? 1.5 : 3)) + (count - 1) * pad;
      return Math.max(above + lines + below, boxes);
    });
  const total = (card: number): number =>
    heights(card).reduce((sum, one) => sum + one, 0) + rowGap * Math.max(0, queues.length - 1);
  let card = Math.round(
    layout === 'phone' ? 32 : layout === 'compact' ? 40 : unit(layout === 'projector' ? 40 : 48),
  );
  const snug = total(Math.round(card * 0.75));
  const room = body.h - unit(12);
  while (total(card) > room && card > unit(26)) card--;
  // words under the lines go first, then space, then size
  if (total(card) > room) below = 0;
  if (total(card) > room) [pad, rowGap] = [unit(3), unit(6)];
  while (total(card) > room && card > LEAST_CARD) card--;
  const arrow = unit(stacked ? 26 : 38);
  const margin = unit(stacked ? 10 : 16);
  const { x: left, w: width } = body;
  const nameWidth = Math.max(
    0,
    ...all.map(({ spec }) => textWidth(spec.id, type(13))),
    textWidth(effectIn('charge', 'doing')!, type(12)),
  );
  const held = Math.min(3, Math.max(1, ...all.map(({ spec: { prefetch = 1 } }) => prefetch || 3)));
  const least = (): number =>
    nameWidth + margin * 2 + unit(8) + card + arrow + margin + 2 * (card + gapFor(card)) + unit(8);
  while (all.length && least() > width && card > LEAST_CARD) card--;
  const gap = gapFor(card);
  const boxFor = (count: number): number =>
    nameWidth + margin * 2 + unit(8) + count * card + (count - 1) * gap;
  let tray = held;
  while (tray > 1 && boxFor(tray) > width * 0.36) tray--;
  const box = all.length ? boxFor(tray) : 0;
  const rest = width - (all.length ? box + arrow + margin : 0);
  const linesWidth = all.length
    ? Math.max(2 * (card + gap) + unit(8), rest * (stacked ? 0.5 : 0.45))
    : width * 0.5;
  const ghostRoom = rest - linesWidth;
  const ghostCount = Math.max(0, Math.min(6, Math.floor((ghostRoom + gap) / (card + gap))));
  const height = total(card);
  let y = body.y + Math.max(unit(8), Math.min(unit(layout === 'phone' ? 12 : 64), (body.h - height) * 0.4));
  if (body.h === Infinity) y = 0;
  const rows = queues.map((queue, i): QueueRow => {
    const rowHeight = heights(card)[i]!;
    const lines = { x: left, y: 0, w: linesWidth, h: cardHeight(card) + 2 * pad };
    const count = workers[i]!.length;
    const boxHeight = count > 1 ? cardHeight(card) + pad * 1.5 : cardHeight(card) + pad * 3;
    const boxes = count * boxHeight + (count - 1) * pad;
    const middle = y + Math.max(above + lines.h / 2, boxes / 2);
    lines.y = middle - lines.h / 2;
    const boxX = left + linesWidth + arrow;
    const row = {
      ...{
        queue,
        labelled,
        lines,
        layers: 1,
        ghostCount,
        workers: workers[i]!.map(({ spec }) => spec.id),
      },
      boxes: Object.fromEntries(
        workers[i]!.map(({ spec }, n) => [
          spec.id,
          { x: boxX, y: middle - boxes / 2 + n * (boxHeight + pad), w: box, h: boxHeight },
        ]),
      ),
      ghosts: { x: boxX + box + margin, y: middle - cardHeight(card) / 2, w: card, h: cardHeight(card) },
    };
    y += rowHeight + rowGap;
    return row;
  });
  return {
    rows,
    card,
    cardHeight: cardHeight(card),
    gap,
    height,
    notes: below > 0,
    right: body.x + body.w,
    snug,
    tray,
  };
}

/** The i-th place in a queue, counted from the end that consumers take from. */
export function slot(plan: QueuePlan, { lines, layers }: QueueRow, index: number, pad: number): Rect {
  const { card: w, cardHeight: h, gap } = plan;
  const { x, y, w: width, h: height } = lines;
  const [column, layer] = [Math.floor(index / layers), index % layers];
  const top = y + (height - layers * (h + gap) + gap) / 2 + layer * (h + gap);
  return { x: x + width - pad - w - column * (w + gap), y: top, w, h };
}

/** The n-th place in a worker's tray, from the right. */
export function traySlot(plan: QueuePlan, box: Rect, index: number, pad: number): Rect {
  const { card: w, cardHeight: h, gap } = plan;
  return { x: box.x + box.w - pad - w - index * (w + gap), y: box.y + (box.h - h) / 2, w, h };
}

/** How many cards have room between the lines. */
export function capacityOf(sheet: Sheet, plan: QueuePlan, { lines, layers }: QueueRow): number {
  const { card, gap } = plan;
  return layers * Math.max(1, Math.floor((lines.w - sheet.sizes.unit(8) + gap) / (card + gap)));
}

/** Where those are counted that have no room: the last columns, as many as the number takes. */
export function foldOf(
  sheet: Sheet,
  plan: QueuePlan,
  row: QueueRow,
  count: number,
  pad: number,
): { place: Rect; shown: number } {
  const { card, gap } = plan;
  const { type, unit } = sheet.sizes;
  const columns = capacityOf(sheet, plan, row) / row.layers;
  const taken = Math.min(
    columns,
    Math.ceil((textWidth(`+ ${count}`, type(12)) + unit(6) + gap) / (card + gap)),
  );
  const last = slot(plan, row, columns * row.layers - row.layers, pad);
  const h = row.layers * (last.h + gap) - gap;
  return {
    place: { x: last.x, y: last.y, w: taken * (card + gap) - gap, h },
    shown: (columns - taken) * row.layers,
  };
}
