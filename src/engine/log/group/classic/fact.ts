// Everything that can happen to the members and the generations of a classic group. What it changes is in apply.ts.

import type { ConsumerId, GroupId, Instant } from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';
import type { PartitionId } from '../../storage/state.ts';

export type ClassicGroupFact = OfLog &
  (
    | {
        /** A new process is in the group, waiting for the rebalance to include it. */
        readonly kind: 'member-joined';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly subscription: readonly string[];
      }
    | {
        readonly kind: 'member-rejoined';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly subscription: readonly string[];
      }
    | { readonly kind: 'member-left'; readonly group: GroupId; readonly consumer: ConsumerId }
    /** The coordinator dropped it: heard nothing for the session timeout, or it did not come back in a rebalance. */
    | {
        readonly kind: 'member-expired';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly because: 'session' | 'rebalance';
      }
    /** The client hears that it is no member any more. What it was assigned is lost when it polls next. */
    | { readonly kind: 'member-fenced'; readonly group: GroupId; readonly consumer: ConsumerId }
    /** The client knows that it has to join again, and does so inside its next poll. */
    | {
        readonly kind: 'rejoin-needed';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly because: 'heartbeat' | 'sync' | 'subscription' | 'metadata';
      }
    /** A rebalance starts: everybody has to come back. Joining closes at `completeAt` at the latest. */
    | {
        readonly kind: 'rebalance-began';
        readonly group: GroupId;
        readonly completeAt: Instant;
        /** The group was empty: how much longer than until `completeAt` it may wait for more members. Else null. */
        readonly initialRemainingMs: number | null;
      }
    /** Others came meanwhile, so the empty group's first rebalance waits once more. */
    | {
        readonly kind: 'joining-extended';
        readonly group: GroupId;
        readonly completeAt: Instant;
        readonly initialRemainingMs: number | null;
      }
    /** All who came back form this generation; assignments are being computed by the leader. */
    | {
        readonly kind: 'generation-formed';
        readonly group: GroupId;
        readonly generation: number;
        readonly leader: ConsumerId;
        readonly protocol: string;
      }
    /** The member is told its generation; it asks for its assignment inside its next poll. */
    | { readonly kind: 'join-answered'; readonly group: GroupId; readonly consumer: ConsumerId }
    /** The member asked for its assignment. */
    | { readonly kind: 'member-synced'; readonly group: GroupId; readonly consumer: ConsumerId }
    /** The generation has its assignments: partitions per member. Each gets its own by `assigned`. */
    | {
        readonly kind: 'group-stabilised';
        readonly group: GroupId;
        readonly assignment: Readonly<Record<ConsumerId, readonly PartitionId[]>>;
      }
    | { readonly kind: 'group-emptied'; readonly group: GroupId; readonly generation: number }
    /** The client's next heartbeat that will tell it something new. */
    | {
        readonly kind: 'heartbeat-planned';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly heartbeatAt: Instant;
      }
    /** Its process is gone: the coordinator drops this member then. */
    | {
        readonly kind: 'expiry-planned';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly expiryAt: Instant;
      }
  );
