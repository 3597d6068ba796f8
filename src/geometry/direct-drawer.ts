// A lane without a broker: a box for each service that is called, with the call in its hands, how many were answered, and who got an
// error instead. Between caller and service there is nothing in which anything could wait. Loaded with the lessons that have such a lane.

import type { Worker } from '../engine/clients/state.ts';
import type { Immutable } from '../engine/vocabulary.ts';
import type { DirectLane } from '../engine/world.ts';
import { say } from '../words/say.ts';
import { type CallEnd, callEndsOf } from './direct-past.ts';
import type { LaneDrawer } from './drawers.ts';
import { headHeight, type Need } from './lane-head.ts';
import type { Rect } from './mark.ts';
import { along, between, easeOut, TRAVEL_MS } from './motion.ts';
import {
  cardHeight,
  isLoud,
  putCard,
  putLine,
  putStroke,
  putText,
  sendOf,
  type Sheet,
  toneOf,
} from './sheet.ts';
import { LEAST_CARD } from './sizes.ts';
import { fitting, textWidth } from './text-width.ts';
import { type Landing, wirePath } from './wire.ts';

export type SomeDirectLane = Immutable<DirectLane>;

export const directDrawer: LaneDrawer<DirectLane> = { need, put };

interface Row {
  readonly id: string;
  readonly service: string;
  readonly box: Rect;
  readonly card: Rect;
}

interface Plan {
  readonly rows: readonly Row[];
  readonly height: number;
  readonly gap: number;
}

const isStacked = ({ input }: Sheet): boolean => input.layout === 'phone' || input.layout === 'compact';

function planOf(sheet: Sheet, { id: lane }: SomeDirectLane, body: Rect): Plan {
  const { unit, type } = sheet.sizes;
  const workers = Object.values(sheet.input.end.clients.workers[lane] ?? {});
  const count = Math.max(1, workers.length);
  let gap = unit(8);
  let words = type(13) + type(12) * 1.35 + unit(8);
  let pad = unit(14);
  const heightFor = (card: number): number => Math.max(cardHeight(card) + pad, words);
  let card = Math.round(unit(sheet.input.layout === 'phone' ? 32 : 46));
  const total = (): number => count * (heightFor(card) + gap) - gap;
  const room = body.h - unit(10);
  while (total() > room && card > unit(30)) card -= 2;
  // space goes first, then the second line of words, then size
  if (total() > room) [pad, gap] = [unit(6), unit(4)];
  if (total() > room) words = type(13) + unit(6);
  while (total() > room && card > LEAST_CARD) card -= 2;
  const [h, cardH] = [heightFor(card), cardHeight(card)];
  const names = workers.map(({ spec }) => textWidth(spec.id, type(13)));
  const name = Math.max(textWidth(say('calls.answering'), type(12)), ...names);
  const w = name + card + unit(42);
  const x = body.x + (isStacked(sheet) ? 0 : unit(48));
  const top = body.h === Infinity ? 0 : body.y + Math.max(unit(6), (body.h - total()) * 0.4);
  const rows = workers.map(({ spec }, i): Row => {
    const box = { x, y: top + i * (h + gap), w, h };
    const place = { x: x + w - unit(10) - card, y: box.y + (h - cardH) / 2, w: card, h: cardH };
    return { id: spec.id, service: spec.source, box, card: place };
  });
  return { rows, height: total(), gap };
}

function need(sheet: Sheet, last: SomeDirectLane): Need {
  const { unit } = sheet.sizes;
  const { height } = planOf(sheet, last, { x: 0, y: 0, w: 0, h: Infinity });
  const head = headHeight(sheet);
  return { most: head + height + unit(28), least: head + height * 0.8 + unit(12) };
}

function put(sheet: Sheet, now: SomeDirectLane, last: SomeDirectLane, body: Rect): Landing {
  const { unit } = sheet.sizes;
  const plan = planOf(sheet, last, body);
  const workers = sheet.input.world.clients.workers[now.id] ?? {};
  const rows = plan.rows.filter(({ id }) => workers[id]);
  const called = new Set(Object.values(now.routes).flatMap((route) => ('calls' in route ? route.calls : [])));
  const middle = plan.rows[0] ? plan.rows[0].box.y + plan.rows[0].box.h / 2 : body.y + body.h / 2;
  const entry = [body.x - unit(4), middle] as const;
  const ends = callEndsOf(sheet.input.journal, now.id);
  for (const row of rows) {
    if (called.has(row.service) && !isStacked(sheet)) putWay(sheet, now.id, row, entry);
    putService(sheet, now, row, workers[row.id]!);
    const own = ends.filter(({ at, service }) => service === row.service && at < sheet.input.position);
    putEnds(sheet, now.id, row, own, body.x + body.w);
  }
  return {
    entry,
    to: () =>
      rows
        .filter(({ service }) => called.has(service))
        .map(({ card: place }) => ({ place, over: null, via: [] })),
  };
}

/** From where a call comes in to the service that takes it: nothing lies between. */
function putWay(
  sheet: Sheet,
  lane: string,
  { id, box }: Row,
  [fromX, fromY]: readonly [x: number, y: number],
): void {
  const { unit } = sheet.sizes;
  const to = [box.x - unit(6), box.y + box.h / 2] as const;
  const key = `${lane}/way/${id}`;
  const bounds = { x: fromX, y: Math.min(fromY, to[1]), w: to[0] - fromX, h: Math.abs(to[1] - fromY) };
  putStroke(sheet, key, lane, 'side', unit(1.25), wirePath([fromX, fromY], to), bounds);
  const head = unit(5);
  putLine(sheet, `${key}/head`, lane, 'side', unit(1.25), [
    [to[0] - head, to[1] - head],
    to,
    [to[0] - head, to[1] + head],
  ]);
}

function putService(sheet: Sheet, { id: lane }: SomeDirectLane, row: Row, worker: Immutable<Worker>): void {
  const { unit, type } = sheet.sizes;
  const { box, id, card } = row;
  const { status, job, spec } = worker;
  const key = `${lane}/worker/${id}`;
  const of = `worker/${id}`;
  const down = status === 'crashed' || status === 'stopped';
  const doing = job ? say('calls.answering') : down ? say(`status.${status}`) : say('calls.listening');
  const loud = isLoud(sheet, id, spec.service);
  const look = { of, loud, name: `${id}: ${doing}`, ...(down && { opacity: 0.5 }) };
  sheet.marks.push({ kind: 'box', key, lane, ...box, ...look });
  const x = box.x + unit(14);
  const both = box.h >= type(13) + type(12) * 1.35 + unit(6);
  const baseline = box.y + (box.h - type(13) - (both ? type(12) * 1.35 : 0)) / 2 + type(13) * 0.85;
  const parts = [{ text: id, strong: true }];
  putText(sheet, {
    key: `${key}/name`,
    lane,
    x,
    baseline,
    parts,
    size: 13,
    ink: down ? 'second' : 'ink',
    of,
  });
  const words = {
    x,
    baseline: baseline + type(12) * 1.35,
    parts: doing,
    ink: down ? 'ink' : 'second',
  } as const;
  if (both) putText(sheet, { key: `${key}/status`, lane, of, ...words });
  if (!job) return;
  const { instant } = sheet.input;
  if (instant >= job.beginAt && box.h >= type(13) + type(12) + unit(18)) {
    const y = box.y + box.h - unit(6);
    const end = card.x - unit(8);
    const t = along(instant - job.beginAt, job.doneAt - job.beginAt);
    for (const [look, to] of [
      ['track', 1],
      ['progress', t],
    ] as const)
      putLine(sheet, `${key}/${look}`, lane, look, unit(2.5), [
        [x, y],
        [between(x, end, to), y],
      ]);
  }
  putCard(sheet, `${key}/call`, lane, job.send, card, say('calls.in-hand', { id }));
}

/** How many calls of a service were answered, and below or beside it, in red, how many were not, with whose they were. */
function putEnds(sheet: Sheet, lane: string, row: Row, ends: readonly CallEnd[], right: number): void {
  const { id, box, card } = row;
  const { type, unit } = sheet.sizes;
  const failed = ends.filter((end) => end.failed !== null);
  const answered = ends.length - failed.length;
  const x = box.x + box.w + unit(16);
  const key = `${lane}/ends/${id}`;
  const below = failed.length > 0 && box.h >= type(12) * 2.7;
  const first = box.y + box.h / 2 + type(12) * (below ? -0.25 : 0.36);
  const said = say('calls.answered', { n: answered });
  if (answered > 0) putText(sheet, { key: `${key}/answered`, lane, x, baseline: first, parts: said });
  const arrived = { x, y: first - type(12), w: card.w, h: card.h };
  putLeaving(sheet, lane, row, arrived, 'call-answered');
  if (failed.length === 0) return;
  const baseline = below ? first + type(12) * 1.5 : first;
  const left = below || answered === 0 ? x : x + textWidth(said, type(12)) + unit(12);
  const reasons = [...new Set(failed.map((end) => say(`calls.because.${end.failed!}`)))];
  const size = type(12);
  const whose = unit(10) + failed.length * (size + unit(5));
  const wordings = [
    say('calls.failed-because', { n: failed.length, why: reasons.join(', ') }),
    say('calls.failed', { n: failed.length }),
  ];
  const text = fitting(wordings, size, right - left - whose) ?? wordings[1]!;
  putText(sheet, { key: `${key}/failed`, lane, x: left, baseline, parts: text, ink: 'harm' });
  let at = left + textWidth(text, size) + unit(10);
  const refused = { x: at, y: baseline - size, w: card.w * 0.5, h: card.h * 0.5 };
  putLeaving(sheet, lane, row, refused, 'call-failed');
  for (const { send } of failed) {
    if (at + size > right) return;
    const tone = toneOf(sheet, sendOf(sheet.input.world, send)?.key);
    const place = { x: at, y: baseline - size * 0.88, w: size, h: size };
    const name = say('calls.failed-for', {
      whose: sendOf(sheet.input.world, send)?.key ?? say('clients.nobody'),
    });
    sheet.marks.push({
      kind: 'glyph',
      key: `${key}/failed/${send}`,
      lane,
      ...place,
      tone,
      name,
      of: `send/${send}`,
    });
    at += size + unit(5);
  }
}

/** A call that has just ended leaves the service, for the words that count it. */
function putLeaving(
  sheet: Sheet,
  lane: string,
  { service, card: from }: Row,
  to: Rect,
  kind: 'call-answered' | 'call-failed',
): void {
  if (sheet.input.reduced) return;
  for (const { fact, ageMs } of sheet.input.recent) {
    if (ageMs >= TRAVEL_MS || fact.of !== 'direct' || fact.lane !== lane) continue;
    if (fact.kind !== kind || fact.service !== service) continue;
    const t = easeOut(along(ageMs, TRAVEL_MS));
    const place = {
      x: between(from.x, to.x, t),
      y: between(from.y, to.y, t),
      w: between(from.w, to.w, t),
      h: between(from.h, to.h, t),
    };
    const where = say(kind === 'call-failed' ? 'calls.ended-failed' : 'calls.ended-answered');
    putCard(sheet, `${lane}/leaving/${fact.service}/${fact.send}`, lane, fact.send, place, where, {
      moving: true,
      opacity: 1 - t,
    });
  }
}
