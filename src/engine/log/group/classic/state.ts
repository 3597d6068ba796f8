// What the coordinator knows of a group of the classic protocol: its members and its generation.

import type { ConsumerId, Instant } from '../../../vocabulary.ts';
import type { GroupBase, MemberBase } from '../state.ts';

export type ClassicGroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

export interface ClassicGroup extends GroupBase {
  type: 'classic';
  state: ClassicGroupState;
  generation: number;
  /** When its last member left; null while it has members, or never had any. */
  emptySince: Instant | null;
  /** Assignor chosen by vote, e.g. `range`; null while empty. */
  protocol: string | null;
  leader: ConsumerId | null;
  /** In the order in which they joined. */
  members: ClassicMember[];
  /** Counts the rebalances begun, so that a timer of an earlier one is recognised when it fires. */
  rebalance: number;
  /** When joining closes; null unless it is open. */
  completeAt: Instant | null;
  /** The first rebalance of an empty group waits for others: how much longer it may. Null in any other. */
  initialRemainingMs: number | null;
  /** Whether anybody but the first joined since that wait was last extended. */
  joinedMeanwhile: boolean;
}

export type ClassicMemberState = 'Joining' | 'Joined' | 'Syncing' | 'Stable' | 'Awaited' | 'Called';

export interface ClassicMember extends MemberBase {
  /** Where the member stands in the join; see lifecycle/member.ts. */
  state: ClassicMemberState;
  /** When its join was answered last (before: when it asked). Its heartbeats count from here. */
  joinedAt: Instant;
}
