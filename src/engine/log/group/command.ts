// Everything that can be asked about a group's offsets.

import type { OfLog } from '../of.ts';
import type { ConsumerId, GroupId, Offset, Timestamp } from '../../vocabulary.ts';
import type { PartitionId } from '../storage/state.ts';

export type GroupCommand = OfLog &
  (
    | {
        /** Without `offsets`: the positions of all assigned partitions. */
        readonly kind: 'commit';
        readonly consumer: ConsumerId;
        readonly offsets?: Readonly<Record<PartitionId, CommitOffset>>;
      }
    /**
     * All partitions of `topic`, the `partitions` named, or those with a commit. Answers `{ 't-0': Offset }`; a `Refusal` of it
     * has the first line that the tool prints as its error.
     */
    | {
        readonly kind: 'reset-offsets';
        readonly group: GroupId;
        readonly topic?: string;
        readonly partitions?: readonly PartitionId[];
        readonly to: ResetTarget;
      }
  );

/** Where a reset sends a group: the forms of `kafka-consumer-groups --reset-offsets`. */
export type ResetTarget =
  | 'earliest'
  | 'latest'
  | 'current'
  | { readonly offset: Offset }
  | { readonly shift: number }
  | { readonly time: Timestamp };

/** An offset to commit, with the note that Kafka keeps beside it. */
export type CommitOffset = Offset | { readonly offset: Offset; readonly metadata?: string };
