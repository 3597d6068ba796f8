// How a partition is stored, and what is no more: segments above the cells, the log start, the floor that expired records leave behind,
// and the offsets that the cleaner emptied while their neighbours stay.

import type { LaneId, Offset } from '../engine/vocabulary.ts';
import type { LogPlan } from './log-plan.ts';
import { along, between, easeOut, SINK_MS } from './motion.ts';
import { recordsIn } from './records.ts';
import { putCard, putLine, putText, type Sheet } from './sheet.ts';
import { basesOf, type SomePartition, type Tape } from './tape.ts';
import { fitting } from './text-width.ts';
import { say, wordingsOf } from '../words/say.ts';

export function putPast(
  sheet: Sheet,
  lane: LaneId,
  partition: SomePartition,
  tape: Tape,
  y: number,
  plan: LogPlan,
): void {
  const sinking = sinkingOf(sheet, lane, partition.id);
  putFloor(sheet, lane, partition, tape, y, plan, sinking);
  if (partition.cleanedTo > 0) putGaps(sheet, lane, partition, tape, y, plan);
  if (partition.logStartOffset > 0) putLogStart(sheet, lane, partition, tape, y, plan, sinking);
  if (plan.bracket) putSegments(sheet, lane, partition, tape, y, plan);
}

interface Sinking {
  readonly from: Offset;
  readonly t: number;
}

/** What retention has just taken: from this offset on, so far gone. */
function sinkingOf(sheet: Sheet, lane: LaneId, id: string): Sinking {
  for (const { fact, ageMs, was } of sheet.input.recent)
    if (fact.of === 'log' && fact.kind === 'segments-deleted' && fact.lane === lane && fact.partition === id)
      return { from: was ?? 0, t: sheet.input.reduced ? 1 : easeOut(along(ageMs, SINK_MS)) };
  return { from: 0, t: 1 };
}

/** Where expired records lay, and those that are sinking there now. */
function putFloor(
  sheet: Sheet,
  lane: LaneId,
  partition: SomePartition,
  tape: Tape,
  y: number,
  { cellHeight: h }: LogPlan,
  sinking: Sinking,
): void {
  const { id, logStartOffset: start } = partition;
  const w = tape.cell;
  for (const { from, to, folded } of tape.spans) {
    if (folded || from >= start) continue;
    const until = Math.min(to, start);
    for (let offset = from; offset < until; offset++) {
      const key = `${lane}/${id}/floor/${offset}`;
      const opacity = offset >= sinking.from ? sinking.t : 1;
      sheet.marks.push({ kind: 'hollow', look: 'expired', key, lane, x: tape.x(offset), y, w, h, opacity });
    }
    if (sinking.t === 1) continue;
    for (const { offset, record } of recordsIn(partition, Math.max(from, sinking.from), until)) {
      const place = { x: tape.x(offset), y: between(y, y + h * 0.8, sinking.t), w, h };
      const more = { opacity: 1 - sinking.t, moving: true };
      putCard(
        sheet,
        `${lane}/${id}/${offset}`,
        lane,
        record.send,
        place,
        say('log.expiring', { offset }),
        more,
      );
    }
  }
}

/** Offsets that have no record any more although the log has not passed them: the tape goes on through them. */
function putGaps(
  sheet: Sheet,
  lane: LaneId,
  partition: SomePartition,
  tape: Tape,
  y: number,
  { cellHeight: h }: LogPlan,
): void {
  const { id, logStartOffset, logEndOffset, cleanedTo } = partition;
  const cleaned = sheet.input.recent.find(
    ({ fact }) =>
      fact.of === 'log' && fact.kind === 'log-cleaned' && fact.lane === lane && fact.partition === id,
  );
  const opacity = sheet.input.reduced ? 1 : along(cleaned?.ageMs ?? SINK_MS, SINK_MS);
  for (const span of tape.spans) {
    if (span.folded) continue;
    const from = Math.max(span.from, logStartOffset);
    const to = Math.min(span.to, logEndOffset, cleanedTo);
    const there = new Set([...recordsIn(partition, from, to)].map(({ offset }) => offset));
    for (let offset = from; offset < to; offset++)
      if (!there.has(offset))
        sheet.marks.push({
          ...{ kind: 'hollow', look: 'compacted', key: `${lane}/${id}/gap/${offset}`, lane, opacity },
          ...{ x: tape.x(offset), y, w: tape.cell, h },
          name: say('log.gap', { offset }),
        });
  }
}

function putLogStart(
  sheet: Sheet,
  lane: LaneId,
  { id, logStartOffset: start }: SomePartition,
  tape: Tape,
  y: number,
  plan: LogPlan,
  sinking: Sinking,
): void {
  const { unit, type } = sheet.sizes;
  const key = `${lane}/${id}/start`;
  // first the segment sinks, then the bar steps right
  const moved = sinking.t < 1 ? easeOut(Math.max(0, sinking.t * 2 - 1)) : 1;
  const at = (offset: Offset): number => {
    // within a folded block it stands before it: what the block counts is kept
    const block = tape.spans.find(({ folded, from, to }) => folded && offset > from && offset < to);
    return (block?.x ?? tape.x(offset)) - tape.gap / 2 - (tape.cell < 20 ? 0.5 : 2);
  };
  const x = between(sinking.t < 1 && sinking.from > 0 ? at(sinking.from) : at(start), at(start), moved);
  const [top, bottom] = [y - Math.min(unit(10), plan.bracket || unit(3)), y + plan.cellHeight + unit(3)];
  const name = say('log.start', { offset: start });
  const ends = [
    [x, top],
    [x, bottom],
  ] as const;
  putLine(sheet, key, lane, 'start', unit(tape.cell < 20 ? 2 : 3), ends, { name });
  const size = type(12);
  // over the floor, but not over the count of a folded one
  const floor = tape.spans.find(({ folded }) => folded && tape.spans[0]!.folded);
  const left = floor && floor.from < start ? floor.x + tape.fold : plan.left;
  const wording = fitting(wordingsOf('log.start-label', { offset: start }), size, x - left - unit(10));
  if (wording !== null && plan.cellHeight >= size * 1.4)
    putText(sheet, {
      ...{ key: `${key}/label`, lane, x: x - unit(8), baseline: y + plan.cellHeight / 2 + size * 0.2 },
      ...{ parts: wording, anchor: 'end', ink: 'third', opacity: sinking.t },
    });
}

function putSegments(
  sheet: Sheet,
  lane: LaneId,
  partition: SomePartition,
  tape: Tape,
  y: number,
  plan: LogPlan,
): void {
  const { unit, type } = sheet.sizes;
  const size = type(12);
  const bases = basesOf(partition);
  const { logStartOffset: start, logEndOffset: end, id } = partition;
  const bottom = y - unit(5);
  const top = bottom - unit(5);
  for (const { from, to, folded } of tape.spans) {
    if (folded) continue;
    let index = bases.findLastIndex((base) => base <= from);
    for (; index < bases.length && bases[index]! < to; index++) {
      const base = bases[index]!;
      const next = bases[index + 1];
      if (next !== undefined && next <= start) continue;
      const active = next === undefined;
      const first = Math.max(base, from);
      const until = Math.min(next ?? end, to);
      const x0 = tape.x(first);
      const x1 = (until > first ? tape.x(until - 1) : x0) + tape.cell;
      const name = say(active ? 'log.segment-active' : 'log.segment', { base });
      const key = `${lane}/${id}/segment/${base}`;
      const corners = [
        [x0 + 0.5, bottom],
        [x0 + 0.5, top],
        [x1 - 0.5, top],
        [x1 - 0.5, bottom],
      ] as const;
      putLine(sheet, `${key}/${first}`, lane, 'bracket', 1, corners, { name });
      const beside = plan.labelsBelow ? plan.right : plan.labelX - unit(8);
      const room = (active && to > end ? beside : tape.x(until)) - x0 - unit(4);
      const wordings = active ? [name, say('log.segment', { base }), `${base}`] : [name, `${base}`];
      const text = fitting(wordings, size, room);
      if (text !== null)
        putText(sheet, { key: `${key}/${first}/label`, lane, x: x0, baseline: top - unit(5), parts: text });
    }
  }
}
