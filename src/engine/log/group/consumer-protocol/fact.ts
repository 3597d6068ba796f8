// Everything that can happen to a group of the consumer protocol, to its members as the coordinator sees them, and to a consumer's own
// membership. What it changes is in apply.ts.

import type { Refusal } from '../../../command.ts';
import type { ConsumerId, GroupId, Immutable, Instant } from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { Departure } from '../classic/fact.ts';
import type { ClassicPart, ReconciliationState, Subscription } from './state.ts';

export type ConsumerGroupFact = OfLog &
  (CoordinatorFact | MembershipFact | ClassicClientFact | MigrationFact);

/** What the coordinator did. */
type CoordinatorFact =
  /** A new member, with nothing yet. */
  | {
      readonly kind: 'member-admitted';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly instanceId: string | null;
      readonly assignor: string | null;
      readonly rebalanceTimeoutMs: number;
      readonly classic: Immutable<ClassicPart> | null;
    }
  /** A static member is back, as another process maybe, and has what the one before had. */
  | {
      readonly kind: 'member-returned';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly replaces: ConsumerId;
      readonly assignor: string | null;
      readonly rebalanceTimeoutMs: number;
      readonly classic: Immutable<ClassicPart> | null;
    }
  | {
      readonly kind: 'member-subscribed';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly topics: readonly string[];
      readonly pattern: string | null;
    }
  /** A static member left for a while: its place is kept until its session ends. */
  | { readonly kind: 'member-away'; readonly group: GroupId; readonly consumer: ConsumerId }
  | {
      readonly kind: 'member-removed';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly because: 'left' | 'session' | 'late';
    }
  /** The coordinator looked for the topics that each pattern stands for. */
  | {
      readonly kind: 'patterns-matched';
      readonly group: GroupId;
      readonly matches: Readonly<Record<string, readonly string[]>>;
    }
  /** Something changed that the target has to follow. */
  | {
      readonly kind: 'group-epoch-bumped';
      readonly group: GroupId;
      readonly groupEpoch: number;
      readonly topicsSeen: Readonly<Record<string, string>>;
      readonly because: 'joined' | 'gone' | 'subscription' | 'topics';
    }
  /** Its last member is gone, which counts as an epoch too. */
  | { readonly kind: 'group-vacated'; readonly group: GroupId; readonly groupEpoch: number }
  /** The assignor ran: who is to have what. Each member is led there by its own heartbeats. */
  | {
      readonly kind: 'target-computed';
      readonly group: GroupId;
      readonly targetEpoch: number;
      readonly assignor: string;
      readonly target: Readonly<Record<ConsumerId, readonly PartitionId[]>>;
    }
  /** A member made a step towards its target. Until `moveBy` it has to say that it has given up what is `revoking`. */
  | {
      readonly kind: 'member-reconciled';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly state: ReconciliationState;
      readonly memberEpoch: number;
      readonly assignment: readonly PartitionId[];
      readonly revoking: readonly PartitionId[];
      readonly moveBy: Instant | null;
    }
  /** A member whose client speaks the classic protocol was told to join again: until then. */
  | {
      readonly kind: 'rejoin-awaited';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly moveBy: Instant;
    }
  /** Every member has what is meant for it. */
  | { readonly kind: 'group-settled'; readonly group: GroupId }
  /** Nothing will be heard of this member any more: it is dropped then. */
  | {
      readonly kind: 'session-end-planned';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly expiryAt: Instant;
    };

/** What a client library did. */
type MembershipFact =
  | { readonly kind: 'membership-began'; readonly group: GroupId; readonly consumer: ConsumerId }
  /** A heartbeat and its answer; `told` is what it shall have, null if that is nothing new. */
  | {
      readonly kind: 'heartbeat-answered';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly memberEpoch: number;
      readonly told: readonly PartitionId[] | null;
      readonly said: Immutable<Subscription>;
      readonly heartbeatIntervalMs: number;
    }
  /** It has taken what it was told to have, inside a poll, and says so with its next heartbeat, at once. */
  | { readonly kind: 'assignment-taken'; readonly group: GroupId; readonly consumer: ConsumerId }
  /** It hears that it is no member any more. What it has is lost when it polls next. */
  | { readonly kind: 'membership-fenced'; readonly group: GroupId; readonly consumer: ConsumerId }
  /** It has not polled for too long, and leaves. What it has is lost when it polls next. */
  | { readonly kind: 'membership-stalled'; readonly group: GroupId; readonly consumer: ConsumerId }
  /** It was refused for good, which its next poll throws. */
  | {
      readonly kind: 'membership-failed';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly failure: Refusal;
    }
  | { readonly kind: 'failure-thrown'; readonly consumer: ConsumerId }
  /** It leaves of its own will. */
  | { readonly kind: 'membership-ended'; readonly group: GroupId; readonly consumer: ConsumerId }
  /** Its next heartbeat that will tell something new, to it or to its coordinator. */
  | {
      readonly kind: 'next-heartbeat-planned';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly heartbeatAt: Instant;
    };

/** What a client of the classic protocol hears as a member of a group of the consumer protocol. */
type ClassicClientFact =
  /** It joined, and asked for its assignment: both are answered at once. It takes what it is told inside its next poll. */
  | {
      readonly kind: 'classic-client-answered';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly memberId: string;
      readonly generation: number;
      readonly told: readonly PartitionId[];
    }
  /** It is no member any more, of its own will. */
  | {
      readonly kind: 'classic-client-departed';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly because: Departure;
    }
  /** Its next heartbeat, which will tell it to join again or that it is no member. */
  | {
      readonly kind: 'classic-heartbeat-planned';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly heartbeatAt: Instant;
    };

type MigrationFact =
  /** A classic group goes on as one of the consumer protocol: same members, with what they have; its generation is the epoch. */
  | { readonly kind: 'group-upgraded'; readonly group: GroupId }
  /** The way back, when only clients of the classic protocol are left. */
  | { readonly kind: 'group-downgraded'; readonly group: GroupId };
