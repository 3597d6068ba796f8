// Everything that can happen to the members and the generations of a classic group, and to what their clients know. What it changes
// is in apply.ts.

import type { ConsumerId, GroupId, Instant } from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { AssignorName } from './protocols.ts';

export type ClassicGroupFact = OfLog & (JoinFact | DepartureFact | GenerationFact | TimerFact);

/** A client asks to join, and what it says of itself becomes true for the coordinator. Its claims are what it has. */
type JoinFact =
  /** A new member, waiting for the rebalance to include it. */
  | {
      readonly kind: 'member-joined';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly memberId: string;
      readonly subscription: readonly string[];
    }
  | {
      readonly kind: 'member-rejoined';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly subscription: readonly string[];
    }
  /** Another process with the same `group.instance.id` takes a static member's place, under a new member id. */
  | {
      readonly kind: 'member-replaced';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly replaces: ConsumerId;
      readonly memberId: string;
      readonly subscription: readonly string[];
    }
  /** The client knows that it has to join again, and does so inside its next poll. */
  | {
      readonly kind: 'rejoin-needed';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly because: 'heartbeat' | 'sync' | 'subscription' | 'metadata' | 'revoked';
    }
  /** What it was assigned does not go with its subscription any more: it is not taken, and the client joins again. */
  | { readonly kind: 'assignment-declined'; readonly group: GroupId; readonly consumer: ConsumerId }
  /** The client hears the answer to its join: its generation. Its heartbeats begin. */
  | { readonly kind: 'join-heard'; readonly group: GroupId; readonly consumer: ConsumerId };

type DepartureFact =
  /** It closed or unsubscribed, or did not poll for max.poll.interval.ms. */
  | {
      readonly kind: 'member-left';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly because: Departure;
    }
  /** The client ends its part without a word to the coordinator, which finds out when the session times out. */
  | {
      readonly kind: 'member-fell-silent';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly because: Departure;
    }
  /**
   * The coordinator dropped it: it heard nothing for the session timeout, or it did not come back in a rebalance, did not ask for its
   * assignment, or came back when the group was full.
   */
  | {
      readonly kind: 'member-expired';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly because: 'session' | 'rebalance' | 'sync' | 'size';
    }
  /**
   * The client hears that the coordinator does not know it, or knows another generation, or another process in its place. What it was
   * assigned is lost when it polls next.
   */
  | {
      readonly kind: 'member-fenced';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly because: 'unknown' | 'generation' | 'instance';
    }
  /** Its poll threw that another process has its place. */
  | { readonly kind: 'fencing-raised'; readonly consumer: ConsumerId };

export type Departure = 'left' | 'stalled';

type GenerationFact =
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
  /** All who came back form this generation, with the static ones who did not; assignments are being computed by the leader. */
  | {
      readonly kind: 'generation-formed';
      readonly group: GroupId;
      readonly generation: number;
      readonly leader: ConsumerId;
      readonly protocol: AssignorName;
    }
  /** The coordinator answers the member's join with the generation; the client hears it inside its next poll. */
  | { readonly kind: 'join-answered'; readonly group: GroupId; readonly consumer: ConsumerId }
  /** The member asked for its assignment. */
  | { readonly kind: 'member-synced'; readonly group: GroupId; readonly consumer: ConsumerId }
  /** The generation has its assignments: partitions per member. Each is told its own by `sync-answered`. */
  | {
      readonly kind: 'group-stabilised';
      readonly group: GroupId;
      readonly assignment: Readonly<Record<ConsumerId, readonly PartitionId[]>>;
      /** The topics that members want as the leader saw them. */
      readonly topicsSeen: Readonly<Record<string, number>>;
    }
  /** The client is told its assignment, and takes it inside its next poll: that is `assigned`. */
  | { readonly kind: 'sync-answered'; readonly group: GroupId; readonly consumer: ConsumerId }
  | { readonly kind: 'group-emptied'; readonly group: GroupId; readonly generation: number };

type TimerFact =
  /** The client's next heartbeat that will tell it something new. */
  | {
      readonly kind: 'heartbeat-planned';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly heartbeatAt: Instant;
    }
  /** The coordinator drops this member then, unless it is heard of before. */
  | {
      readonly kind: 'expiry-planned';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly expiryAt: Instant;
    }
  /** Members that have not asked for their assignment by then are dropped. */
  | {
      readonly kind: 'sync-deadline-set';
      readonly group: GroupId;
      readonly generation: number;
      readonly closeAt: Instant;
    };
