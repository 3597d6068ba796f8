// Everything that can happen to a group of the consumer protocol, to its members as the coordinator sees them, and to a consumer's own
// membership. What it changes is in apply.ts.

import type { Refusal } from '../../../command.ts';
import type { ConsumerId, GroupId, Immutable, Instant } from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { ReconciliationState, Subscription } from './state.ts';

export type ConsumerGroupFact = OfLog & (CoordinatorFact | MembershipFact);

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
    }
  /** A static member is back, as another process maybe, and has what the one before had. */
  | {
      readonly kind: 'member-returned';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly replaces: ConsumerId;
      readonly assignor: string | null;
      readonly rebalanceTimeoutMs: number;
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
      readonly because: 'left' | 'session' | 'revocation';
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
  /** A member made a step towards its target. Until `revokeBy` it has to say that it has given up what is `revoking`. */
  | {
      readonly kind: 'member-reconciled';
      readonly group: GroupId;
      readonly consumer: ConsumerId;
      readonly state: ReconciliationState;
      readonly memberEpoch: number;
      readonly assignment: readonly PartitionId[];
      readonly revoking: readonly PartitionId[];
      readonly revokeBy: Instant | null;
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
