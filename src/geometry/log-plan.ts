// Where everything of a log's lane stands, from the end of the run: its tapes, what hangs under them, and the labels.

import type { Immutable } from '../engine/vocabulary.ts';
import type { LogLane } from '../engine/world.ts';
import { headHeight, type Need } from './lane-head.ts';
import type { Rect } from './mark.ts';
import { groupsOf, labelWidth } from './reading.ts';
import { cardHeight, type Sheet } from './sheet.ts';
import { CARD_WIDTH, LEAST_CARD } from './sizes.ts';
import { shapeTapes, type TapeShape, tapeWidth } from './tape.ts';
import { textWidth } from './text-width.ts';
import { say } from '../words/say.ts';

export type SomeLogLane = Immutable<LogLane>;

/** Where everything of the lane stands, from the end of the run. */
export interface LogPlan {
  /** Those that there is room for. */
  readonly partitions: readonly string[];
  /** Names what there is no room for; null if there is room for all. */
  readonly more: string | null;
  readonly groups: readonly string[];
  readonly shape: TapeShape;
  readonly left: number;
  readonly right: number;
  /** Labels stand beside the lines, or below them. */
  readonly labelsBelow: boolean;
  readonly labelX: number;
  readonly bracket: number;
  readonly cellHeight: number;
  readonly numbers: number;
  /** Cells have their offsets under them. */
  readonly numbered: boolean;
  readonly line: number;
  readonly between: number;
  readonly height: number;
  /** Its height with the least space between things. */
  readonly snug: number;
}

/** The height it needs, head included. */
export function needOfLog(sheet: Sheet, last: SomeLogLane, width: number): Need {
  const plan = planLog(sheet, last, { x: 0, y: 0, w: width, h: Infinity });
  const { unit } = sheet.sizes;
  const head = headHeight(sheet);
  const margin = unit(sheet.input.layout === 'phone' ? 20 : 28);
  return { most: head + plan.height + margin, least: head + plan.snug + unit(12) };
}

export function planLog(sheet: Sheet, last: SomeLogLane, body: Rect): LogPlan {
  const plan = planWith(sheet, last, body, true);
  if (!plan.labelsBelow || plan.more === null || sheet.input.layout === 'phone') return plan;
  // beside the tapes words take less height, and a line more is worth more than larger cells
  const beside = planWith(sheet, last, body, false);
  return beside.groups.length > plan.groups.length ? beside : plan;
}

function planWith(sheet: Sheet, last: SomeLogLane, body: Rect, mayStack: boolean): LogPlan {
  const { type, unit } = sheet.sizes;
  const { layout } = sheet.input;
  const partitions = Object.keys(last.state.partitions);
  const all = partitions.map((id) => last.state.partitions[id]!);
  const groups = groupsOf(last);
  const many = partitions.length > 1;
  const nameRoom = many
    ? Math.max(...partitions.map((id) => textWidth(partitionName(last, id), type(13)))) + unit(16)
    : 0;
  const left = body.x + nameRoom;
  let beside = groups.length ? labelWidth(sheet, last, groups, 'committed') : 0;
  const labelGap = unit(20);
  const wideness = (): number => body.w - nameRoom - (groups.length ? beside + labelGap : 0);
  let wide = wideness();
  const widest = unit(layout === 'phone' || layout === 'compact' ? 40 : CARD_WIDTH);
  let labelsBelow = layout === 'phone';
  let shape = shapeTapes(all, labelsBelow ? body.w - nameRoom : wide, widest, groups.length);
  if (!labelsBelow && groups.length && shape.cell < unit(30)) {
    beside = labelWidth(sheet, last, groups, 'short');
    wide = wideness();
    shape = shapeTapes(all, wide, widest, groups.length);
  }
  if (mayStack && !labelsBelow && !many && shape.cell < unit(26)) {
    const below = shapeTapes(all, body.w - nameRoom, widest, groups.length);
    if (below.cell > shape.cell + 4) {
      labelsBelow = true;
      shape = below;
    }
  }
  const least = labelsBelow ? type(12) * 1.25 + unit(22) : type(13) + unit(8);
  const most = labelsBelow ? least + unit(8) : Math.max(least, type(13) + type(12) + unit(20));
  const tight = many ? unit(8) : 0;
  let bracket = all.some((one) => one.closed.length > 0) ? type(12) + unit(12) : 0;
  let numbers = type(12) + unit(8);
  let [tapesShown, linesShown] = [Math.max(1, partitions.length), groups.length];
  let [cell, line, gap] = [shape.cell, most, many ? unit(24) : 0];
  const rest = (): number =>
    tapesShown * (bracket + cardHeight(cell) + numbers + linesShown * line + gap) - gap + folded();
  const folded = (): number =>
    tapesShown < partitions.length || linesShown < groups.length ? type(12) + unit(6) : 0;
  const room = Math.max(0, body.h - unit(8));
  const wanted = [line, gap];
  [line, gap] = [least, tight];
  const snug = rest();
  [line, gap] = wanted as [number, number];
  // what is dear is given up last: space, size, segments, numbers, and only then whole partitions and groups
  while (rest() > room && (line > least || gap > tight)) {
    line = Math.max(least, line - 2);
    gap = Math.max(tight, gap - 2);
  }
  if (!labelsBelow && groups.length && line < twoLines(sheet)) {
    // name and words in one line need more room beside the tapes; the name has to do where they would fold for the words
    const beWith = (wording: 'one line' | 'name'): void => {
      beside = labelWidth(sheet, last, groups, wording);
      wide = wideness();
      shape = shapeTapes(all, wide, cell, groups.length);
    };
    beWith('one line');
    if (shape.capacity !== null) beWith('name');
    if (shape.capacity !== null) beWith('one line');
    cell = shape.cell;
  }
  while (rest() > room && cell > unit(24)) cell--;
  if (rest() > room) bracket = 0;
  if (rest() > room && many) numbers = unit(6);
  while (rest() > room && cell > LEAST_CARD) cell--;
  if (rest() > room) numbers = unit(6);
  while (rest() > room && tapesShown > 1) tapesShown--;
  while (rest() > room && linesShown > 1) linesShown--;
  const cellHeight = cardHeight(cell);
  if (cell < shape.cell) shape = shrink(shape, cell);
  const tapes = all.length ? tapeWidth(shape, all, labelsBelow ? body.w - nameRoom : wide) : wide;
  return {
    ...{
      partitions: partitions.slice(0, tapesShown),
      groups: groups.slice(0, linesShown),
      shape,
      left,
      right: body.x + body.w,
      labelsBelow,
      bracket,
      cellHeight,
      numbers,
    },
    labelX: Math.min(left + tapes + labelGap, body.x + body.w - beside),
    ...{ line, between: gap, height: rest(), snug },
    numbered: numbers > type(12),
    more: moreOf(partitions.length - tapesShown, groups.length - linesShown),
  };
}

const moreOf = (partitions: number, groups: number): string | null =>
  partitions || groups
    ? `… ${[partitions && say('log.more-partitions', { n: partitions }), groups && say('log.more-groups', { n: groups })].filter(Boolean).join(', ')}`
    : null;

/** From this height of a reading line on, its label has two lines. */
export const twoLines = ({ sizes: { type } }: Sheet): number => type(12) * 3.1;

/** The same places, smaller cells. */
const shrink = (shape: TapeShape, cell: number): TapeShape => ({
  ...shape,
  cell,
  gap: shape.gap + shape.cell - cell,
});

export const partitionName = (lane: SomeLogLane, id: string): string => {
  const { topic, number } = lane.state.partitions[id]!;
  return Object.keys(lane.state.topics).length > 1 ? `${topic} p${number}` : `p${number}`;
};
