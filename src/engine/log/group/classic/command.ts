// What the timers of a classic group's coordinator and of its members bring back.

import type { ConsumerId, GroupId } from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';

export type ClassicGroupCommand = OfLog &
  (
    | { readonly kind: 'heartbeat'; readonly group: GroupId; readonly consumer: ConsumerId }
    | { readonly kind: 'expire-member'; readonly group: GroupId; readonly consumer: ConsumerId }
    | { readonly kind: 'close-joining'; readonly group: GroupId; readonly rebalance: number }
    /** Looks who has not asked for its assignment at the instant at which the generation was formed. */
    | { readonly kind: 'await-syncs'; readonly group: GroupId; readonly generation: number }
    | { readonly kind: 'close-syncing'; readonly group: GroupId; readonly generation: number }
  );
