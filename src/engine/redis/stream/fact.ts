// Everything that can happen to streams, their groups aside. What it changes is in apply.ts.

import type { ClientId, Key, Loss, OfRedis } from '../of.ts';
import type { Entry, EntryId } from './state.ts';

export type StreamFact = OfRedis & { readonly key: Key } & (
    | { readonly kind: 'stream-created' }
    | { readonly kind: 'entry-added'; readonly client: ClientId; readonly entry: Entry }
    | (Loss & {
        /** XDEL took them out, whoever still wanted to read them. */ readonly kind: 'entries-deleted';
        readonly indexes: readonly number[];
        /** The greatest id that XDEL ever removed. */
        readonly maxDeletedId: EntryId;
      })
    | (Loss & {
        /** The oldest were cut off, whoever still wanted to read them. */ readonly kind: 'stream-trimmed';
        readonly removed: number;
        /** Index from which on entries are left. */
        readonly first: number;
      })
  );
