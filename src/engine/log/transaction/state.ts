// What is known of transactions: by their coordinator, by the client libraries of producers that have a transactional id, and by the
// coordinators of groups whose offsets are part of one. What partitions know of it is in producer-state/. Plain data.

import type { GroupId, Instant, Offset, ProducerId } from '../../vocabulary.ts';
import type { LogProducers } from '../producer-state/state.ts';
import type { PartitionId } from '../storage/state.ts';

export interface Transactions {
  /** By transactional id. */
  ids: Record<string, TransactionalId>;
  /** Open producers that have a transactional id. */
  clients: Record<ProducerId, TransactionalClient>;
  /** What the leaders of partitions know of producers. */
  logs: Record<PartitionId, LogProducers>;
  /** Offsets that were sent in transactions which are still open. */
  pending: Record<GroupId, PendingOffset[]>;
  /** Producer ids of those who send without a client library. */
  numbered: Record<string, number>;
  /** How many times offsets were sent; orders them. */
  offsetsSent: number;
}

/** What a transaction ends with. */
export type Outcome = 'commit' | 'abort';

/** What the coordinator knows of a transactional id. Kafka: TransactionMetadata. */
export interface TransactionalId {
  id: string;
  pid: number;
  /** One more with each end of a transaction and each producer that takes the id over; who has an older one is fenced. */
  epoch: number;
  /** See lifecycle/transaction.ts. */
  state: 'Empty' | 'Ongoing' | 'PrepareCommit' | 'PrepareAbort' | 'CompleteCommit' | 'CompleteAbort';
  timeoutMs: number;
  /** When its transaction began, or the last one did; null before the first. */
  startedAt: Instant | null;
  /** Partitions in its transaction: each gets a marker. */
  partitions: PartitionId[];
  /** Groups whose offsets are part of it. */
  groups: GroupId[];
  /** When it is next looked whether the transaction has taken too long; null while nobody looks. */
  checkAt: Instant | null;
}

/** What the client library of a transactional producer knows. Kafka: TransactionManager. */
export interface TransactionalClient {
  transactionalId: string;
  timeoutMs: number;
  /** See lifecycle/transactional-producer.ts. */
  state:
    | ('Uninitialized' | 'Initializing' | 'Ready' | 'InTransaction')
    | ('Committing' | 'Aborting' | 'AbortableError' | 'FatalError');
  /** The exception that brought it into one of the two error states; null in every other. */
  failure: string | null;
  /** As whom it sends; -1 before it is initialized. */
  pid: number;
  epoch: number;
  /** Partitions that it has sent to in this transaction. */
  partitions: PartitionId[];
  /** Anything that the coordinator could know of was sent in this transaction. */
  started: boolean;
  /** A call that timed out: nothing but the same call is possible. */
  waitsFor: 'initTransactions' | 'commitTransaction' | null;
}

/** An offset that will be committed if its transaction is. */
export interface PendingOffset {
  pid: number;
  partition: PartitionId;
  offset: Offset;
  metadata: string;
  /** Orders it among those of other transactions. */
  sent: number;
  /** Something newer was committed meanwhile: it will not count, and blocks as before. */
  superseded: boolean;
}

/** Broker settings that transactions and numbered batches go by; milliseconds. */
export interface TransactionSettings {
  'transaction.max.timeout.ms': number;
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': number;
  'producer.id.expiration.ms': number;
  'producer.id.expiration.check.interval.ms': number;
}
