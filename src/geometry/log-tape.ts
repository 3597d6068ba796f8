// One partition as a tape: its records, segments, log start and next offset, and the floor that expired ones leave behind.

import type { Offset } from '../engine/vocabulary.ts';
import type { LogPlan } from './log-plan.ts';
import { along, between, easeOut, SINK_MS, TRAVEL_MS } from './motion.ts';
import { recordsFrom } from './records.ts';
import { putCard, putLine, putText, type Sheet } from './sheet.ts';
import { basesOf, type SomePartition, type Tape } from './tape.ts';
import { fitting, textWidth } from './text-width.ts';

export function putTape(
  sheet: Sheet,
  lane: string,
  partition: SomePartition,
  tape: Tape,
  y: number,
  plan: LogPlan,
): void {
  const { id, logStartOffset: start, logEndOffset: end } = partition;
  const { cellHeight: h } = plan;
  const w = tape.cell;
  const key = `${lane}/${id}`;
  const sinking = sinkingOf(sheet, lane, id);
  for (let offset = tape.first; offset < end; offset++) {
    const place = { x: tape.x(offset), y, w, h };
    if (offset >= start) continue;
    const sunk = offset >= sinking.from ? sinking.t : 1;
    sheet.marks.push({
      ...{ kind: 'hollow', look: 'expired', key: `${key}/floor/${offset}`, lane, ...place },
      opacity: sunk,
    });
  }
  for (const { offset, send } of recordsFrom(
    partition,
    Math.max(tape.first, sinking.t < 1 ? sinking.from : start),
  )) {
    const dying = offset < start;
    const x = tape.x(offset);
    const place = { x, y: dying ? between(y, y + h * 0.8, sinking.t) : y, w, h };
    const arrived = sheet.input.reduced ? 1 : arrivalOf(sheet, lane, id, offset);
    putCard(sheet, `${key}/${offset}`, lane, send, place, `offset ${offset}`, {
      ...(dying && { opacity: 1 - sinking.t, moving: true }),
      ...(arrived < 1 && { opacity: arrived }),
    });
  }
  putFold(sheet, lane, partition, tape, y, plan);
  if (plan.numbered) putNumbers(sheet, key, lane, partition, tape, y + h);
  sheet.marks.push({
    ...{ kind: 'hollow', look: 'next', key: `${key}/next`, lane, x: tape.x(end), y, w, h },
    name: `the next record gets offset ${end}`,
  });
  if (start > 0) putLogStart(sheet, key, lane, partition, tape, y, plan, sinking);
  if (plan.bracket) putSegments(sheet, key, lane, partition, tape, y, plan);
}

/** A record that did not fly here, because it is there at once, fades in. */
function arrivalOf(sheet: Sheet, lane: string, id: string, offset: Offset): number {
  for (const { fact, ageMs } of sheet.input.recent)
    if (fact.of === 'log' && fact.lane === lane && fact.kind === 'batch-appended' && fact.partition === id) {
      const at = offset - fact.batch.baseOffset;
      const send = fact.batch.records[at]?.send;
      const sent = send === undefined ? undefined : sheet.input.world.clients.sends.items[send];
      const latency = sent ? (sheet.input.world.clients.senders[sent.producer]?.latencyMs ?? 0) : 0;
      if (at >= 0 && at < fact.batch.records.length) return latency > 0 ? 1 : along(ageMs, TRAVEL_MS);
    }
  return 1;
}

interface Sinking {
  readonly from: Offset;
  readonly t: number;
}

/** What retention has just taken: from this offset on, so far gone. */
function sinkingOf(sheet: Sheet, lane: string, id: string): Sinking {
  for (const { fact, ageMs, was } of sheet.input.recent)
    if (fact.of === 'log' && fact.kind === 'segments-deleted' && fact.lane === lane && fact.partition === id)
      return { from: was ?? 0, t: sheet.input.reduced ? 1 : easeOut(along(ageMs, SINK_MS)) };
  return { from: 0, t: 1 };
}

/** What is too far back for a cell of its own, as one counted block. */
function putFold(
  sheet: Sheet,
  lane: string,
  partition: SomePartition,
  tape: Tape,
  y: number,
  plan: LogPlan,
): void {
  if (tape.first === 0) return;
  const { logStartOffset: start, id } = partition;
  const kept = tape.first - Math.min(start, tape.first);
  const key = `${lane}/${id}/fold`;
  const place = { x: plan.left, y, w: tape.fold, h: plan.cellHeight };
  const look = kept ? 'folded' : 'expired';
  const name = kept ? `${kept} more records, from offset ${Math.min(start, tape.first)}` : 'expired records';
  sheet.marks.push({ kind: 'hollow', look, key, lane, ...place, name });
  const size = sheet.sizes.type(12);
  const text = kept ? fitting([`… ${kept} more`, `… ${kept}`, `${kept}`], size, tape.fold - 4) : null;
  if (text !== null)
    putText(sheet, {
      ...{
        key: `${key}/count`,
        lane,
        x: plan.left + tape.fold / 2,
        baseline: y + plan.cellHeight / 2 + size * 0.36,
      },
      ...{ parts: text, anchor: 'middle' },
    });
}

/** Numbers under the cells: all of them, or every second, fourth… where they would touch. */
function putNumbers(
  sheet: Sheet,
  key: string,
  lane: string,
  partition: SomePartition,
  tape: Tape,
  floor: number,
): void {
  const size = sheet.sizes.type(12);
  const { logEndOffset: end, logStartOffset: start } = partition;
  const widest = textWidth(String(tape.most), size) + 4;
  let step = 1;
  while (step * (tape.cell + tape.gap) < widest) step *= step === 1 ? 4 : 2;
  for (let offset = tape.first; offset <= end; offset++)
    if (offset % step === 0)
      putText(sheet, {
        ...{
          key: `${key}/number/${offset}`,
          lane,
          x: tape.x(offset) + tape.cell / 2,
          baseline: floor + size * 1.3,
        },
        ...{
          parts: String(offset),
          anchor: 'middle',
          ink: offset < start || offset === end ? 'third' : 'second',
        },
      });
}

function putLogStart(
  sheet: Sheet,
  key: string,
  lane: string,
  { logStartOffset: start }: SomePartition,
  tape: Tape,
  y: number,
  plan: LogPlan,
  sinking: Sinking,
): void {
  const { unit, type } = sheet.sizes;
  // first the segment sinks, then the bar steps right
  const moved = sinking.t < 1 ? easeOut(Math.max(0, sinking.t * 2 - 1)) : 1;
  const at = (offset: Offset): number =>
    (offset <= tape.first ? tape.x(Math.min(offset, tape.first)) : tape.x(offset)) - tape.gap / 2 - 2;
  const x = between(sinking.t < 1 && sinking.from > 0 ? at(sinking.from) : at(start), at(start), moved);
  putLine(
    sheet,
    `${key}/start`,
    lane,
    'start',
    unit(3),
    [
      [x, y - unit(10)],
      [x, y + plan.cellHeight + unit(6)],
    ],
    {
      name: `log start ${start}: everything before it has expired`,
    },
  );
  const wording = fitting([`log start ${start}`, `start ${start}`], type(12), x - plan.left - unit(10));
  if (wording !== null)
    putText(sheet, {
      ...{
        key: `${key}/start/label`,
        lane,
        x: x - unit(8),
        baseline: y + plan.cellHeight / 2 + type(12) * 0.2,
      },
      ...{ parts: wording, anchor: 'end', ink: 'third' },
    });
}

function putSegments(
  sheet: Sheet,
  key: string,
  lane: string,
  partition: SomePartition,
  tape: Tape,
  y: number,
  plan: LogPlan,
): void {
  const { unit, type } = sheet.sizes;
  const size = type(12);
  const bases = basesOf(partition);
  const bottom = y - unit(5);
  for (const [index, base] of bases.entries()) {
    const next = bases[index + 1];
    if (next !== undefined && next <= Math.max(partition.logStartOffset, tape.first)) continue;
    const active = next === undefined;
    const until = next ?? partition.logEndOffset;
    const x0 = tape.x(Math.max(base, tape.first));
    const x1 = (until > base ? tape.x(until - 1) : x0) + tape.cell;
    const top = bottom - unit(5);
    putLine(
      ...([sheet, `${key}/segment/${base}`, lane, 'bracket', 1] as const),
      [
        [x0 + 0.5, bottom],
        [x0 + 0.5, top],
        [x1 - 0.5, top],
        [x1 - 0.5, bottom],
      ],
      { name: active ? `segment ${base}, active` : `segment ${base}` },
    );
    const room =
      (active ? (plan.labelsBelow ? plan.right : plan.labelX - unit(8)) : tape.x(until)) - x0 - unit(4);
    const wordings = active
      ? [`segment ${base}, active`, `segment ${base}`, `${base}`]
      : [`segment ${base}`, `${base}`];
    const text = fitting(
      wordings,
      size,
      active && next === undefined ? room : Math.min(room, tape.x(until) - x0 - unit(4)),
    );
    if (text !== null)
      putText(sheet, {
        key: `${key}/segment/${base}/label`,
        lane,
        x: x0,
        baseline: top - unit(5),
        parts: text,
      });
  }
}
