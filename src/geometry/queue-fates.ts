// What is said and shown of messages that left a queue without being worked on, or never came in: a small sign and a line of words
// each. Only what was lost is red.

import type { FullPlan, FullRow } from './queue-arrangement.ts';
import { countAt, type Fate, type LanePast } from './queue-past.ts';
import type { SomeQueue, SomeQueueLane } from './queue-plan.ts';
import { saidOf, toldOf, type Told } from './queue-rows.ts';
import { along, between, easeOut, TRAVEL_MS } from './motion.ts';
import type { Rect } from './mark.ts';
import { putCard, putStroke, putText, type Sheet } from './sheet.ts';
import { fitting } from './text-width.ts';
import { say } from '../words/say.ts';

/** Signs: crossed out, barred, or the floor of what expired. */
const SIGNS: Partial<Record<Told['fate'], 'floor' | 'cross' | 'bar'>> = {
  expired: 'floor',
  full: 'cross',
  rejected: 'cross',
  limit: 'cross',
  astray: 'cross',
  refused: 'bar',
  returned: 'bar',
};

function putSign(
  sheet: Sheet,
  key: string,
  lane: string,
  sign: 'floor' | 'cross' | 'bar',
  at: Rect,
  name: string,
): void {
  const { x, y, w, h } = at;
  if (sign === 'floor') {
    sheet.marks.push({ kind: 'hollow', look: 'expired', key, lane, ...at, name });
    return;
  }
  const inset = w * 0.2;
  const bar = `M${x + inset},${y + h - inset}L${x + w - inset},${y + inset}`;
  const other = `M${x + inset},${y + inset}L${x + w - inset},${y + h - inset}`;
  const d = `M${x},${y}h${w}v${h}h${-w}z${bar}${sign === 'cross' ? other : ''}`;
  putStroke(sheet, key, lane, 'wrong', sheet.sizes.unit(1.25), d, at, { name });
}

/** A sign, and words beside it; gives whether there was room. */
function putTold(
  sheet: Sheet,
  key: string,
  lane: string,
  at: { readonly x: number; readonly baseline: number; readonly w: number },
  fate: Told['fate'],
  wordings: readonly string[],
  harm: boolean,
): boolean {
  const { type, unit } = sheet.sizes;
  const sign = SIGNS[fate];
  const h = type(12);
  const taken = sign ? h * 0.85 + unit(6) : 0;
  const text = fitting(wordings, type(12), at.w - taken);
  if (text === null) return false;
  const square = { x: at.x + 0.75, y: at.baseline - h * 0.88, w: h * 0.85, h: h * 0.95 };
  if (sign) putSign(sheet, `${key}/sign`, lane, sign, square, text);
  const ink = harm ? 'harm' : 'second';
  putText(sheet, { key, lane, x: at.x + taken, baseline: at.baseline, parts: text, ink });
  return true;
}

/** The lines of words about what left a queue. */
export function putFates(
  sheet: Sheet,
  { id: lane }: SomeQueueLane,
  plan: FullPlan,
  row: FullRow,
  queue: SomeQueue,
): void {
  const { type } = sheet.sizes;
  const { x, y, w, most } = row.words;
  const told = toldOf(row.subject, queue.acked, sheet.input.position);
  // where there is no room for all of them, harm goes first
  const shown =
    told.length <= most ? told : told.toSorted((a, b) => Number(b.harm) - Number(a.harm)).slice(0, most);
  shown.forEach(({ fate, wordings, harm }, i) => {
    const key = `${lane}/${row.queue}/told/${fate}/${i}`;
    const baseline = y + type(12) * (1 + i * 1.4);
    putTold(sheet, key, lane, { x, baseline, w }, fate, wordings, harm);
    const falling = FALLING[fate];
    if (falling)
      putFalling(sheet, lane, plan, row, falling, {
        x,
        y: baseline - type(12),
        w: plan.card,
        h: plan.cardHeight,
      });
  });
}

const FALLING: Partial<Record<Told['fate'], string>> = {
  expired: 'expired',
  full: 'maxlen',
  rejected: 'rejected',
  limit: 'delivery_limit',
};

/** A message that is being given up leaves the queue for the words that count it. */
function putFalling(
  sheet: Sheet,
  lane: string,
  plan: FullPlan,
  row: FullRow,
  reason: string,
  to: Rect,
): void {
  if (sheet.input.reduced) return;
  const { lines } = row;
  for (const { fact, ageMs } of sheet.input.recent) {
    if (ageMs >= TRAVEL_MS || fact.of !== 'queue' || fact.lane !== lane || fact.kind !== 'dropped') continue;
    if (fact.queue !== row.queue || fact.reason !== reason) continue;
    const t = easeOut(along(ageMs, TRAVEL_MS));
    const box = row.boxes[fact.client ?? ''];
    const from = box ?? { x: lines.x + lines.w - plan.card, y: lines.y };
    const place = {
      x: between(from.x, to.x, t),
      y: between(from.y, to.y, t),
      w: plan.card,
      h: plan.cardHeight,
    };
    const how = { moving: true, opacity: 1 - t };
    putCard(
      sheet,
      `${lane}/${row.queue}/falling/${fact.sequence}`,
      lane,
      fact.send,
      place,
      say('queue.given-up'),
      how,
    );
  }
}

/** Refused by this queue: at its mouth, under the lines. Gives the room that it takes. */
export function putRefused(sheet: Sheet, { id: lane }: SomeQueueLane, row: FullRow): number {
  const { type, unit } = sheet.sizes;
  const count = countAt(row.subject.past.ends.refused, sheet.input.position);
  if (count === 0) return 0;
  const { x, y, w, h } = row.lines;
  const baseline = y + h + type(12) + unit(2);
  const room = row.words.most === 1 && row.words.x > x && row.words.x < x + w ? w / 2 - unit(6) : w;
  const key = `${lane}/${row.queue}/refused`;
  return putTold(sheet, key, lane, { x, baseline, w: room }, 'refused', saidOf('refused', count), true)
    ? room
    : 0;
}

/** What no queue took, under all of them. */
export function putOutside(sheet: Sheet, { id: lane }: SomeQueueLane, plan: FullPlan, past: LanePast): void {
  const { unit, type } = sheet.sizes;
  const row = plan.rows[0];
  if (!row) return;
  const { position } = sheet.input;
  let { x } = row.lines;
  for (const fate of ['returned', 'astray'] satisfies Fate[]) {
    const count = countAt(past.outside[fate], position);
    if (count === 0) continue;
    const w = (plan.right - row.lines.x) / 2 - unit(12);
    putTold(
      sheet,
      `${lane}/outside/${fate}`,
      lane,
      { x, baseline: plan.foot + type(12) * (plan.left > 0 ? 2.8 : 1.2), w },
      fate,
      saidOf(fate, count),
      true,
    );
    x += w + unit(12);
  }
}
