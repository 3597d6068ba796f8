// What a producer with a transactional id may do next, as its client library sees it. A call that its state has no way out by is
// refused with an IllegalStateException and changes nothing.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: TransactionManager.State, but for two-phase commit. */
export const transactionalProducerLifecycle = createMachine({
  id: 'transactional-producer',
  initial: 'Uninitialized',
  states: {
    /** Has no producer id; what it sends is refused. Out: INITIALIZE. */
    Uninitialized: { on: { INITIALIZE: 'Initializing', DIE: 'FatalError' } },
    /** Asks the coordinator for its transactional id. Out: READY; FAIL, DIE when that is refused. */
    Initializing: { on: { READY: 'Ready', FAIL: 'AbortableError', DIE: 'FatalError' } },
    /** In no transaction. Out: BEGIN. */
    Ready: { on: { BEGIN: 'InTransaction', DIE: 'FatalError' } },
    /** Sends records and offsets. Out: COMMIT, ABORT; FAIL when anything that it sends fails; DIE. */
    InTransaction: {
      on: { COMMIT: 'Committing', ABORT: 'Aborting', FAIL: 'AbortableError', DIE: 'FatalError' },
    },
    /** Sends what waits, then asks for the commit. Out: READY; FAIL if something could not be sent; DIE if it is refused. */
    Committing: { on: { READY: 'Ready', FAIL: 'AbortableError', DIE: 'FatalError' } },
    /** Drops what waits, and asks for the abort. Out: READY; DIE if it is refused. */
    Aborting: { on: { READY: 'Ready', DIE: 'FatalError' } },
    /** Something failed: nothing but ABORT leads out, after which it goes on. FAIL if more fails; DIE. */
    AbortableError: { on: { ABORT: 'Aborting', FAIL: 'AbortableError', DIE: 'FatalError' } },
    /** Can only be closed. */
    FatalError: { on: { DIE: 'FatalError' } },
  },
});

/** The same as a table, for the engine. */
export const TRANSACTIONAL_PRODUCER = transitionsOf(transactionalProducerLifecycle);
