// A stream: an append-only sequence of entries under growing ids, and the groups that read it. Deleting leaves a hole; an empty
// stream stays, with its groups and its last id.

import type { Store } from '../../store.ts';
import type { Instant, SendId } from '../../vocabulary.ts';
import type { Group } from '../group/state.ts';

/** `ms-seq`, both unsigned 64-bit numbers in decimal without leading zeros. Compare with `compareIds`. */
export type EntryId = string;

export interface Stream {
  readonly type: 'stream';
  /** Everything that was ever added, in order; ids grow. */
  entries: Store<Entry>;
  /** Index of the first entry that may still be there: all before it are gone. */
  first: number;
  /** Indexes from `first` on that were deleted. */
  holes: Record<number, true>;
  /** Entries that are there. */
  length: number;
  /** The last id ever given; the next must be greater. */
  lastId: EntryId;
  /** The greatest id that XDEL removed; `0-0` if it never did. */
  maxDeletedId: EntryId;
  /** Groups by name. */
  groups: Record<string, Group>;
  /** When the whole key goes; null: never. */
  expireAt: Instant | null;
}

/** Never changed. */
export interface Entry {
  readonly id: EntryId;
  /** Field, value, field, value… */
  readonly fields: readonly string[];
  /** The node of Redis's radix tree that it lies in, named by the index of that node's first entry. */
  readonly node: number;
  /** The send it stands for, where somebody follows it through the lanes. */
  readonly send: SendId | null;
}
