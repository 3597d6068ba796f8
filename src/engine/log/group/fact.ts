// Everything that can happen to groups and to what they commit. What it changes is in apply.ts.

import type { OfLog } from '../of.ts';
import type { ConsumerId, GroupId, Instant, Offset } from '../../vocabulary.ts';
import type { PartitionId } from '../storage/state.ts';
import type { Group, GroupConfig } from './state.ts';

export type GroupFact = OfLog &
  (
    | {
        /** The group's bookmark in this partition is now `offset`. The records stay. */
        readonly kind: 'committed';
        readonly group: GroupId;
        readonly partition: PartitionId;
        readonly offset: Offset;
        readonly consumer: ConsumerId | null;
        readonly metadata: string;
      }
    | {
        readonly kind: 'commit-refused';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly error: string;
        readonly message: string;
      }
    /** Somebody moved the group's bookmark by hand. `from`: what it was, null if there was none. */
    | {
        readonly kind: 'offset-reset';
        readonly group: GroupId;
        readonly partition: PartitionId;
        readonly from: Offset | null;
        readonly offset: Offset;
        /** What the tool warns of, e.g. that the offset asked for is outside the log. */
        readonly warning: string | null;
      }
    /** What the group had committed in these partitions is forgotten: it would start there as if it had never been. */
    | {
        readonly kind: 'offsets-deleted';
        readonly group: GroupId;
        readonly partitions: readonly PartitionId[];
        readonly because: 'admin' | 'expiry';
      }
    /** The coordinator looks again then for what nobody uses any more (on its check interval). */
    | {
        readonly kind: 'offsets-check-planned';
        readonly group: GroupId;
        readonly checkAt: Instant | null;
      }
    | { readonly kind: 'reset-refused'; readonly group: GroupId; readonly message: string }
    | { readonly kind: 'group-created'; readonly group: GroupId; readonly type: Group['type'] }
    /** An empty group begins anew in the other protocol. What it committed stays. */
    | { readonly kind: 'group-converted'; readonly group: GroupId; readonly type: Group['type'] }
    | {
        readonly kind: 'group-configured';
        readonly group: GroupId;
        readonly config: Partial<GroupConfig>;
        /** What the group says no longer. */
        readonly removed: readonly string[];
      }
    | { readonly kind: 'group-deleted'; readonly group: GroupId }
  );
