// How far a member of a consumer group is on its way to the target assignment, as the coordinator sees it.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: the coordinator's MemberState, CurrentAssignmentBuilder. */
export const reconciliationLifecycle = createMachine({
  id: 'reconciliation',
  initial: 'Stable',
  states: {
    /** Has all that was meant for it in its epoch. Out: REVOKE, AWAIT or ARRIVE when it heartbeats after the target has changed. */
    Stable: { on: { REVOKE: 'UnrevokedPartitions', AWAIT: 'UnreleasedPartitions', ARRIVE: 'Stable' } },
    /**
     * Was told to give something up and has not said yet that it did; it stays in its epoch. Out, when it says so: REVOKE if the
     * target has changed meanwhile, AWAIT, ARRIVE. It is dropped if it takes longer than its rebalance timeout.
     */
    UnrevokedPartitions: {
      on: { REVOKE: 'UnrevokedPartitions', AWAIT: 'UnreleasedPartitions', ARRIVE: 'Stable' },
    },
    /**
     * In the target's epoch, and some of what is meant for it is still with others. Each heartbeat brings what is free by then.
     * Out: REVOKE, AWAIT, ARRIVE.
     */
    UnreleasedPartitions: {
      on: { REVOKE: 'UnrevokedPartitions', AWAIT: 'UnreleasedPartitions', ARRIVE: 'Stable' },
    },
  },
});

/** The same as a table, for the engine. */
export const RECONCILIATION = transitionsOf(reconciliationLifecycle);
