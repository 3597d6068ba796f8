// One partition as a tape: its records, the next offset, and counted blocks where offsets are folded. What retention, deletion and
// compaction left behind, and how it is stored, is in log-past.ts.

import type { Offset } from '../engine/vocabulary.ts';
import type { LogDetail } from './log-detail.ts';
import type { LogPlan } from './log-plan.ts';
import { along, TRAVEL_MS } from './motion.ts';
import { recordsIn } from './records.ts';
import { putCard, putText, type Sheet } from './sheet.ts';
import type { Placed, SomePartition, Tape } from './tape.ts';
import { textWidth } from './text-width.ts';
import { say } from '../words/say.ts';

export function putTape(
  sheet: Sheet,
  lane: string,
  partition: SomePartition,
  tape: Tape,
  y: number,
  plan: LogPlan,
  detail: LogDetail,
): void {
  const { id, logStartOffset: start, logEndOffset: end } = partition;
  const { cellHeight: h } = plan;
  const w = tape.cell;
  const key = `${lane}/${id}`;
  const appended = sheet.input.reduced ? [] : appendedOf(sheet, lane, id);
  for (const span of tape.spans)
    if (span.folded) (detail.fold ?? putBlock)(sheet, lane, partition, span, y, plan);
    else
      for (const { offset, record } of recordsIn(partition, Math.max(span.from, start), span.to)) {
        if (offset >= end) break;
        const place = { x: tape.x(offset), y, w, h };
        const arrived = appended.find((one) => offset >= one.from && offset < one.to)?.t ?? 1;
        const more = arrived < 1 ? { opacity: arrived } : {};
        if (record.send === undefined && detail.card)
          detail.card(sheet, `${key}/${offset}`, lane, record, offset, place);
        else
          putCard(sheet, `${key}/${offset}`, lane, record.send, place, say('log.offset', { offset }), more);
      }
  if (plan.numbered) putNumbers(sheet, key, lane, partition, tape, y + h);
  sheet.marks.push({
    ...{ kind: 'hollow', look: 'next', key: `${key}/next`, lane, x: tape.x(end), y, w, h },
    name: say('log.next', { offset: end }),
  });
  detail.tape?.(sheet, lane, partition, tape, y, plan);
}

/** Offsets [from, to) that came a moment ago, and how far they have come to sight: what did not fly here fades in. */
function appendedOf(
  sheet: Sheet,
  lane: string,
  id: string,
): { readonly from: Offset; readonly to: Offset; readonly t: number }[] {
  const { recent, world } = sheet.input;
  return recent.flatMap(({ fact, ageMs }) => {
    if (ageMs > TRAVEL_MS || fact.of !== 'log' || fact.kind !== 'batch-appended') return [];
    if (fact.lane !== lane || fact.partition !== id) return [];
    const { baseOffset, lastOffset } = fact.batch;
    const flew = (world.clients.senders[fact.producer]?.latencyMs ?? 0) > 0;
    return flew ? [] : [{ from: baseOffset, to: lastOffset + 1, t: along(ageMs, TRAVEL_MS) }];
  });
}

/** What is too far back for a cell of its own, as one counted block. */
function putBlock(
  sheet: Sheet,
  lane: string,
  { id }: SomePartition,
  { to, x }: Placed,
  y: number,
  { shape: { fold: w }, cellHeight: h }: LogPlan,
): void {
  const key = `${lane}/${id}/fold`;
  sheet.marks.push({
    kind: 'hollow',
    look: 'folded',
    key,
    lane,
    x,
    y,
    w,
    h,
    name: say('log.more', { n: to }),
  });
  putText(sheet, { key: `${key}/count`, lane, x: x + 4, baseline: y + h * 0.7, parts: `… ${to}` });
}

/** Numbers under the cells: all of them, or every second, fourth… where they would touch. */
function putNumbers(
  sheet: Sheet,
  key: string,
  lane: string,
  { logStartOffset: start, logEndOffset: end }: SomePartition,
  tape: Tape,
  floor: number,
): void {
  const size = sheet.sizes.type(12);
  const widest = textWidth(String(tape.most), size) + 4;
  let step = 1;
  while (step * (tape.cell + tape.gap) < widest) step *= step === 1 ? 4 : 2;
  for (const { from, to, folded } of tape.spans)
    for (let offset = Math.ceil(from / step) * step; !folded && offset < to && offset <= end; offset += step)
      putText(sheet, {
        key: `${key}/number/${offset}`,
        lane,
        x: tape.x(offset) + tape.cell / 2,
        baseline: floor + size * 1.3,
        parts: String(offset),
        anchor: 'middle',
        ink: offset < start || offset === end ? 'third' : 'second',
      });
}
