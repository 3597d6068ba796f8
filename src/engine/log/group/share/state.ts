// A share group (KIP-932): what its coordinator knows of it and of its members, and what the broker keeps of each partition that it
// reads: which records are in whose hands, and how often they have been. What a member's client library knows stands in client-state.ts.

import type { ConsumerId, Instant, Offset } from '../../../vocabulary.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { GroupBase, MemberBase } from '../state.ts';

export type ShareGroupState = 'Empty' | 'Stable' | 'Dead';

export interface ShareGroup extends GroupBase {
  type: 'share';
  /** Whether it has members; see lifecycle/share-group.ts. */
  state: ShareGroupState;
  /** Grows whenever members, what they subscribe to, or the partitions of that change. */
  groupEpoch: number;
  /** The group epoch for which the assignor last ran; 0 if it never did. */
  targetEpoch: number;
  /** When the assignor last ran; null if it never did. */
  targetAt: Instant | null;
  /** The topics subscribed to as they were when the epoch last grew: which there are, and their partitions. */
  topicsSeen: Record<string, string>;
  /** In the order in which they joined. */
  members: ShareMember[];
  /** Those consumers that ask for more in the background, the longest first. */
  asking: ConsumerId[];
  /** By partition, once its state has been set up: only these are dealt out. */
  partitions: Record<PartitionId, SharePartition>;
}

export interface ShareMember extends MemberBase {
  /** The epoch that it has reached. */
  memberEpoch: number;
  /** What the assignor gave it in the target epoch; others may have the same. */
  target: PartitionId[];
  /** When it is dropped for silence; null while nobody knows of a reason why it should fall silent. */
  expiresAt: Instant | null;
}

/** What the broker keeps of a partition for one share group. Kafka: SharePartition. */
export interface SharePartition {
  id: PartitionId;
  /** False until a member fetches for the first time, and again after its offset was altered. Before that nothing else here counts. */
  open: boolean;
  /** First offset that is not done; what is below is done for this group, and stays on the log. */
  startOffset: Offset;
  /** The last offset taken in hand, or the next one to be taken where nothing is in flight. */
  endOffset: Offset;
  /** What has been taken from the log and is not done, or follows on something that is not: by offset, without overlap. Never changed in place. */
  inFlight: InFlightBatch[];
  /** How many records in flight are available: those are given out before new ones. */
  availableRecords: number;
  /** How many records from the start offset on are done. */
  doneRecords: number;
  /** What was last written down, which is what administrators see; null if nothing was ever. It runs behind. */
  written: WrittenState | null;
  /** When it is looked next for locks that have run out; null while there are none. */
  locksCheckAt: Instant | null;
}

export interface WrittenState {
  startOffset: Offset;
  doneRecords: number;
}

/** What was taken from the log at once: it has one state, or, since parts of it went their own ways, one for each offset. Never changed. */
export interface InFlightBatch {
  readonly firstOffset: Offset;
  readonly lastOffset: Offset;
  /** The state of all, alone in here; or the states of its offsets, in order. */
  readonly records: readonly ShareRecord[];
}

export type ShareRecordState = 'Available' | 'Acquired' | 'Acknowledged' | 'Archived';

/** Never changed. */
export interface ShareRecord {
  /** Where it stands; see lifecycle/share-record.ts. */
  readonly state: ShareRecordState;
  /** How often it was given to a member. */
  readonly deliveryCount: number;
  /** Who has it in hand; null while nobody has. */
  readonly holder: ConsumerId | null;
  /** Until when; null while nobody has it. */
  readonly lockedUntil: Instant | null;
}
