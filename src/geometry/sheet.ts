// The sheet that a picture is drawn on: what all who draw need to know, and the few ways to put a mark on it.

import type { Send } from '../engine/clients/state.ts';
import type { LaneId, SendId } from '../engine/vocabulary.ts';
import type { ReadonlyWorld } from '../engine/world.ts';
import type { FrameInput } from './frame.ts';
import type { Mark, Part, Rect, StrokeLook, TextMark, Tone } from './mark.ts';
import { CARD_SHAPE, type Sizes } from './sizes.ts';
import { textWidth } from './text-width.ts';
import { say } from '../words/say.ts';

export interface Sheet {
  readonly input: FrameInput;
  readonly sizes: Sizes;
  readonly customers: ReadonlyMap<string, number>;
  readonly marks: Mark[];
}

/** Words, the place of their baseline, and how they look. */
export interface Words {
  readonly key: string;
  readonly lane: LaneId | null;
  readonly x: number;
  readonly baseline: number;
  readonly parts: readonly Part[] | string;
  readonly size?: number;
  readonly ink?: TextMark['ink'];
  readonly anchor?: TextMark['anchor'];
  readonly serif?: boolean;
  readonly of?: string;
  readonly loud?: boolean;
  readonly opacity?: number;
  readonly moving?: boolean;
}

/** What parts take, at this size. */
export const partsWidth = (parts: readonly Part[], size: number): number =>
  textWidth(parts.map(({ text }) => text).join(''), size);

export function putText(sheet: Sheet, words: Words): void {
  const {
    key,
    lane,
    x,
    baseline,
    anchor = 'start',
    ink = 'second',
    of,
    loud,
    serif,
    opacity,
    moving,
  } = words;
  const parts = typeof words.parts === 'string' ? [{ text: words.parts }] : words.parts;
  const size = sheet.sizes.type(words.size ?? 12);
  const w = partsWidth(parts, size) * (serif ? 1.03 : 1);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - w : x - w / 2;
  sheet.marks.push({
    ...{ kind: 'text', key, lane, x: left, y: baseline - size, w, h: size * 1.25, parts, size, ink, anchor },
    ...(serif && { serif }),
    ...(of && { of }),
    ...(loud && { loud }),
    ...(moving && { moving }),
    ...(opacity !== undefined && { opacity }),
  });
}

export type Point = readonly [x: number, y: number];

/** A line through points. */
export function putLine(
  sheet: Sheet,
  key: string,
  lane: LaneId | null,
  look: StrokeLook,
  width: number,
  points: readonly Point[],
  more: Partial<Mark> = {},
): void {
  const d = `M${points.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}`;
  putStroke(sheet, key, lane, look, width, d, boundsOf(points), more);
}

export function putStroke(
  sheet: Sheet,
  key: string,
  lane: LaneId | null,
  look: StrokeLook,
  width: number,
  d: string,
  bounds: Rect,
  more: Partial<Mark> = {},
): void {
  sheet.marks.push({ kind: 'stroke', key, lane, look, width, d, ...bounds, ...more } as Mark);
}

function boundsOf(points: readonly Point[]): Rect {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}

export const round = (value: number): number => Math.round(value * 100) / 100;

/** A thing that was sent, as a card. What was sent by nobody known is a card without a sign. */
export function putCard(
  sheet: Sheet,
  key: string,
  lane: LaneId | null,
  send: SendId | null | undefined,
  place: Rect,
  where: string,
  more: { readonly held?: boolean; readonly moving?: boolean; readonly opacity?: number } = {},
): void {
  const sent = sendOf(sheet.input.world, send) ?? sendOf(sheet.input.end, send);
  const tone = toneOf(sheet, sent?.key);
  const value = sent ? faceOf(sheet, sent) : '';
  const size = valueSize(sheet, place.w);
  const fits =
    textWidth(value, size) <= place.w - 4 && place.h >= size * 1.9 + (tone === null ? 0 : place.w * 0.2);
  const whose = sent?.key ?? say('a-message');
  const shown = fits ? value : '';
  const what = sent && (sent.tombstone ? say('log.tombstone') : String(sent.amount || sent.what));
  // what can be read on the card is part of what it is called
  const name = [whose, ...(shown && shown !== what ? [shown] : []), what, where].filter(Boolean).join(', ');
  sheet.marks.push({
    ...{ kind: 'card', key, lane, ...place, tone, value: shown, size, name },
    ...(send != null && { of: `send/${send}` }),
    ...(sent?.tombstone && { tombstone: true }),
    ...more,
  });
}

/** What stands on its card: the amount; without one the how manieth it is of its order, where that has several, or what happened. */
function faceOf({ input }: Sheet, { id, amount, order, what, tombstone }: Send): string {
  if (tombstone) return 'null';
  if (amount > 0) return String(amount);
  const own = order === null ? [] : itemsOf(input.end.clients.sends).filter((one) => one.order === order);
  return own.length > 1 ? String(own.findIndex((one) => one.id === id) + 1) : what === 'placed' ? '' : what;
}

export const sendOf = (world: ReadonlyWorld, send: SendId | null | undefined) =>
  send != null && send < world.clients.sends.length ? world.clients.sends.items[send] : undefined;

export const toneOf = (sheet: Sheet, key: string | null | undefined): Tone =>
  key == null ? null : (sheet.customers.get(key) ?? null);

/** Type on a card grows a little with it. */
function valueSize(sheet: Sheet, width: number): number {
  const { type } = sheet.sizes;
  return width >= 40 * (type(12) / 12) ? type(14) : type(12);
}

/** Card height for a width. */
export const cardHeight = (width: number): number => Math.round(width * CARD_SHAPE);

/** Whether the beat points at one of these names. */
export const isLoud = (sheet: Sheet, ...names: readonly string[]): boolean =>
  sheet.input.focus != null && names.includes(sheet.input.focus);

/** The items that a store has in this world, oldest first. */
export const itemsOf = <Item>(store: { readonly items: readonly Item[]; readonly length: number }) =>
  store.items.slice(0, store.length);
