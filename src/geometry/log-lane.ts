// A log's lane: its partitions as tapes that only grow to the right, and under each the reading lines of the groups.

import type { Offset, SendId } from '../engine/vocabulary.ts';
import { keep } from './kept.ts';
import type { LogDetail } from './log-detail.ts';
import { type LogPlan, partitionName, planLog, type SomeLogLane } from './log-plan.ts';
import { putTape } from './log-tape.ts';
import type { Rect } from './mark.ts';
import { readingOf } from './reading.ts';
import { putReadingLine } from './reading-line.ts';
import { recordsIn } from './records.ts';
import { isLoud, putLine, putText, type Sheet } from './sheet.ts';
import { type SomePartition, type Tape, tapeOf } from './tape.ts';
import type { Landing } from './wire.ts';

export function putLog(
  sheet: Sheet,
  now: SomeLogLane,
  last: SomeLogLane,
  body: Rect,
  detail: LogDetail = {},
): Landing {
  const { unit, type } = sheet.sizes;
  const plan = keep(sheet.input, `${last.id}/plan/${JSON.stringify(body)}`, () => planLog(sheet, last, body));
  const top = body.y + spaceAbove(sheet, plan, body);
  const each = plan.bracket + plan.cellHeight + plan.numbers + plan.groups.length * plan.line + plan.between;
  const tops = plan.partitions.map((_, index) => top + index * each + plan.bracket);
  const tapes = plan.partitions.map((id) => tapeFor(sheet, now, last, plan, id, detail));
  plan.partitions.forEach((id, index) => {
    const partition = now.state.partitions[id];
    const y = tops[index]!;
    if (!partition) return;
    const of = `partition/${id}`;
    const tape = tapes[index]!;
    if (Object.keys(last.state.partitions).length > 1)
      putText(sheet, {
        ...{
          key: `${id}/${now.id}/name`,
          lane: now.id,
          x: body.x,
          baseline: y + plan.cellHeight / 2 + type(13) * 0.36,
        },
        ...{ parts: [{ text: partitionName(last, id), strong: true }], size: 13, ink: 'ink', of },
        loud: isLoud(sheet, id, partitionName(last, id)),
      });
    putTape(sheet, now.id, partition, tape, y, plan, detail);
    plan.groups.forEach((group, row) =>
      putReadingLine(
        sheet,
        now,
        last,
        group,
        partition,
        tape,
        plan,
        y + plan.cellHeight + plan.numbers + row * plan.line,
        detail,
      ),
    );
  });
  if (
    Object.keys(last.state.partitions).length === 1 &&
    !plan.labelsBelow &&
    plan.right - plan.labelX > unit(100)
  ) {
    const y = tops[0]! + plan.cellHeight / 2;
    const head = unit(5);
    const end = plan.right - 1;
    const key = `${now.id}/onward`;
    putLine(sheet, key, now.id, 'bracket', 1, [
      [plan.labelX, y],
      [end, y],
    ]);
    putLine(sheet, `${key}/head`, now.id, 'bracket', 1, [
      [end - head, y - head],
      [end, y],
      [end - head, y + head],
    ]);
  }
  if (plan.more !== null)
    putText(sheet, {
      key: `${now.id}/more`,
      lane: now.id,
      x: body.x,
      baseline: top + plan.height - unit(4),
      parts: plan.more,
    });
  const middle = tops.length
    ? (tops[0]! + tops[tops.length - 1]! + plan.cellHeight) / 2
    : body.y + body.h / 2;
  return {
    entry: [body.x - unit(4), middle],
    to: (send) => targetsOf(now, last, plan, tops, tapes, send),
  };
}

/** Space between the lane's head and what stands highest on its tapes. */
export const spaceAbove = ({ sizes: { unit } }: Sheet, plan: LogPlan, body: Rect): number =>
  Math.max(unit(6), Math.min(unit(64), (body.h - plan.height) * 0.4));

/** The tape of a partition, open where its readers and its start are; of one that is not there yet, as it will begin. */
function tapeFor(
  sheet: Sheet,
  now: SomeLogLane,
  last: SomeLogLane,
  plan: LogPlan,
  id: string,
  detail: LogDetail,
): Tape {
  const end = last.state.partitions[id]!;
  const partition = now.state.partitions[id] ?? { ...end, logEndOffset: 0 };
  const matters = plan.groups.map((group) => {
    const { committed, position } = readingOf(sheet, now, group, partition);
    return committed ?? position ?? partition.logEndOffset;
  });
  const spans = detail.spans?.(plan.shape, partition.logEndOffset, [...matters, partition.logStartOffset]);
  return tapeOf(plan.shape, partition, end, plan.left, spans);
}

/** So many of the records to come are looked through for one that is on its way. */
const AHEAD = 200;

/** The cell in which a send will lie, as the run itself has it. */
function targetsOf(
  now: SomeLogLane,
  last: SomeLogLane,
  plan: LogPlan,
  tops: readonly number[],
  tapes: readonly Tape[],
  send: SendId,
) {
  for (const [index, id] of plan.partitions.entries()) {
    const offset = offsetOf(last.state.partitions[id]!, now.state.partitions[id]?.logEndOffset ?? 0, send);
    if (offset === null) continue;
    const y = tops[index]!;
    const w = plan.shape.cell;
    const place = { x: tapes[index]!.x(offset), y, w, h: plan.cellHeight };
    return [{ place, over: y - plan.cellHeight * 0.9, via: [] }];
  }
  return [];
}

/** The offset of a send's record, which will not come before this one; null if it comes nowhere near. */
function offsetOf(partition: SomePartition, from: Offset, send: SendId): Offset | null {
  for (const { offset, record } of recordsIn(partition, from, from + AHEAD))
    if (record.send === send) return offset;
  return null;
}
