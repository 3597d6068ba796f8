// A group of the consumer protocol (KIP-848): what its coordinator knows of it, its epochs and where each member stands on its way to
// the target assignment; and what a member's client library knows of its own membership.

import type { Refusal } from '../../../command.ts';
import type { Instant } from '../../../vocabulary.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { AssignorName } from '../classic/protocols.ts';
import type { GroupBase, MemberBase } from '../state.ts';

export type ConsumerGroupState = 'Empty' | 'Assigning' | 'Reconciling' | 'Stable' | 'Dead';

export interface ConsumerGroup extends GroupBase {
  type: 'consumer';
  /** How far it is on its way; see lifecycle/consumer-group.ts. */
  state: ConsumerGroupState;
  /** Grows whenever members, what they subscribe to, or the partitions of that change. */
  groupEpoch: number;
  /** The group epoch for which the assignor last ran; 0 if it never did. */
  targetEpoch: number;
  /** When the assignor last ran; null if it never did. */
  targetAt: Instant | null;
  /** The topics subscribed to as they were when the epoch last grew: which there are, and their partitions. */
  topicsSeen: Record<string, string>;
  /** The topics that each pattern in use stands for, as matched last; without those that still have to be. */
  matches: Record<string, string[]>;
  /** When patterns were last matched, and how many topics had been created by then; null while there are none. */
  matchedAt: Instant | null;
  topicsCreated: number;
  /** In the order in which they joined. */
  members: ConsumerGroupMember[];
}

export type ReconciliationState = 'Stable' | 'UnrevokedPartitions' | 'UnreleasedPartitions';

export interface ConsumerGroupMember extends MemberBase {
  /** Where it stands on its way to its target; see lifecycle/reconciliation.ts. */
  state: ReconciliationState;
  /** `group.instance.id` of a static member. */
  instanceId: string | null;
  /** The epoch that it has reached; -2 while a static member is away. */
  memberEpoch: number;
  /** The server-side assignor that it asks for, if it does. */
  assignor: string | null;
  /** How long it may take to give up partitions: its max.poll.interval.ms. */
  rebalanceTimeoutMs: number;
  /** The pattern that it leaves to the coordinator; null if it names its topics. */
  pattern: string | null;
  /** What the assignor gave it in the target epoch. */
  target: PartitionId[];
  /** What it was told to give up and has not said that it did: nobody else gets these. */
  revoking: PartitionId[];
  /** When it is dropped unless it has moved on: given those up, or joined again as it was told. Null while nobody waits for it. */
  moveBy: Instant | null;
  /** Of a member whose client speaks the classic protocol; null for all others. */
  classic: ClassicPart | null;
  /** When it is dropped for silence; null while nobody knows of a reason why it should fall silent. */
  expiresAt: Instant | null;
}

/** What the coordinator keeps of a member whose client speaks the classic protocol; its generation is the member epoch. */
export interface ClassicPart {
  /** The member id that its client goes by. */
  id: string;
  clientId: string;
  /** The assignors that its client can work with: what counts if the group becomes a classic one. */
  protocols: AssignorName[];
  /** Its next heartbeat that will tell it to join again; null if none would. */
  nextHeartbeatAt: Instant | null;
}

export interface Subscription {
  topics: string[];
  /** A pattern that the coordinator matches; else null. */
  pattern: string | null;
}

export type MembershipState =
  'Unsubscribed' | 'Joining' | 'Reconciling' | 'Acknowledging' | 'Stable' | 'Fenced' | 'Stale' | 'Fatal';

/** What a consumer of this protocol knows of its own part in the group; its epoch is `Consumer.generation`. */
export interface Membership {
  /** Where it stands; see lifecycle/consumer-member.ts. */
  state: MembershipState;
  /** What it was told to have and has not taken yet; null if it has all that it was told. */
  told: PartitionId[] | null;
  /** What it said that it subscribes to. */
  said: Subscription;
  /** Its last heartbeat; the next ones follow at the interval that the answer to it named. */
  heartbeatAt: Instant;
  heartbeatIntervalMs: number;
  /** The next heartbeat that will tell something; null if none would. */
  nextHeartbeatAt: Instant | null;
  /** What its next poll throws; null if nothing. */
  failure: Refusal | null;
}
