// Everything that can be asked of the log of a partition, appending and reading aside.

import type { OfLog } from '../of.ts';
import type { Offset, Timestamp } from '../../vocabulary.ts';
import type { Refusal } from '../../command.ts';
import type { PartitionId } from './state.ts';

export type StorageCommand = OfLog &
  (
    | {
        /** By partition number; -1 is the log end. Answers `DeletedRecords`. */
        readonly kind: 'delete-records';
        readonly topic: string;
        readonly before: Readonly<Record<string, Offset>>;
      }
    /** Answers `{ 't-0': FoundOffset }`. */
    | {
        readonly kind: 'list-offsets';
        readonly topic: string;
        readonly at: OffsetAt;
        /** Only as far as readers of committed data may read. */
        readonly committedOnly?: boolean;
      }
    | { readonly kind: 'check-retention'; readonly partition: PartitionId }
    /** A pass of the log cleaner. */
    | { readonly kind: 'clean' }
    /** Asked by other rules: a log may have become dirtier, or the cleaner could do something from an instant on. */
    | { readonly kind: 'plan-cleaning'; readonly partition: PartitionId }
    | { readonly kind: 'plan-cleaner-pass'; readonly from: Timestamp | null }
  );

/** Where to look for an offset; a number is a timestamp. */
export type OffsetAt =
  | ('earliest' | 'latest' | 'max-timestamp')
  | ('earliest-local' | 'latest-tiered' | 'earliest-pending-upload')
  | Timestamp;

/** Per partition number: the log start, or why it did not move. */
export interface DeletedRecords {
  readonly low: Readonly<Record<string, Offset | Refusal>>;
}

/** An offset found, with its record's timestamp where it was found by one; -1 where there is none. */
export interface FoundOffset {
  readonly offset: Offset;
  readonly timestamp?: Timestamp;
}
