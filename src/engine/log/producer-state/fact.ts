// Everything that happens to what a partition's leader knows of producers, appending aside. What it changes is in apply.ts.

import type { Offset } from '../../vocabulary.ts';
import type { OfLog } from '../of.ts';
import type { PartitionId } from '../storage/state.ts';

export type ProducerStateFact = OfLog &
  (
    | {
        /** Somebody without a client library was given a producer id. */
        readonly kind: 'producer-id-given';
        readonly producer: string;
        readonly pid: number;
      }
    /** The leader takes the first batch of a producer in this epoch, which begins with this sequence. */
    | {
        readonly kind: 'epoch-begun';
        readonly partition: PartitionId;
        readonly pid: number;
        readonly epoch: number;
        readonly sequence: number;
      }
    /** A batch was to be the first of a transaction in this partition, and was refused. */
    | {
        readonly kind: 'admission-sought';
        readonly partition: PartitionId;
        readonly pid: number;
        readonly epoch: number;
        readonly sequence: number;
        readonly joins: boolean;
      }
    /** The producer's next batch is the first of a transaction in this partition: from it on nothing is stable. */
    | { readonly kind: 'transaction-opened'; readonly partition: PartitionId; readonly pid: number }
    /** The marker that was just appended ended the producer's transaction in this partition; `first` to `last` were part of it, if any. */
    | {
        readonly kind: 'transaction-marked';
        readonly partition: PartitionId;
        readonly pid: number;
        /** The producer goes on with this one. */
        readonly epoch: number;
        readonly outcome: 'commit' | 'abort';
        readonly first: Offset | null;
        readonly last: Offset;
      }
  );
