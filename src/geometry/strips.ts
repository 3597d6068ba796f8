// Many partitions on little room: a strip each, with what it keeps as one counted block, the reading lines of its groups under it, and
// who has it. What has no room even so is counted in one line.

import type { Offset, SendId } from '../engine/vocabulary.ts';
import { keep } from './kept.ts';
import { partitionName, type SomeLogLane } from './log-plan.ts';
import type { Rect } from './mark.ts';
import { grouped } from './number.ts';
import { recordsIn } from './records.ts';
import { exists, groupsOf, readingOf, workersOf } from './reading.ts';
import { putProgress } from './reading-line.ts';
import { cardHeight, isLoud, putLine, putText, type Sheet } from './sheet.ts';
import { LEAST_CARD } from './sizes.ts';
import { fitting, textWidth } from './text-width.ts';
import type { Landing } from './wire.ts';
import { say, wordingsOf } from '../words/say.ts';

/** No more groups than this have their line in a strip. */
const MOST_GROUPS = 3;
/** What is on its way comes to one of so many offsets after the end. */
const AHEAD = 50;

/** Where the strips stand. */
export interface StripPlan {
  readonly ids: readonly string[];
  readonly hidden: readonly string[];
  readonly groups: readonly string[];
  readonly rows: number;
  readonly row: number;
  readonly block: number;
  readonly column: number;
  readonly name: number;
  readonly note: number;
  readonly bar: number;
  /** The furthest that any of them will reach. */
  readonly end: Offset;
  readonly height: number;
}

const columnGap = (sheet: Sheet): number => sheet.sizes.unit(28);

export function planStrips(sheet: Sheet, last: SomeLogLane, body: Rect): StripPlan {
  const { type, unit } = sheet.sizes;
  const all = Object.keys(last.state.partitions);
  const groups = groupsOf(last).slice(0, MOST_GROUPS);
  const size = type(12);
  const block = size + unit(3);
  const snug = block + groups.length * unit(6) + unit(9);
  const ends = all.map((id) => last.state.partitions[id]!.logEndOffset);
  const end = Math.max(1, ...ends);
  const name = Math.max(...all.map((id) => textWidth(partitionName(last, id), size))) + unit(10);
  const owners =
    groups.length === 1 ? workersOf(sheet, last.id, groups[0]!, 'end').map(({ spec }) => spec.id) : [];
  const lag = textWidth(`, ${say('lag', { n: grouped(end) })}`, size);
  const note = groups.length ? Math.max(0, ...owners.map((one) => textWidth(one, size))) + lag + unit(10) : 0;
  const least = name + note + unit(90);
  const gap = columnGap(sheet);
  const most = Math.max(1, Math.min(Math.floor((body.w + gap) / (least + gap)), all.length));
  let fit = Math.max(1, Math.floor(body.h / snug));
  if (fit * most < all.length) fit = Math.max(1, Math.floor((body.h - size * 1.5) / snug));
  // as few columns as will do, so that blocks are wide
  const columns = Math.min(most, Math.ceil(all.length / fit));
  const rows = Math.min(fit, Math.ceil(all.length / columns));
  const row = Math.max(snug, Math.min(snug * 1.35, (body.h - size * 1.5) / rows));
  const column = (body.w - (columns - 1) * gap) / columns;
  const shown = Math.min(all.length, rows * columns);
  const bar = Math.max(unit(24), column - name - note);
  return {
    ...{ ids: all.slice(0, shown), hidden: all.slice(shown), groups, rows, row, block, column },
    ...{ name, note, bar, end, height: rows * row + (shown < all.length ? size * 1.5 : 0) },
  };
}

export function putStrips(
  sheet: Sheet,
  now: SomeLogLane,
  last: SomeLogLane,
  plan: StripPlan,
  body: Rect,
): Landing {
  const places = new Map<string, Rect>();
  for (const [n, id] of plan.ids.entries()) {
    const x = body.x + Math.floor(n / plan.rows) * (plan.column + columnGap(sheet));
    const place = { x, y: body.y + (n % plan.rows) * plan.row, w: plan.column, h: plan.row };
    places.set(id, place);
    putStrip(sheet, now, last, id, place, plan);
  }
  if (plan.hidden.length) putHidden(sheet, now, plan, body);
  const homes = keep(sheet.input, `${last.id}/homes`, () => homesIn(last));
  const to = (send: SendId) => {
    const home = homes.get(send);
    const place = places.get(home?.partition ?? '');
    if (!home || !place) return [];
    const from = now.state.partitions[home.partition]?.logEndOffset ?? 0;
    if (home.offset < from || home.offset >= from + AHEAD) return [];
    const x = place.x + plan.name + (plan.bar * from) / plan.end;
    return [{ place: { x, y: place.y, w: LEAST_CARD, h: cardHeight(LEAST_CARD) }, over: null, via: [] }];
  };
  return { entry: [body.x - sheet.sizes.unit(4), body.y + Math.min(body.h, plan.rows * plan.row) / 2], to };
}

/** Where each send has its record at the end of the run. */
function homesIn(last: SomeLogLane): ReadonlyMap<SendId, { partition: string; offset: Offset }> {
  const homes = new Map<SendId, { partition: string; offset: Offset }>();
  for (const partition of Object.values(last.state.partitions))
    for (const { offset, record } of recordsIn(partition, 0, Infinity))
      if (record.send !== undefined) homes.set(record.send, { partition: partition.id, offset });
  return homes;
}

function putStrip(
  sheet: Sheet,
  now: SomeLogLane,
  last: SomeLogLane,
  id: string,
  { x, y, w }: Rect,
  plan: StripPlan,
): void {
  const { unit, type } = sheet.sizes;
  const partition = now.state.partitions[id];
  if (!partition) return;
  const { logStartOffset: start, logEndOffset: end } = partition;
  const [lane, size] = [now.id, type(12)];
  const key = `${lane}/strip/${id}`;
  const of = `partition/${id}`;
  const name = partitionName(last, id);
  const baseline = y + plan.block / 2 + size * 0.36;
  const loud = isLoud(sheet, id, name);
  putText(sheet, {
    key: `${key}/name`,
    lane,
    of,
    x,
    baseline,
    parts: [{ text: name, strong: true }],
    ink: 'ink',
    loud,
  });
  const left = x + plan.name;
  const at = (offset: Offset): number => left + (plan.bar * offset) / plan.end;
  if (at(start) - left > 1)
    sheet.marks.push({
      ...{ kind: 'hollow', look: 'expired', key: `${key}/floor`, lane, x: left, y, h: plan.block },
      ...{ w: at(start) - left, name: say('log.expired', { n: start }) },
    });
  if (end > start)
    sheet.marks.push({
      ...{ kind: 'hollow', look: 'folded', key: `${key}/kept`, lane, of, x: at(start), y, h: plan.block },
      ...{ w: Math.max(2, at(end) - at(start)), name: say('log.kept', { partition: name, n: end - start }) },
    });
  if (start > 0) {
    const ends = [
      [at(start), y - unit(2)],
      [at(start), y + plan.block + unit(2)],
    ] as const;
    putLine(sheet, `${key}/start`, lane, 'start', unit(2), ends, {
      name: wordingsOf('log.start-label', { offset: start })[0]!,
    });
  }
  const count = fitting([grouped(end - start)], size, at(end) - at(start) - unit(6));
  if (count !== null && end > start)
    putText(sheet, { key: `${key}/count`, lane, x: at(start) + unit(5), baseline, parts: count });
  let lag = 0;
  let owner: string | null = null;
  plan.groups.forEach((group, n) => {
    if (!exists(now, group)) return;
    const reading = readingOf(sheet, now, group, partition);
    const { began, committed, position } = reading;
    const done = committed ?? began;
    lag = Math.max(lag, end - Math.max(done, start));
    owner = reading.owner;
    const stops = [at(began), at(done), at(Math.max(done, position ?? done)), at(end)] as const;
    const style = {
      width: unit(2.5),
      flag: committed === null ? null : unit(3),
      name: say('log.strip', { group, done, lag: end - done }),
    };
    putProgress(
      sheet,
      `${key}/${group}`,
      lane,
      `group/${group}`,
      stops,
      y + plan.block + unit(6) * (n + 0.9),
      style,
    );
  });
  if (!plan.groups.length) return;
  const words = say('lag', { n: grouped(lag) });
  const wordings = plan.groups.length === 1 && owner ? [`${owner as string}, ${words}`, words] : [words];
  const text = fitting(wordings, size, plan.note - unit(8));
  if (text !== null)
    putText(sheet, { key: `${key}/note`, lane, x: x + w, baseline, parts: text, anchor: 'end' });
}

/** Everything that has no strip, in one line. */
function putHidden(sheet: Sheet, now: SomeLogLane, plan: StripPlan, body: Rect): void {
  let [kept, lag] = [0, 0];
  for (const id of plan.hidden) {
    const partition = now.state.partitions[id];
    if (!partition) continue;
    kept += partition.logEndOffset - partition.logStartOffset;
    for (const group of plan.groups) {
      const { committed, began } = readingOf(sheet, now, group, partition);
      lag += partition.logEndOffset - Math.max(committed ?? began, partition.logStartOffset);
    }
  }
  const count = plan.hidden.length;
  const more = `… ${say('log.more-partitions', { n: count })}`;
  const parts = fitting(
    [
      `${say('log.kept-in-all', { more, n: grouped(kept) })}${plan.groups.length ? `, ${say('lag', { n: grouped(lag) })}` : ''}`,
      more,
    ],
    sheet.sizes.type(12),
    body.w,
  );
  const baseline = body.y + plan.rows * plan.row + sheet.sizes.type(12);
  if (parts !== null)
    putText(sheet, { key: `${now.id}/strips/more`, lane: now.id, x: body.x, baseline, parts });
}
