// How far a group is behind, as far as Redis can tell: it counts, and where deleting spoils the count it guesses or gives up
// (queues §21). Redis: streamReplyWithCGLag, streamEstimateDistanceFromFirstEverEntry, streamRangeHasTombstones in t_stream.c.

import type { Immutable } from '../../vocabulary.ts';
import { firstIdOf, type ReadonlyStream } from '../stream/entries.ts';
import { compareIds, FIRST_ID } from '../stream/id.ts';
import type { Entry, EntryId } from '../stream/state.ts';
import type { ReadonlyGroup } from './group.ts';

/** Entries that the group has not been handed; null where Redis cannot tell. */
export function lagOf(stream: ReadonlyStream, group: ReadonlyGroup): number | null {
  const { lastDeliveredId } = group;
  const added = stream.entries.length;
  if (stream.length === 0) return 0;
  const first = firstIdOf(stream);
  if (compareIds(lastDeliveredId, first) < 0 && compareIds(stream.maxDeletedId, first) < 0)
    return stream.length;
  if (group.entriesRead !== null && !hasHoleFrom(stream, lastDeliveredId)) return added - group.entriesRead;
  const read = distanceOf(stream, lastDeliveredId);
  return read === null ? null : added - read;
}

/** What `entriesRead` is after these entries were handed over, one after another. */
export function entriesReadAfter(
  stream: ReadonlyStream,
  group: ReadonlyGroup,
  entries: readonly Immutable<Entry>[],
): number | null {
  const first = firstIdOf(stream);
  let { entriesRead, lastDeliveredId } = group;
  for (const { id } of entries) {
    const counts =
      entriesRead !== null &&
      compareIds(lastDeliveredId, first) >= 0 &&
      !hasHoleFrom(stream, lastDeliveredId);
    entriesRead = counts ? entriesRead! + 1 : distanceOf(stream, id);
    lastDeliveredId = id;
  }
  return entriesRead;
}

/** Whether something may be missing between this id and the end of the stream. */
function hasHoleFrom(stream: ReadonlyStream, id: EntryId): boolean {
  const { length, maxDeletedId } = stream;
  if (length === 0 || maxDeletedId === FIRST_ID) return false;
  return compareIds(firstIdOf(stream), maxDeletedId) <= 0 && compareIds(id, maxDeletedId) <= 0;
}

/** How many entries were ever added up to this id, itself included; null where that cannot be told. */
function distanceOf(stream: ReadonlyStream, id: EntryId): number | null {
  const { length, lastId, maxDeletedId } = stream;
  const added = stream.entries.length;
  if (added === 0) return 0;
  if (length === 0 && compareIds(id, lastId) <= 0) return added;
  if (id !== FIRST_ID && compareIds(id, maxDeletedId) < 0) return null;
  const toLast = compareIds(id, lastId);
  if (toLast >= 0) return toLast === 0 ? added : null;
  const first = firstIdOf(stream);
  if (maxDeletedId !== FIRST_ID && compareIds(maxDeletedId, first) >= 0) return null;
  const toFirst = compareIds(id, first);
  return toFirst > 0 ? null : toFirst < 0 ? added - length : added - length + 1;
}
