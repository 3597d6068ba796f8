// What the coordinator knows of a group: its members, its generation, and what it has committed.

import type { ConsumerId, GroupId, Instant, Offset } from '../../vocabulary.ts';
import type { PartitionId } from '../storage/state.ts';

export type GroupStateName = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

export interface Group {
  id: GroupId;
  state: GroupStateName;
  generation: number;
  /** Assignor chosen by vote, e.g. `range`; null while empty. */
  protocol: string | null;
  leader: ConsumerId | null;
  /** In the order in which they joined. */
  members: Member[];
  offsets: Record<PartitionId, CommittedOffset>;
  /** Counts the rebalances begun, so that a timer of an earlier one is recognised when it fires. */
  rebalance: number;
  /** When joining closes; null unless it is open. */
  completeAt: Instant | null;
  /** The first rebalance of an empty group waits for others: how much longer it may. Null in any other. */
  initialRemainingMs: number | null;
  /** Whether anybody but the first joined since that wait was last extended. */
  joinedMeanwhile: boolean;
}

export type MemberStateName = 'Joining' | 'Joined' | 'Syncing' | 'Stable' | 'Awaited' | 'Called';

export interface Member {
  consumer: ConsumerId;
  /** Where the member stands in the join; see lifecycle/member.ts. */
  state: MemberStateName;
  /** Topics it said it wants when it joined. */
  subscription: string[];
  assignment: PartitionId[];
  /** When its join was answered last (before: when it asked). Its heartbeats count from here. */
  joinedAt: Instant;
  /** When the coordinator last heard from it, as far as it can be told without counting heartbeats. */
  lastHeardAt: Instant;
  /** False once its process is gone; the coordinator finds out at the session timeout. */
  alive: boolean;
}

export interface CommittedOffset {
  /** The next offset that the group resumes from. */
  offset: Offset;
  committedAt: Instant;
  metadata: string;
}
