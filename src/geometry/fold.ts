// A folded part of a tape as one counted block: how many records it stands for, or, where they expired, how many those were.

import type { LogPlan } from './log-plan.ts';
import { grouped } from './number.ts';
import { putText, type Sheet } from './sheet.ts';
import type { Placed, SomePartition } from './tape.ts';
import { fitting } from './text-width.ts';
import { say } from '../words/say.ts';

/** What is far from anything that matters now, as one counted block. */
export function putFold(
  sheet: Sheet,
  lane: string,
  { logStartOffset, cleanedTo, id }: SomePartition,
  { from, to, x }: Placed,
  y: number,
  { shape: { fold }, cellHeight: h }: LogPlan,
): void {
  const start = Math.max(from, Math.min(logStartOffset, to));
  const kept = to - start;
  const key = `${lane}/${id}/fold/${from}`;
  const first = grouped(start);
  // the cleaner left fewer records than offsets
  const cleaned = kept > 0 && start < cleanedTo;
  const name = kept
    ? cleaned
      ? say('log.left-of', { from: start, to: to - 1 })
      : say('log.more-from', { n: kept, from: start })
    : say('log.expired', { n: to - from });
  const look = kept ? 'folded' : 'expired';
  sheet.marks.push({ kind: 'hollow', look, key, lane, x, y, w: fold, h, name });
  const size = sheet.sizes.type(12);
  const count = grouped(kept || to - from);
  const wordings = cleaned
    ? [`${first}–${grouped(to - 1)}`, say('log.from', { from: first }), '…']
    : kept
      ? [say('more', { n: count }), `… ${count}`, count, '…']
      : [say('log.expired', { n: count }), count];
  const text = h < size ? null : fitting(wordings, size, fold - 4);
  if (text !== null)
    putText(sheet, {
      ...{ key: `${key}/count`, lane, x: x + fold / 2, baseline: y + h / 2 + size * 0.36 },
      ...{ parts: text, anchor: 'middle' },
    });
}
