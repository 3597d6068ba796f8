// What the leader of a partition knows of those who number their batches: idempotent producers, by their producer ids. It goes by the
// numbers alone and never looks at the records. Kafka: ProducerStateManager, ProducerStateEntry.

import type { Store } from '../../store.ts';
import type { Instant, Offset, Timestamp } from '../../vocabulary.ts';

/** The producers of one partition. */
export interface LogProducers {
  /** By producer id. Only those are watched that could send something twice or out of turn. */
  known: Record<number, KnownProducer>;
  /** Open transactions, oldest first. */
  open: OpenTransaction[];
  /** By producer id: who asked to be let into a transaction and has appended nothing since. */
  sought: Record<number, SoughtAdmission>;
  /** By producer id: its aborted transactions, oldest first. Readers that want committed data alone skip these. */
  aborted: Record<number, Store<OffsetRange>>;
}

export interface KnownProducer {
  epoch: number;
  /** The last batches that it appended in this epoch, oldest first: so many can be told from new ones. */
  batches: NumberedBatch[];
  /** The largest timestamp of its last batch: after a day it is forgotten. */
  lastTimestamp: Timestamp;
  /** When it last appended, or was written a marker. */
  heardAt: Instant;
}

/** A batch as its producer numbers it: by the sequence of its first and its last record. */
export interface NumberedBatch {
  first: number;
  last: number;
  baseOffset: Offset;
}

/** Keeps later sequences from overtaking an earlier one that failed. Kafka: VerificationStateEntry. */
export interface SoughtAdmission {
  epoch: number;
  /** The lowest that it came with in this epoch. */
  sequence: number;
  /** It first came with a request that joins the transaction by itself (transactions v2). */
  joins: boolean;
}

export interface OpenTransaction {
  pid: number;
  firstOffset: Offset;
}

/** Offsets from `first` to `last`, both included. */
export interface OffsetRange {
  readonly first: Offset;
  readonly last: Offset;
}
