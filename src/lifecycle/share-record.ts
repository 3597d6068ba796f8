// What may become of a record in one share group. The record itself stays on the log, for everybody else.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: RecordState. Its state ARCHIVING is reserved for dead letters, which 4.3.1 does not have. */
export const shareRecordLifecycle = createMachine({
  id: 'share-record',
  initial: 'Available',
  states: {
    /**
     * Waits for a member; those taken from the log before come first. Nobody can acknowledge it. Out: ACQUIRE, which counts as a
     * delivery; ARCHIVE when it is gone from the log.
     */
    Available: { on: { ACQUIRE: 'Acquired', ARCHIVE: 'Archived' } },
    /**
     * In one member's hands, under a lock that runs out; nobody else is given it. It can be renewed, which keeps it here. Out: ACCEPT;
     * RELEASE by its holder, because the lock ran out, or because the holder is gone; ARCHIVE when it is rejected, given back after its last
     * delivery, turns out to be no record, or is gone from the log.
     */
    Acquired: { on: { ACCEPT: 'Acknowledged', RELEASE: 'Available', ARCHIVE: 'Archived' } },
    /** Done for this group. No way out. */
    Acknowledged: { type: 'final' },
    /** Never given to anybody again. No way out. */
    Archived: { type: 'final' },
  },
});

/** The same as a table, for the engine. */
export const SHARE_RECORD = transitionsOf(shareRecordLifecycle);
