// What a classic consumer group may do next, as its coordinator sees it. Why it does it, the rules of the log model decide.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: ClassicGroupState, ClassicGroup.transitionTo. */
export const groupLifecycle = createMachine({
  id: 'group',
  initial: 'Empty',
  states: {
    /**
     * No members; committed offsets may remain. Offsets can be reset and committed from outside; nobody can heartbeat or sync.
     * Out: REBALANCE when somebody joins.
     */
    Empty: { on: { REBALANCE: 'PreparingRebalance' } },
    /**
     * Joining is open: joins are held back until everybody is here or the time is over. A heartbeat is answered with
     * REBALANCE_IN_PROGRESS, which is how the others hear of it; commits of the old generation are still taken.
     * Out: FORM with those who came, EMPTY if nobody is left.
     */
    PreparingRebalance: { on: { FORM: 'CompletingRebalance', EMPTY: 'Empty' } },
    /**
     * The generation stands, its leader computes the assignment. Requests to sync are held back; heartbeats are fine; commits are
     * refused with REBALANCE_IN_PROGRESS. Out: STABILISE when the leader syncs, REBALANCE when somebody joins, leaves or is
     * dropped.
     */
    CompletingRebalance: { on: { STABILISE: 'Stable', REBALANCE: 'PreparingRebalance' } },
    /**
     * Everybody may read what it is assigned, heartbeat and commit. Out: REBALANCE when somebody joins, leaves or is dropped, or
     * when the leader joins again because topics changed.
     */
    Stable: { on: { REBALANCE: 'PreparingRebalance' } },
  },
});

/** The same as a table, for the engine. */
export const GROUP = transitionsOf(groupLifecycle);
