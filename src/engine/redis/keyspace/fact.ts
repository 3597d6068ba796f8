// Everything that can happen to keys, whatever lies under them. What it changes is in apply.ts.

import type { Instant } from '../../vocabulary.ts';
import type { Key, Loss, OfRedis } from '../of.ts';

export type KeyspaceFact = OfRedis &
  (
    | (Loss & {
        /** The key is gone with its value: its last element left it, somebody deleted it, or its time was up. */
        readonly kind: 'key-removed';
        readonly key: Key;
        readonly because: 'emptied' | 'deleted' | 'expired';
      })
    /** The whole key goes at this instant, whatever becomes of its value until then. */
    | { readonly kind: 'expiry-set'; readonly key: Key; readonly expireAt: Instant }
  );
