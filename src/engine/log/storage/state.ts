// A partition's log as it is stored: segments, batches, records. Plain data; rules stand in the files named after the nouns.

import type { Instant, Offset, Payload, SendId, Timestamp } from '../../vocabulary.ts';
import type { Store } from '../../store.ts';

/** A partition by its full name, e.g. `orders-0`. */
export type PartitionId = string;

export interface Partition {
  id: PartitionId;
  topic: string;
  number: number;
  /** First offset that a client may read; moved by retention or deletion, also into the middle of a batch. */
  logStartOffset: Offset;
  /** The offset the next record will get. With one replica it is the high watermark too. */
  logEndOffset: Offset;
  /** Closed segments, oldest first, deleted ones included; those before `firstSegment` are gone. */
  closed: Store<Segment>;
  firstSegment: number;
  active: Segment;
  /** Bytes of the segments that are still there. */
  sizeBytes: number;
  /** When retention is looked at next, or null while nothing here can expire. */
  retentionCheckAt: Instant | null;
}

export interface Segment {
  baseOffset: Offset;
  batches: Store<Batch>;
  sizeBytes: number;
  /** Largest timestamp of its first batch; -1 while empty. */
  firstTimestamp: Timestamp;
  /** Largest record timestamp seen; -1 while empty. */
  largestTimestamp: Timestamp;
  createdAt: Timestamp;
}

/** What a producer appends at once. Never changed after its append. */
export interface Batch {
  readonly baseOffset: Offset;
  readonly records: readonly LogRecord[];
  readonly sizeBytes: number;
  readonly maxTimestamp: Timestamp;
}

/** A record. Its offset is its batch's base offset plus its index there. */
export interface LogRecord {
  readonly key: Payload | null;
  readonly value: Payload | null;
  readonly timestamp: Timestamp;
  readonly headers?: readonly (readonly [string, Payload | null])[];
  /** The workload's send that it carries, where there is one. */
  readonly send?: SendId;
}
