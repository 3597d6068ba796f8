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
  /** First offset of the oldest open transaction; null while none is open. See `lastStableOffset` in partition.ts. */
  openFrom: Offset | null;
  /**
   * Closed segments, oldest first, deleted ones included; those before `firstSegment` are gone. A pass of the cleaner puts another
   * store in its place, so that past worlds keep theirs.
   */
  closed: Store<Segment>;
  firstSegment: number;
  active: Segment;
  /** Bytes of the segments that are still there. */
  sizeBytes: number;
  /** Where the cleaner goes on: what is below was compacted. */
  cleanedTo: Offset;
  /** When retention is looked at next, or null while nothing here can expire. */
  retentionCheckAt: Instant | null;
}

export interface Segment {
  baseOffset: Offset;
  batches: Store<Batch>;
  sizeBytes: number;
  /** Largest timestamp of its first batch; -1 while empty. */
  firstTimestamp: Timestamp;
  /** Largest timestamp of its batches; -1 while empty. */
  largestTimestamp: Timestamp;
  createdAt: Timestamp;
  /** When a batch was last appended; the cleaner leaves that as it was. */
  modifiedAt: Timestamp;
  index: SegmentIndex;
}

/** How full the offset index and the time index of a segment are. */
export interface SegmentIndex {
  /** Bytes between two entries. */
  intervalBytes: number;
  /** Bytes that either of them may take. */
  maxBytes: number;
  bytesSinceEntry: number;
  offsetEntries: number;
  timeEntries: number;
  /** Timestamp of the time index's last entry; -1 before the first. */
  lastTimestamp: Timestamp;
}

/** What a producer appends at once, or what the cleaner left of it. Never changed. */
export interface Batch {
  readonly baseOffset: Offset;
  /** The last of the offsets that it took, whether or not that record is still there. */
  readonly lastOffset: Offset;
  /** Empty where only the batch itself was kept. */
  readonly records: readonly LogRecord[];
  /** The offset of each record; null while there is one at every offset from base to last. */
  readonly offsets: readonly Offset[] | null;
  readonly sizeBytes: number;
  /** Largest timestamp of its records; of those that it had, where none is left. */
  readonly maxTimestamp: Timestamp;
  /** Of an idempotent producer (Kafka: producer id); -1 of any other. */
  readonly pid: number;
  /** From when on the cleaner drops its tombstones; null until it has met them once. */
  readonly deleteHorizon: Timestamp | null;
  /** What it is to transactions: part of one, the marker that one ended with, or nothing (null). Markers hold no records. */
  readonly transaction: 'data' | 'commit' | 'abort' | null;
}

/** A record. `offsetOf` in batch.ts says where it stands. */
export interface LogRecord {
  readonly key: Payload | null;
  readonly value: Payload | null;
  readonly timestamp: Timestamp;
  readonly headers?: readonly (readonly [string, Payload | null])[];
  /** The workload's send that it carries, where there is one. */
  readonly send?: SendId;
}
