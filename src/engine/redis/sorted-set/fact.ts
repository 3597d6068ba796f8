// Everything that can happen to sorted sets. What it changes is in apply.ts.

import type { ClientId, Key, OfRedis } from '../of.ts';
import type { Member } from './state.ts';

export type SortedSetFact = OfRedis & { readonly client: ClientId; readonly key: Key } & (
    | {
        /** The member is in its place among the others, new or moved; the set comes with its first member. */
        readonly kind: 'member-scored';
        readonly member: Member;
        /** How many members are before it. */
        readonly place: number;
        /** Where it was until now, null if it is new. */
        readonly before: number | null;
      }
    /** The lowest ones were taken for good, in this order. */
    | { readonly kind: 'lowest-popped'; readonly members: readonly Member[] }
  );
