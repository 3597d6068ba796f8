// A group of the classic protocol: what its coordinator knows of it, its members and its generation; and what a member's client
// library knows of its own part in it.

import type { ConsumerId, Instant } from '../../../vocabulary.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { GroupBase, MemberBase } from '../state.ts';
import type { AssignorName } from './protocols.ts';

export type ClassicGroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

export interface ClassicGroup extends GroupBase {
  type: 'classic';
  /** What it is doing; see lifecycle/group.ts. */
  state: ClassicGroupState;
  generation: number;
  /** When its last member left; null while it has members, or never had any. */
  emptySince: Instant | null;
  /** Assignor chosen by vote, e.g. `range`; null while empty. */
  protocol: AssignorName | null;
  leader: ConsumerId | null;
  /** In the order in which they joined. */
  members: ClassicMember[];
  /** How many member ids were given out; makes each a new one. */
  memberIds: number;
  /** The topics that members want, with their numbers of partitions, as its leader saw them when it last assigned. */
  topicsSeen: Record<string, number>;
  /** Counts the rebalances begun, so that a timer of an earlier one is recognised when it fires. */
  rebalance: number;
  /** When joining closes; null unless it is open. */
  completeAt: Instant | null;
  /** The first rebalance of an empty group waits for others: how much longer it may. Null in any other. */
  initialRemainingMs: number | null;
  /** Whether anybody but the first joined since that wait was last extended. */
  joinedMeanwhile: boolean;
}

export type ClassicMemberState = 'Joining' | 'Joined' | 'Syncing' | 'Stable' | 'Awaited';

export interface ClassicMember extends MemberBase {
  /** Its member id, new with each process and each new start. */
  id: string;
  /** `group.instance.id` of a static member, else null. */
  instanceId: string | null;
  /** `client.id` of the process that joined; a static member's next process does not change it. */
  clientId: string;
  /** Where it stands; see lifecycle/member.ts. */
  state: ClassicMemberState;
  /** The assignors that it can work with, the one it likes best first. */
  protocols: AssignorName[];
  claims: Claims;
  /** When it is dropped unless it is heard of before; null while that is not in doubt. */
  expiresAt: Instant | null;
}

/** What a member says that it has when it joins; sticky assignors ask. */
export interface Claims {
  owned: PartitionId[];
  /** The generation that it believes itself in; -1 for none. */
  generation: number;
  /** What the sticky assignor of its client remembers from the last assignment; null if nothing. */
  remembered: Remembered | null;
}

export interface Remembered {
  partitions: PartitionId[];
  generation: number;
}

export type MembershipState = 'Unjoined' | 'Preparing' | 'Completing' | 'Stable';

/** What a consumer knows of its own part in a classic group; its generation is `Consumer.generation`. */
export interface ClassicMembership {
  /** Where it stands; see lifecycle/membership.ts. */
  state: MembershipState;
  /** The member id that it was given; null while it has none. */
  memberId: string | null;
  /** It has to join again, inside its next poll. */
  rejoin: boolean;
  /** It has given up what it had to before it joins; not again before it has joined. */
  prepared: boolean;
  /** The topics with which it joined last; null before it first does. */
  joinedTopics: string[] | null;
  /** What it was assigned and has not taken yet: it does so inside its next poll. */
  told: PartitionId[] | null;
  remembered: Remembered | null;
  /** When its heartbeats began, with the answer to its join; they follow at its `heartbeat.interval.ms`. */
  heartbeatsFrom: Instant;
  /** Another process has a static member's place, which its next poll throws. */
  fenced: boolean;
}
