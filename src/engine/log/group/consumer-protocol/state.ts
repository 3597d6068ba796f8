// What the coordinator knows of a group of the consumer protocol (KIP-848): its epochs, and where each member stands on its way to
// the target assignment.

import type { PartitionId } from '../../storage/state.ts';
import type { GroupBase, MemberBase } from '../state.ts';

export type ConsumerGroupState = 'Empty' | 'Assigning' | 'Reconciling' | 'Stable' | 'Dead';

export interface ConsumerGroup extends GroupBase {
  type: 'consumer';
  state: ConsumerGroupState;
  /** Grows whenever members, what they subscribe to, or the partitions of that change. */
  groupEpoch: number;
  /** The group epoch for which the assignor last ran. */
  targetEpoch: number;
  /** The assignor that most members ask for, or the broker's first. */
  assignor: string;
  /** In the order in which they joined. */
  members: ConsumerGroupMember[];
}

export type ConsumerGroupMemberState = 'Stable' | 'UnrevokedPartitions' | 'UnreleasedPartitions';

export interface ConsumerGroupMember extends MemberBase {
  state: ConsumerGroupMemberState;
  /** The epoch that it has reached; 0 before its first answer. */
  memberEpoch: number;
  /** What the assignor gave it in the target epoch. */
  target: PartitionId[];
}
