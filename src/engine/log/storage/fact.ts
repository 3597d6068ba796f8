// Everything that can happen to the log of a partition. What it changes is in apply.ts and cleaning-apply.ts.

import type { OfLog } from '../of.ts';
import type { Instant, Offset, ProducerId } from '../../vocabulary.ts';
import type { Batch, PartitionId, Segment } from './state.ts';

export type StorageFact = OfLog &
  (
    | {
        /** The log of a partition goes on in a new segment. `closed` is the former active one, final. */
        readonly kind: 'segment-rolled';
        readonly partition: PartitionId;
        readonly closed: Segment;
        readonly baseOffset: Offset;
      }
    /** The batch stands at the end of the partition. `turns`: as of `ArrivingBatch`. */
    | {
        readonly kind: 'batch-appended';
        readonly partition: PartitionId;
        readonly topic: string;
        readonly producer: ProducerId;
        readonly batch: Batch;
        readonly turns: number;
      }
    /** Retention is looked at again at this instant (on the broker's check interval). */
    | {
        readonly kind: 'retention-planned';
        readonly partition: PartitionId;
        readonly checkAt: Instant | null;
      }
    /** Whole segments went, oldest first, read or unread; the log now starts at `logStartOffset`. */
    | {
        readonly kind: 'segments-deleted';
        readonly partition: PartitionId;
        readonly segments: number;
        readonly logStartOffset: Offset;
        readonly because: 'time' | 'size' | 'start';
      }
    /** delete-records moved the log start; bytes go later, with whole segments. */
    | { readonly kind: 'log-start-moved'; readonly partition: PartitionId; readonly logStartOffset: Offset }
  );

export type CleaningFact = OfLog &
  /** The cleaner looks again at this instant (on its own interval), at all logs that are compacted. */
  (
    | { readonly kind: 'cleaning-planned'; readonly passAt: Instant | null }
    /** The cleaner compacted a log: `segments` stand in the place of the oldest `replaced`, which are clean to `cleanedTo`. */
    | {
        readonly kind: 'log-cleaned';
        readonly partition: PartitionId;
        readonly replaced: number;
        readonly segments: readonly Segment[];
        readonly cleanedTo: Offset;
      }
  );
