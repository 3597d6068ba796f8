// Where everything of a full queue lane stands. Cards are as large as the most that ever waits allows: they shrink, lie in several
// layers, and at last are counted. Workers stand as boxes, then as lines, then as small squares. All of it follows from the whole run.

import { headHeight, type Need } from './lane-head.ts';
import type { Rect } from './mark.ts';
import { pastOf } from './queue-past.ts';
import type { QueuePlan, QueueRow, SomeQueueLane } from './queue-plan.ts';
import { linesOf, type RowSubject, subjectsOf } from './queue-rows.ts';
import { cardHeight, type Sheet } from './sheet.ts';
import { CARD_WIDTH, gapFor, LEAST_CARD } from './sizes.ts';
import { textWidth } from './text-width.ts';
import { effectIn } from './effect-name.ts';

/** `box`: name, doings and tray. `line`: name and small cards. `square`: what it holds, and nothing else. */
export type WorkerStyle = 'box' | 'line' | 'square';

export interface FullRow extends QueueRow {
  readonly subject: RowSubject;
  readonly style: WorkerStyle;
  /** The words about what became of its messages: where they begin, and their room. */
  readonly words: { readonly x: number; readonly y: number; readonly w: number; readonly most: number };
}

export interface FullPlan extends QueuePlan {
  readonly rows: readonly FullRow[];
  /** Exchanges stand here. */
  readonly bar: number;
  /** Queues that there was no room for. */
  readonly left: number;
  /** Where words about the whole lane begin. */
  readonly foot: number;
}

interface Shape {
  readonly card: number;
  readonly style: WorkerStyle;
  readonly columns: number;
  readonly tight: boolean;
  /** Nothing is said under the lines. */
  readonly mute: boolean;
}

export function needOfFull(sheet: Sheet, last: SomeQueueLane, width: number): Need {
  const { unit } = sheet.sizes;
  const { layout, end } = sheet.input;
  const alone = layout === 'phone' || layout === 'compact' || Object.keys(end.clients.senders).length === 0;
  const body = { x: alone ? 0 : unit(64), y: 0, w: width, h: Infinity };
  const plan = planFull(sheet, last, body);
  const snug = planFull(sheet, last, { ...body, h: plan.height * 0.72 });
  const head = headHeight(sheet);
  const margin = unit(sheet.input.layout === 'phone' ? 16 : 28);
  return { most: head + plan.height + margin, least: head + snug.height + unit(14) };
}

/** Exchanges that have a bar: those that senders use, and those that take dead letters. */
export const barsOf = ({ routes, state }: SomeQueueLane): string[] => {
  const used = Object.values(routes).map((route) => ('exchange' in route ? route.exchange : ''));
  const dead = Object.values(state.queues).map(({ args }) => args['x-dead-letter-exchange'] ?? '');
  return [...new Set([...used, ...dead])].filter((name) => name && state.exchanges[name]);
};

export function planFull(sheet: Sheet, last: SomeQueueLane, body: Rect): FullPlan {
  const { type, unit } = sheet.sizes;
  const { layout, journal } = sheet.input;
  const stacked = layout === 'phone' || layout === 'compact';
  const past = pastOf(journal, last.id);
  const subjects = subjectsOf(last, past);
  const outside = Object.keys(past.outside).length > 0 ? type(12) * 1.6 : 0;
  // where the picture takes what it needs, a crowd shall not make it endless
  const room = Math.min(body.h - unit(8) - outside, unit(160) + subjects.length * unit(150));
  const under = layout === 'phone';
  const inside = body.x < unit(60);
  const barred = barsOf(last).length > 0;
  const moves = subjects.some(({ movesTo }) => movesTo.length > 0);
  const margin = inside ? (barred ? unit(50) : moves ? unit(26) : 0) : 0;
  const left = body.x + margin;
  const width = body.w - margin;
  const most = Math.max(1, ...subjects.map(({ workers }) => workers.length));
  const peak = Math.max(1, ...subjects.map((one) => one.past.peak));
  const held = Math.max(1, ...subjects.map((one) => one.past.peakHeld));
  const names = subjects.flatMap(({ workers }) => workers);
  const nameWidth = Math.max(
    textWidth(effectIn('charge', 'doing')!, type(12)),
    ...names.map((id) => textWidth(id, type(13))),
  );
  const arrow = unit(stacked ? 26 : 38);
  const gutter = unit(stacked ? 10 : 16);
  const lineHeight = type(12) * 1.4;

  const tray = (card: number, style: WorkerStyle): number => {
    const fitted =
      style === 'box' ? Math.floor((width * 0.36 - nameWidth - 2 * gutter) / (card + gapFor(card))) : 3;
    return Math.max(1, Math.min(3, held, fitted));
  };
  const cell = ({ card, style }: Shape): { w: number; h: number } => {
    if (style === 'square') return { w: unit(22), h: unit(24) };
    const count = tray(card, style);
    const small = Math.min(card, unit(18));
    if (style === 'line')
      return {
        w:
          Math.min(nameWidth, width * 0.25) +
          unit(20) +
          count * (unit(18) + unit(3)) +
          (held > count ? type(12) * 2.6 : 0),
        h: Math.max(type(12) + unit(10), cardHeight(small) + unit(4)),
      };
    const pad = most > 1 ? unit(12) : unit(24);
    return {
      w: nameWidth + gutter * 2 + unit(8) + count * card + (count - 1) * gapFor(card),
      h: Math.max(cardHeight(card) + pad, type(13) * 1.25 + unit(6)),
    };
  };
  const above = (one: RowSubject): number => (one.labels.length ? type(12) + unit(6) : unit(2));
  const words = (one: RowSubject, { tight, mute }: Shape): number =>
    mute ? 0 : tight && !under ? 1 : Math.max(1, linesOf(one));
  const columnsOf = (one: RowSubject, shape: Shape): number =>
    Math.min(shape.columns, Math.max(1, one.workers.length));
  const styleOf = (one: RowSubject, shape: Shape): Shape =>
    one.workers.length > 1 || shape.style !== 'square' ? shape : { ...shape, style: 'line', columns: 1 };
  const boxesOf = (one: RowSubject, given: Shape): { w: number; h: number; gap: number } => {
    const shape = styleOf(one, given);
    const { w, h } = cell(shape);
    const columns = columnsOf(one, shape);
    const rows = Math.ceil(one.workers.length / columns);
    const gap = shape.style === 'box' ? unit(8) : unit(4);
    const caption = shape.style === 'square' ? lineHeight : 0;
    if (rows === 0) return { w: 0, h: 0, gap };
    return { w: columns * (w + gap) - gap, h: rows * (h + gap) - gap + caption, gap };
  };
  const linesHeight = ({ card, tight }: Shape): number => cardHeight(card) + 2 * unit(tight ? 4 : 8);
  const heightOf = (one: RowSubject, shape: Shape): number => {
    const lines = linesHeight(shape);
    const told = words(one, shape) * lineHeight + unit(4);
    const { h } = boxesOf(one, shape);
    if (shape.mute)
      return Math.max(above(one) + lines / 2, h / 2 + unit(1)) + Math.max(lines / 2, h / 2 + unit(1));
    return under
      ? Math.max(above(one) + lines + lineHeight, h + unit(2)) + (linesOf(one) > 0 ? told : 0)
      : Math.max(above(one) + lines + told, h + unit(2));
  };
  const between = ({ tight }: Shape): number => unit(tight || stacked ? 8 : 16);
  const total = (shape: Shape): number =>
    subjects.reduce((sum, one) => sum + heightOf(one, shape) + between(shape), -between(shape));
  const fits = (shape: Shape): boolean =>
    total(shape) <= room && Math.max(...subjects.map((one) => boxesOf(one, shape).w)) <= width * 0.5;

  const largest = Math.round(
    layout === 'phone' ? 34 : layout === 'compact' ? 40 : Math.min(unit(48), CARD_WIDTH * 1.15),
  );
  const shape = ((): Shape => {
    const styles: readonly (readonly [WorkerStyle, number, boolean, boolean, number])[] = [
      ['box', unit(28), false, false, 1],
      ['line', unit(26), false, false, 3],
      ['box', LEAST_CARD + 8, true, false, 1],
      ['line', LEAST_CARD, true, false, 4],
      ['line', LEAST_CARD, true, true, 4],
      ['square', LEAST_CARD, true, false, 24],
    ];
    for (const [style, least, tight, mute, columns] of styles) {
      if (style === 'box' && most > 4) continue;
      // that messages were done may go without saying, and nothing else
      if (mute && subjects.some(tellsMore)) continue;
      for (let card = largest; card >= least; card -= 2)
        for (let n = 1; n <= Math.min(columns, most); n++) {
          const found = { card, style, columns: n, tight, mute };
          if (fits(found)) return found;
        }
    }
    const w = unit(26);
    return {
      card: LEAST_CARD,
      style: 'square',
      columns: Math.max(1, Math.min(most, Math.floor((width * 0.5) / w))),
      tight: true,
      mute: false,
    };
  })();

  const boxes = Math.max(...subjects.map((one) => boxesOf(one, shape).w), 0);
  const rest = width - (boxes ? boxes + arrow + gutter : 0);
  const countAcross = (card: number, w: number): number =>
    Math.floor((w - unit(8) + gapFor(card)) / (card + gapFor(card)));
  const inner = cardHeight(shape.card);
  const layersFor = (card: number): number =>
    Math.max(1, Math.floor((inner + gapFor(card)) / (cardHeight(card) + gapFor(card))));
  const share =
    boxes === 0
      ? 0.62
      : peak > countAcross(shape.card, rest * 0.45)
        ? stacked
          ? 0.72
          : 0.58
        : stacked
          ? 0.5
          : 0.45;
  const linesWidth = Math.max(2 * (shape.card + gapFor(shape.card)) + unit(8), rest * share);
  let { card } = shape;
  while (countAcross(card, linesWidth) * layersFor(card) < peak && card > LEAST_CARD) card--;
  const layers = peak > countAcross(card, linesWidth) ? layersFor(card) : 1;
  const lines =
    (layers > 1 ? layers * (cardHeight(card) + gapFor(card)) - gapFor(card) : cardHeight(card)) +
    2 * unit(shape.tight ? 4 : 8);
  const gap = gapFor(card);
  const tracesX = left + linesWidth + (boxes ? arrow + boxes + gutter : unit(12));
  const tracesRoom = body.x + body.w - tracesX;
  const ghostCount = Math.max(0, Math.min(6, Math.floor((tracesRoom + gap) / (card + gap))));
  const beside = !under && tracesRoom >= unit(76);

  let y =
    body.h === Infinity
      ? 0
      : body.y + Math.max(unit(4), Math.min(unit(layout === 'phone' ? 8 : 48), (room - total(shape)) * 0.4));
  const footer = type(12) * 1.6;
  const end = body.y + body.h - outside - (total(shape) > room ? footer : 0);
  const rows: FullRow[] = [];
  for (const one of subjects) {
    const height = heightOf(one, shape);
    if (rows.length > 0 && y + height > end + 1) break;
    const own = styleOf(one, shape);
    const { h: allBoxes, gap: boxGap } = boxesOf(one, own);
    const size = cell(own);
    const over = above(one);
    const middle = y + Math.max(over + lines / 2, allBoxes / 2 + unit(1));
    const boxX = left + linesWidth + arrow;
    const columns = columnsOf(one, own);
    const told = words(one, own);
    const top = middle + lines / 2;
    rows.push({
      subject: one,
      style: own.style,
      queue: one.past.name,
      labelled: one.labels.length > 0,
      workers: one.workers,
      layers,
      lines: { x: left, y: middle - lines / 2, w: linesWidth, h: lines },
      boxes: Object.fromEntries(
        one.workers.map((id, n) => [
          id,
          {
            x: boxX + (n % columns) * (size.w + boxGap),
            y: middle - allBoxes / 2 + Math.floor(n / columns) * (size.h + boxGap),
            ...size,
          },
        ]),
      ),
      ghosts: { x: tracesX, y: middle - cardHeight(card) / 2, w: card, h: cardHeight(card) },
      ghostCount,
      words: beside
        ? { x: tracesX, y: Math.min(top, middle + cardHeight(card) / 2 + unit(4)), w: tracesRoom, most: told }
        : under
          ? {
              x: left,
              y: Math.max(top + lineHeight, middle + allBoxes / 2),
              w: width,
              most: told,
            }
          : { x: left + linesWidth * 0.5, y: top, w: linesWidth * 0.5, most: Math.min(1, told) },
    });
    y += height + between(shape);
  }
  return {
    rows,
    card,
    cardHeight: cardHeight(card),
    gap,
    height: total(shape) + outside,
    notes: false,
    right: body.x + body.w,
    snug: 0,
    tray: tray(shape.card, shape.style),
    bar: inside ? body.x + unit(14) : body.x - unit(30),
    left: subjects.length - rows.length,
    foot: Math.min(
      y - between(shape),
      body.y + body.h - outside - (subjects.length > rows.length ? footer : 0),
    ),
  };
}

/** Whether messages of this queue ever end otherwise than by an ack. */
const tellsMore = ({ fates, movesTo, past }: RowSubject): boolean =>
  fates.length + movesTo.length + (past.ends.refused?.length ?? 0) > 0;
