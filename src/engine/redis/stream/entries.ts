// Reading a stream's entries: by id, by interval, from either end. Deleted ones are passed over.

import { itemAt } from '../../store.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { Reply } from '../command.ts';
import { compareIds, FIRST_ID, LAST_ID } from './id.ts';
import type { Entry, EntryId, Stream } from './state.ts';

export type ReadonlyStream = Immutable<Stream>;

/** An entry as clients see it. */
export const shown = ({ id, fields }: Immutable<Entry>): Reply => [id, fields];

/** The entry at an index, if it has not been deleted. */
export const entryAt = (stream: ReadonlyStream, index: number): Immutable<Entry> | undefined =>
  index < stream.first || stream.holes[index] ? undefined : itemAt(stream.entries, index);

/** Index of the first entry ever added whose id is not before this one. */
export function indexFrom({ entries, first }: ReadonlyStream, id: EntryId): number {
  let [low, high] = [first, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareIds(entries.items[middle]!.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the entry with exactly this id, or -1 where it is not there or no more. */
export function indexOf(stream: ReadonlyStream, id: EntryId): number {
  const index = indexFrom(stream, id);
  return entryAt(stream, index)?.id === id ? index : -1;
}

/** The entry with exactly this id, if it is there. */
export const entryOf = (stream: ReadonlyStream, id: EntryId): Immutable<Entry> | undefined =>
  entryAt(stream, indexOf(stream, id));

/** Up to `limit` entries from one id to another, both included, the lowest first. */
export function entriesBetween(
  stream: ReadonlyStream,
  from: EntryId,
  to: EntryId,
  limit = Infinity,
): Immutable<Entry>[] {
  const found: Immutable<Entry>[] = [];
  for (let index = indexFrom(stream, from); index < stream.entries.length && found.length < limit; index++) {
    const entry = entryAt(stream, index);
    if (!entry) continue;
    if (compareIds(entry.id, to) > 0) break;
    found.push(entry);
  }
  return found;
}

/** The same interval from its end, the greatest first. */
export function entriesBackwards(
  stream: ReadonlyStream,
  from: EntryId,
  to: EntryId,
  limit = Infinity,
): Immutable<Entry>[] {
  const found: Immutable<Entry>[] = [];
  let index = indexFrom(stream, to);
  if (entryAt(stream, index)?.id !== to) index--;
  for (; index >= stream.first && found.length < limit; index--) {
    const entry = entryAt(stream, index);
    if (!entry) continue;
    if (compareIds(entry.id, from) < 0) break;
    found.push(entry);
  }
  return found;
}

/** The first entry that is there, if any is. */
export const firstEntry = (stream: ReadonlyStream): Immutable<Entry> | undefined =>
  entriesBetween(stream, FIRST_ID, LAST_ID, 1)[0];

/** The last entry that is there, if any is. */
export const lastEntry = (stream: ReadonlyStream): Immutable<Entry> | undefined =>
  entriesBackwards(stream, FIRST_ID, LAST_ID, 1)[0];

/** Id of the first entry that is there; `0-0` if none is. */
export const firstIdOf = (stream: ReadonlyStream): EntryId => firstEntry(stream)?.id ?? FIRST_ID;
