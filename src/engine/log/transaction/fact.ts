// Everything that can happen to transactions, but for what partitions keep of them (producer-state/fact.ts). What it changes is in
// apply.ts.

import type { GroupId, Instant, ProducerId } from '../../vocabulary.ts';
import type { OfLog } from '../of.ts';
import type { PartitionId } from '../storage/state.ts';
import type { Outcome, PendingOffset, TransactionalClient } from './state.ts';

export type TransactionFact = OfLog &
  (
    | {
        /** The producer that was just opened has a transactional id. */
        readonly kind: 'transactional-producer-opened';
        readonly producer: ProducerId;
        readonly transactionalId: string;
        readonly timeoutMs: number;
      }
    /** The client library goes on to another state; `error`: the exception, where that is an error. */
    | {
        readonly kind: 'producer-turned';
        readonly producer: ProducerId;
        readonly by: 'INITIALIZE' | 'READY' | 'BEGIN' | 'COMMIT' | 'ABORT' | 'FAIL' | 'DIE';
        readonly error: string | null;
      }
    /** The coordinator has answered: the producer is ready for its next transaction, as this producer id in this epoch. */
    | {
        readonly kind: 'producer-identified';
        readonly producer: ProducerId;
        readonly pid: number;
        readonly epoch: number;
      }
    /** A call took too long for the application; the client library goes on with it. */
    | {
        readonly kind: 'call-timed-out';
        readonly producer: ProducerId;
        readonly call: Exclude<TransactionalClient['waitsFor'], null>;
      }
    /** The client library has put something into its transaction: a record for this partition, or (null) offsets. */
    | {
        readonly kind: 'transaction-used';
        readonly producer: ProducerId;
        readonly partition: PartitionId | null;
      }
    /** What waited in a producer for these tickets is dropped, because its transaction is over or cannot go on. */
    | { readonly kind: 'records-dropped'; readonly producer: ProducerId; readonly tickets: readonly number[] }
    /** The coordinator gave a transactional id to a producer; whoever had it before is fenced. */
    | {
        readonly kind: 'transactional-id-taken';
        readonly id: string;
        readonly pid: number;
        readonly epoch: number;
        readonly timeoutMs: number;
      }
    /** The coordinator knows that this partition, or offsets of this group, are part of the transaction; the first one begins it. */
    | {
        readonly kind: 'transaction-joined';
        readonly id: string;
        readonly partition: PartitionId | null;
        readonly group: GroupId | null;
      }
    /** It is decided, for good, what becomes of the transaction; markers follow, in this epoch. */
    | {
        readonly kind: 'transaction-decided';
        readonly id: string;
        readonly outcome: Outcome;
        readonly epoch: number;
        readonly because: 'asked' | 'timeout' | 'fenced';
      }
    /** All markers are written. The id goes on as this producer id in this epoch. */
    | {
        readonly kind: 'transaction-completed';
        readonly id: string;
        readonly pid: number;
        readonly epoch: number;
      }
    /** The coordinator looks then whether the transaction has taken too long. */
    | {
        readonly kind: 'transaction-check-planned';
        readonly id: string;
        readonly checkAt: Instant | null;
      }
    /** Offsets of a group wait for the end of a transaction. */
    | {
        readonly kind: 'offsets-sent';
        readonly group: GroupId;
        readonly pid: number;
        readonly offsets: readonly Pick<PendingOffset, 'partition' | 'offset' | 'metadata'>[];
      }
    /** Offsets of a group wait no more: their transaction has ended. */
    | {
        readonly kind: 'offsets-settled';
        readonly group: GroupId;
        readonly pid: number;
        readonly outcome: Outcome;
      }
  );
