// A Redis lane: lists with what waits in them and the workers that take from them, each worker's own list in its box, streams as
// tapes on which pending entries are dashed, and channels on which nothing is kept. Loaded with the lessons that have such a lane.

import type { Immutable, SendId } from '../engine/vocabulary.ts';
import type { RedisLane } from '../engine/world.ts';
import type { LaneDrawer } from './drawers.ts';
import { headHeight, type Need } from './lane-head.ts';
import { keep } from './kept.ts';
import type { Rect } from './mark.ts';
import { putCard, putLine, putText, type Sheet } from './sheet.ts';
import { cardHeight } from './sheet.ts';
import { gapFor } from './sizes.ts';
import { ownListOf, putWorkers } from './redis-workers.ts';
import { fitting, textWidth } from './text-width.ts';
import type { Landing } from './wire.ts';
import { say, wordingsOf } from '../words/say.ts';

export type SomeRedisLane = Immutable<RedisLane>;

export const redisDrawer: LaneDrawer<RedisLane> = { need, put };

export interface Row {
  readonly key: string;
  readonly type: 'list' | 'stream';
  readonly workers: readonly string[];
}

export interface Plan {
  readonly rows: readonly Row[];
  /** Channels that anything was ever published on. */
  readonly channels: readonly string[];
  readonly card: number;
  readonly heights: readonly number[];
  readonly height: number;
}

const planOf = (sheet: Sheet, { id }: SomeRedisLane, room: number): Plan =>
  keep(sheet.input, `${id}/plan/${room}`, () => findPlan(sheet, id, room));

function findPlan(sheet: Sheet, lane: string, room: number): Plan {
  const { type, unit } = sheet.sizes;
  const workers = Object.values(sheet.input.end.clients.workers[lane] ?? {});
  const own = new Set(workers.map(ownListOf));
  const found = new Map<string, Row['type']>();
  const channels = new Set<string>();
  for (const fact of sheet.input.journal) {
    if (fact.of !== 'redis' || fact.lane !== lane) continue;
    if (fact.kind === 'elements-pushed') found.set(fact.key, 'list');
    else if (fact.kind === 'stream-created' || fact.kind === 'entry-added') found.set(fact.key, 'stream');
    else if (fact.kind === 'message-broadcast') channels.add(fact.channel);
  }
  for (const { spec } of workers) if (!found.has(spec.source)) found.set(spec.source, 'list');
  const rows = [...found]
    .filter(([key]) => !own.has(key))
    .map(([key, type]) => ({
      ...{ key, type },
      workers: workers.filter(({ spec }) => spec.source === key).map(({ spec }) => spec.id),
    }));
  const heightsFor = (card: number): number[] => {
    const box = Math.max(cardHeight(card) + unit(10), type(13) + type(12) * 1.35 + unit(8));
    return rows.map((row) =>
      Math.max(
        type(12) * 1.4 + cardHeight(card) + unit(16) + (row.type === 'stream' ? type(12) * 1.4 : 0),
        row.workers.length * (box + unit(8)),
      ),
    );
  };
  const total = (card: number): number =>
    heightsFor(card).reduce((sum, one) => sum + one + unit(12), 0) + channels.size * type(12) * 1.8;
  let card = Math.round(unit(sheet.input.layout === 'phone' ? 32 : 44));
  while (total(card) > room && card > 14) card -= 2;
  return { rows, channels: [...channels], card, heights: heightsFor(card), height: total(card) };
}

function need(sheet: Sheet, last: SomeRedisLane): Need {
  const { height } = planOf(sheet, last, Infinity);
  const margin = sheet.sizes.unit(16);
  return { most: headHeight(sheet) + height + margin, least: headHeight(sheet) + height * 0.75 };
}

function put(sheet: Sheet, now: SomeRedisLane, last: SomeRedisLane, body: Rect): Landing {
  const { unit, type } = sheet.sizes;
  const plan = planOf(sheet, last, body.h - unit(8));
  const linesWidth = body.w * 0.46;
  let y = body.y + unit(8);
  const entries: Rect[] = [];
  for (const [i, row] of plan.rows.entries()) {
    const h = plan.heights[i]!;
    const lines = { x: body.x, y: y + type(12) * 1.4, w: linesWidth, h: cardHeight(plan.card) + unit(12) };
    entries.push(lines);
    putKey(sheet, now, row, lines);
    if (row.type === 'list') putList(sheet, now, plan, row, lines);
    else putStream(sheet, now, plan, row, lines);
    const x = body.x + linesWidth + unit(38);
    putWorkers(sheet, now, plan, row, { x, y, w: Math.min(unit(200), body.x + body.w - x), h });
    y += h + unit(12);
  }
  for (const channel of plan.channels) {
    putChannel(sheet, now, channel, { x: body.x, y, w: body.w, h: type(12) * 1.8 });
    y += type(12) * 1.8;
  }
  const first = entries[0];
  const entry = first ? ([first.x - unit(4), first.y + first.h / 2] as const) : ([body.x, body.y] as const);
  return { entry, to: () => [] };
}

function putKey(sheet: Sheet, { id: lane }: SomeRedisLane, { key, type: kind }: Row, lines: Rect): void {
  const text = fitting([`${key}, ${say(`redis.${kind}`)}`, key], sheet.sizes.type(12), lines.w);
  const baseline = lines.y - sheet.sizes.unit(5);
  if (text !== null)
    putText(sheet, { key: `${lane}/${key}/name`, lane, x: lines.x, baseline, parts: text, of: `key/${key}` });
}

/** Two lines, open at both ends: things come in at the left and are taken at the right. */
function putList(
  sheet: Sheet,
  { id: lane, state }: SomeRedisLane,
  plan: Plan,
  { key }: Row,
  lines: Rect,
): void {
  const { unit, type } = sheet.sizes;
  const { x, y, w, h } = lines;
  for (const [side, at] of [
    ['top', y],
    ['bottom', y + h],
  ] as const)
    putLine(sheet, `${lane}/${key}/${side}`, lane, 'side', unit(1.25), [
      [x, at],
      [x + w, at],
    ]);
  const value = state.values[key];
  const elements = value?.type === 'list' ? value.elements : [];
  if (elements.length === 0)
    return putText(sheet, {
      ...{ key: `${lane}/${key}/empty`, lane, x: x + unit(10), baseline: y + h / 2 + type(12) * 0.36 },
      ...{ parts: say('queue.empty'), ink: 'third' },
    });
  putRowOfCards(
    sheet,
    lane,
    key,
    plan,
    lines,
    elements.map(({ send }) => ({ send, held: false })).toReversed(),
    'right',
  );
}

/** A tape: entries stay, and those that a group was handed and nobody acknowledged are dashed. */
function putStream(
  sheet: Sheet,
  { id: lane, state }: SomeRedisLane,
  plan: Plan,
  { key }: Row,
  lines: Rect,
): void {
  const { type } = sheet.sizes;
  const value = state.values[key];
  if (value?.type !== 'stream') return;
  const pending = new Set(Object.values(value.groups).flatMap((group) => group.pending.map(({ id }) => id)));
  const entries = value.entries.items
    .slice(value.first, value.entries.length)
    .filter((_, i) => !value.holes[value.first + i])
    .map(({ id, send }) => ({ send, held: pending.has(id) }));
  putRowOfCards(sheet, lane, key, plan, lines, entries, 'left');
  const groups = Object.values(value.groups);
  const words = groups
    .map(({ name, pending: own }) => say('redis.pending', { group: name, n: own.length }))
    .join(', ');
  const text = fitting([words, say('redis.pending-all', { n: pending.size })], type(12), lines.w);
  const baseline = lines.y + lines.h + type(12) * 1.1;
  if (text !== null && groups.length > 0)
    putText(sheet, { key: `${lane}/${key}/pending`, lane, x: lines.x, baseline, parts: text });
}

/** As many as there is room for, from one end; the others are counted in a block at the other. */
function putRowOfCards(
  sheet: Sheet,
  lane: string,
  key: string,
  { card }: Plan,
  lines: Rect,
  items: readonly { readonly send: SendId | null; readonly held: boolean }[],
  from: 'left' | 'right',
): void {
  const { unit, type } = sheet.sizes;
  const [h, gap, pad] = [cardHeight(card), gapFor(card), unit(6)];
  const capacity = Math.max(1, Math.floor((lines.w - 2 * pad + gap) / (card + gap)));
  const block = Math.ceil((textWidth(`+ ${items.length}`, type(12)) + unit(6) + gap) / (card + gap));
  const shown = items.length > capacity ? Math.max(0, capacity - block) : items.length;
  // a tape shows its newest, a list those that are taken next
  const chosen = from === 'left' ? items.slice(items.length - shown) : items.slice(0, shown);
  const fold = items.length > shown;
  const y = lines.y + (lines.h - h) / 2;
  const shift = from === 'left' && fold ? block * (card + gap) : 0;
  for (const [i, { send, held }] of chosen.entries()) {
    const x =
      from === 'left'
        ? lines.x + pad + shift + i * (card + gap)
        : lines.x + lines.w - pad - card - i * (card + gap);
    const number = from === 'left' ? items.length - shown + i : items.length - 1 - i;
    const where = held ? say('redis.delivered') : say(from === 'left' ? 'redis.in-stream' : 'queue.waits');
    putCard(sheet, `${lane}/${key}/${number}`, lane, send, { x, y, w: card, h }, where, {
      ...(held && { held }),
    });
  }
  if (!fold) return;
  const w = block * (card + gap) - gap;
  const x = lines.x + pad;
  const more = items.length - shown;
  sheet.marks.push({
    kind: 'hollow',
    look: 'folded',
    key: `${lane}/${key}/more`,
    lane,
    x,
    y,
    w,
    h,
    name: say('redis.n-more', { n: more }),
  });
  const text = fitting([`+ ${more}`, `${more}`], type(12), w);
  if (text !== null)
    putText(sheet, {
      ...{ key: `${lane}/${key}/more/count`, lane, x: x + w / 2, baseline: y + h / 2 + type(12) * 0.36 },
      ...{ parts: text, anchor: 'middle' },
    });
}

/** Whoever listens gets it at once; kept it is nowhere. */
function putChannel(sheet: Sheet, { id: lane, state }: SomeRedisLane, channel: string, at: Rect): void {
  const { journal, position } = sheet.input;
  let [heard, lost] = [0, 0];
  for (let i = 0; i < position; i++) {
    const fact = journal.at(i)!;
    if (
      fact.of !== 'redis' ||
      fact.lane !== lane ||
      fact.kind !== 'message-broadcast' ||
      fact.channel !== channel
    )
      continue;
    if (fact.to.length) heard++;
    else lost++;
  }
  const listening = state.subscriptions.filter(({ by, name }) => by === 'channel' && name === channel).length;
  const who = listening ? say('redis.listening', { n: listening }) : say('redis.nobody-listens');
  const wordings = wordingsOf('redis.channel', { channel, who, heard, lost });
  const text = fitting(wordings, sheet.sizes.type(12), at.w);
  if (text === null) return;
  const ink = lost > 0 ? 'harm' : 'second';
  putText(sheet, {
    key: `${lane}/channel/${channel}`,
    lane,
    x: at.x,
    baseline: at.y + sheet.sizes.type(12) * 1.2,
    parts: text,
    ink,
  });
}
