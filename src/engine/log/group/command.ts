// Everything that can be asked about a group, its offsets and its settings, joining and leaving aside.

import type { OfLog } from '../of.ts';
import type { ConsumerId, GroupId, Offset, Timestamp } from '../../vocabulary.ts';
import type { Settings } from '../settings.ts';
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
     * Moves bookmarks as `kafka-consumer-groups --reset-offsets` does: of these topics and these partitions; without either, of all
     * that have one. Answers `ResetAnswer`; a `Refusal` of it has the first line that the tool prints as its error.
     */
    | {
        readonly kind: 'reset-offsets';
        readonly group: GroupId;
        readonly topics?: readonly string[];
        readonly partitions?: readonly PartitionId[];
        readonly to: ResetTarget;
        /** Only says where the bookmarks would go. */
        readonly dryRun?: boolean;
      }
    | {
        readonly kind: 'alter-offsets';
        readonly group: GroupId;
        readonly offsets: Readonly<Record<PartitionId, Offset>>;
      }
    /** Deletes what the group has committed in a topic, or in these of its partitions, by number. */
    | {
        readonly kind: 'delete-offsets';
        readonly group: GroupId;
        readonly topic: string;
        readonly partitions?: readonly number[];
      }
    | { readonly kind: 'delete-group'; readonly group: GroupId }
    | { readonly kind: 'check-offsets'; readonly group: GroupId }
    /** Settings of a single group, by Kafka's names; null takes one back. The group need not exist. */
    | {
        readonly kind: 'alter-group';
        readonly group: GroupId;
        readonly config: Readonly<Record<string, Settings[string] | null>>;
      }
  );

/** Where a reset sends a group: the forms of `kafka-consumer-groups --reset-offsets`. */
export type ResetTarget =
  | 'earliest'
  | 'latest'
  | 'current'
  | { readonly offset: Offset }
  | { readonly shift: number }
  | { readonly time: Timestamp }
  /** So long before now, in Java's notation, e.g. `P1DT12H`. */
  | { readonly duration: string }
  /** As a file says, which names the partitions too. */
  | { readonly rows: Readonly<Record<PartitionId, Offset>> };

/** Where the bookmarks are now, or would be. */
export interface ResetAnswer {
  readonly offsets: Readonly<Record<PartitionId, Offset>>;
  /** What the tool warns of, e.g. that an offset asked for is outside the log. */
  readonly warnings: readonly string[];
}

/** An offset to commit, with the note that Kafka keeps beside it. */
export type CommitOffset = Offset | { readonly offset: Offset; readonly metadata?: string };
