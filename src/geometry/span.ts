// Which offsets of a long tape have a cell of their own: the end, and what else matters now, in whole runs of a few offsets, so that
// the tape stands still while somebody reads through one of them. The rest is folded.

import type { Offset } from '../engine/vocabulary.ts';
import type { Span, TapeShape } from './tape.ts';

/** Into so many runs the cells of a tape are parted. */
const RUNS = 6;

/** @param matters offsets that should have a cell, the most important first; the end always has */
export function spansOf(
  { capacity, cell, gap, fold, folds }: Pick<TapeShape, 'capacity' | 'cell' | 'gap' | 'fold' | 'folds'>,
  end: Offset,
  matters: readonly Offset[],
): Span[] {
  if (capacity === null || end + 1 <= capacity) return [{ from: 0, to: Infinity, folded: false }];
  const run = Math.max(1, Math.floor(capacity / RUNS));
  const most = Math.floor(capacity / run);
  const last = Math.floor(end / run);
  const open = new Set([last, Math.max(0, last - 1)]);
  for (const offset of matters) {
    const wanted = Math.floor(Math.min(Math.max(0, offset), end) / run);
    if (open.size < most && foldsOf([...open, wanted]) <= folds) open.add(wanted);
  }
  for (let next = last; open.size < most && next >= 0; next--) open.add(next);
  const spans: Span[] = [];
  let from = 0;
  const close = (to: Offset): void => {
    if (to === from) return;
    // what would fit where its block would stand is not folded
    const folded = (to - from) * (cell + gap) > fold + gap;
    put(spans, { from, to, folded });
    from = to;
  };
  for (const one of [...open].sort((a, b) => a - b)) {
    close(one * run);
    from = (one + 1) * run;
    put(spans, { from: one * run, to: one === last ? Infinity : from, folded: false });
  }
  return spans;
}

/** How many runs of closed offsets lie before and between these. */
function foldsOf(open: readonly number[]): number {
  const sorted = [...open].sort((a, b) => a - b);
  return sorted.filter((one, i) => one > (i === 0 ? 0 : sorted[i - 1]! + 1)).length;
}

/** Adds a span; two with cells that touch become one. */
function put(spans: Span[], span: Span): void {
  const before = spans.at(-1);
  if (before && !before.folded && !span.folded) spans[spans.length - 1] = { ...before, to: span.to };
  else spans.push(span);
}
