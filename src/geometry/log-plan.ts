// Where everything of a log's lane stands, from the end of the run: its tapes, what hangs under them, and the labels.

import type { Immutable } from '../engine/vocabulary.ts';
import type { LogLane } from '../engine/world.ts';
import { headHeight } from './lane-head.ts';
import type { Rect } from './mark.ts';
import { groupsOf, labelWidth } from './reading.ts';
import { cardHeight, type Sheet } from './sheet.ts';
import { CARD_WIDTH, LEAST_CARD } from './sizes.ts';
import { shapeTapes, type TapeShape, tapeWidth } from './tape.ts';
import { textWidth } from './text-width.ts';

export type SomeLogLane = Immutable<LogLane>;

/** Where everything of the lane stands, from the end of the run. */
export interface LogPlan {
  readonly partitions: readonly string[];
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
  readonly line: number;
  readonly between: number;
  readonly height: number;
}

/** The room it would like, head included. */
export function naturalHeight(sheet: Sheet, last: SomeLogLane, width: number): number {
  const plan = planLog(sheet, last, { x: 0, y: 0, w: width, h: Infinity });
  return headHeight(sheet) + plan.height + sheet.sizes.unit(sheet.input.layout === 'phone' ? 20 : 28);
}

export function planLog(sheet: Sheet, last: SomeLogLane, body: Rect): LogPlan {
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
  let beside = labelWidth(sheet, last, groups, 'committed up to');
  const labelGap = unit(20);
  const wideness = (): number => body.w - nameRoom - (groups.length ? beside + labelGap : 0);
  let wide = wideness();
  const widest = unit(layout === 'phone' || layout === 'compact' ? 40 : CARD_WIDTH);
  let labelsBelow = layout === 'phone';
  let shape = shapeTapes(all, labelsBelow ? body.w - nameRoom : wide, widest);
  if (!labelsBelow && shape.cell < unit(30)) {
    beside = labelWidth(sheet, last, groups, 'up to');
    wide = wideness();
    shape = shapeTapes(all, wide, widest);
  }
  if (!labelsBelow && !many && shape.cell < unit(26)) {
    const below = shapeTapes(all, body.w - nameRoom, widest);
    if (below.cell > shape.cell + 4) {
      labelsBelow = true;
      shape = below;
    }
  }
  const bracket = all.some((one) => one.closed.length > 0) ? type(12) + unit(12) : 0;
  const numbers = type(12) + unit(8);
  const count = Math.max(1, partitions.length);
  const rest = (cell: number, line: number, gap: number): number =>
    count * (bracket + cardHeight(cell) + numbers + groups.length * line) + (count - 1) * gap;
  const least = labelsBelow ? type(12) + unit(20) : type(13) + unit(8);
  const most = labelsBelow ? least + unit(8) : Math.max(least, type(13) + type(12) + unit(20));
  let [cell, line, gap] = [shape.cell, most, many ? unit(24) : 0];
  const room = Math.max(0, body.h);
  while (rest(cell, line, gap) > room && (line > least || gap > unit(8))) {
    line = Math.max(least, line - 2);
    gap = Math.max(many ? unit(8) : 0, gap - 2);
  }
  while (rest(cell, line, gap) > room && cell > LEAST_CARD) cell--;
  const cellHeight = cardHeight(cell);
  if (cell < shape.cell) shape = shrink(shape, cell);
  const tapes = all.length ? tapeWidth(shape, all, labelsBelow ? body.w - nameRoom : wide) : wide;
  return {
    ...{ partitions, groups, shape, left, right: body.x + body.w, labelsBelow, bracket, cellHeight, numbers },
    labelX: Math.min(left + tapes + labelGap, body.x + body.w - beside),
    ...{ line, between: gap, height: rest(cell, line, gap) },
  };
}

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
