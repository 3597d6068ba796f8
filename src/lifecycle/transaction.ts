// What may become of a transaction next, as its coordinator sees it. What its producer may do is in transactional-producer.ts.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: TransactionState. Its state PrepareEpochFence, in which nothing can be asked, takes no time here. */
export const transactionLifecycle = createMachine({
  id: 'transaction',
  initial: 'Empty',
  states: {
    /**
     * A producer has taken the transactional id and has sent nothing. Out: JOIN with the first partition or group; ABORT, which only
     * raises the epoch; TAKE when another producer takes the id.
     */
    Empty: { on: { JOIN: 'Ongoing', ABORT: 'PrepareAbort', TAKE: 'Empty' } },
    /**
     * Partitions and groups take part in it; what is written is not stable. Out: COMMIT; ABORT, asked for, because it has taken too
     * long, or because another producer takes the id.
     */
    Ongoing: { on: { JOIN: 'Ongoing', COMMIT: 'PrepareCommit', ABORT: 'PrepareAbort' } },
    /** Committed, which is final; the producer is told so. Out: COMPLETE once all markers are written. */
    PrepareCommit: { on: { COMPLETE: 'CompleteCommit' } },
    /** Aborted, which is final. Out: COMPLETE once all markers are written. */
    PrepareAbort: { on: { COMPLETE: 'CompleteAbort' } },
    /** Everybody can see that it was committed. Out: as from Empty. */
    CompleteCommit: { on: { JOIN: 'Ongoing', ABORT: 'PrepareAbort', TAKE: 'Empty' } },
    /** Everybody can see that it was aborted. Out: as from Empty. */
    CompleteAbort: { on: { JOIN: 'Ongoing', ABORT: 'PrepareAbort', TAKE: 'Empty' } },
  },
});

/** The same as a table, for the engine. */
export const TRANSACTION = transitionsOf(transactionLifecycle);
