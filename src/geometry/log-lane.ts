// A log's lane: its partitions as tapes that only grow to the right, and under each the reading lines of the groups.

import type { Offset, SendId } from '../engine/vocabulary.ts';
import { type LogPlan, partitionName, planLog, type SomeLogLane } from './log-plan.ts';
import { putTape } from './log-tape.ts';
import type { Rect } from './mark.ts';
import { putReadingLine } from './reading-line.ts';
import { offsetIn } from './records.ts';
import { isLoud, itemsOf, putLine, putText, type Sheet } from './sheet.ts';
import { type SomePartition, tapeOf } from './tape.ts';
import type { Landing } from './wire.ts';

export function putLog(sheet: Sheet, now: SomeLogLane, last: SomeLogLane, body: Rect): Landing {
  const { unit, type } = sheet.sizes;
  const plan = planLog(sheet, last, body);
  const spare = Math.max(0, body.h - plan.height);
  const top = body.y + Math.max(unit(6), Math.min(unit(64), spare * 0.4));
  const each = plan.bracket + plan.cellHeight + plan.numbers + plan.groups.length * plan.line + plan.between;
  const tops = plan.partitions.map((_, index) => top + index * each + plan.bracket);
  plan.partitions.forEach((id, index) => {
    const partition = now.state.partitions[id];
    const y = tops[index]!;
    if (!partition) return;
    const of = `partition/${id}`;
    const tape = tapeOf(plan.shape, partition, last.state.partitions[id]!, plan.left);
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
    putTape(sheet, now.id, partition, tape, y, plan);
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
    to: (send) => targetsOf(now, last, plan, tops, send),
  };
}

/** The cell in which a send will lie, as the run itself has it. */
function targetsOf(
  now: SomeLogLane,
  last: SomeLogLane,
  plan: LogPlan,
  tops: readonly number[],
  send: SendId,
) {
  for (const [index, id] of plan.partitions.entries()) {
    const end = last.state.partitions[id]!;
    const offset = offsetOf(end, send);
    if (offset === null) continue;
    const y = tops[index]!;
    const w = plan.shape.cell;
    const x = tapeOf(plan.shape, now.state.partitions[id] ?? end, end, plan.left).x(offset);
    return [{ place: { x, y, w, h: plan.cellHeight }, over: y - plan.cellHeight * 0.9, via: [] }];
  }
  return [];
}

/** The offset of a send's record, newest segments first; expired ones included. */
function offsetOf(partition: SomePartition, send: SendId): Offset | null {
  for (const { batches } of [partition.active, ...itemsOf(partition.closed).reverse()])
    for (const batch of itemsOf(batches)) {
      const n = batch.records.findIndex((record) => record.send === send);
      if (n >= 0) return offsetIn(batch, n);
    }
  return null;
}
