// Ids of entries: two unsigned 64-bit numbers, compared as numbers and kept as text, since JavaScript counts only up to 2^53.

import { refuse } from '../errors.ts';
import type { EntryId } from './state.ts';

const MOST = 18_446_744_073_709_551_615n;

export const FIRST_ID: EntryId = '0-0';
export const LAST_ID: EntryId = `${MOST}-${MOST}`;

const INVALID = 'ERR Invalid stream ID specified as stream command argument';

/** Below 0 if `a` comes first, above 0 if `b` does. */
export function compareIds(a: EntryId, b: EntryId): number {
  const [dashA, dashB] = [a.indexOf('-'), b.indexOf('-')];
  if (dashA !== dashB) return dashA - dashB;
  // as many digits in front: with as many behind, the order of the texts is that of the numbers
  if (a.length === b.length) return a < b ? -1 : a > b ? 1 : 0;
  const [msA, msB] = [a.slice(0, dashA), b.slice(0, dashB)];
  return msA === msB ? a.length - b.length : msA < msB ? -1 : 1;
}

/** Both numbers; a sequence that is not given is what `missing` says. */
export function parseId(text: string, missing: 'least' | 'most' = 'least'): EntryId {
  const dash = text.indexOf('-');
  if (dash < 0) return `${unsigned(text)}-${missing === 'least' ? 0n : MOST}`;
  return `${unsigned(text.slice(0, dash))}-${unsigned(text.slice(dash + 1))}`;
}

/** The same, where `-` and `+` are the least and the greatest there can be. */
const parseAnyId = (text: string, missing: 'least' | 'most'): EntryId =>
  text === '-' ? FIRST_ID : text === '+' ? LAST_ID : parseId(text, missing);

/** Where an interval begins: at this id, or with `(` in front just after it. */
export function parseStart(text: string): EntryId {
  if (!isExclusive(text)) return parseAnyId(text, 'least');
  return nextId(parseId(text.slice(1))) ?? refuse('ERR invalid start ID for the interval');
}

/** Where an interval ends: with the last id that this may mean, or with `(` in front just before it. */
export function parseEnd(text: string): EntryId {
  if (!isExclusive(text)) return parseAnyId(text, 'most');
  return previousId(parseId(text.slice(1), 'most')) ?? refuse('ERR invalid end ID for the interval');
}

const isExclusive = (text: string): boolean => text.startsWith('(') && text.length > 1;

/** What XADD is told to use: an id, or only its first number. */
export function parseNewId(text: string): { readonly ms: string; readonly seq: string | null } {
  const open = text.endsWith('-*') && text.indexOf('-') === text.length - 2;
  const id = parseId(open ? text.slice(0, -2) : text);
  const dash = id.indexOf('-');
  return { ms: id.slice(0, dash), seq: open ? null : id.slice(dash + 1) };
}

/** The next id in the order of all ids, or null after the last. */
export function nextId(id: EntryId): EntryId | null {
  const [ms, seq] = numbersOf(id);
  if (seq < MOST) return `${ms}-${seq + 1n}`;
  return ms < MOST ? `${ms + 1n}-0` : null;
}

/** The id before this one in the order of all ids, or null before the first. */
export function previousId(id: EntryId): EntryId | null {
  const [ms, seq] = numbersOf(id);
  if (seq > 0n) return `${ms}-${seq - 1n}`;
  return ms > 0n ? `${ms - 1n}-${MOST}` : null;
}

/** Both numbers of an id. */
export function numbersOf(id: EntryId): readonly [ms: bigint, seq: bigint] {
  const dash = id.indexOf('-');
  return [BigInt(id.slice(0, dash)), BigInt(id.slice(dash + 1))];
}

/** Redis: string2ull in util.c, which leaves the unusual to C: a plus and leading zeros are fine. */
function unsigned(text: string): bigint {
  if (!/^\+?\d{1,64}$/.test(text)) refuse(INVALID);
  const value = BigInt(text.replace('+', ''));
  return value > MOST ? refuse(INVALID) : value;
}
