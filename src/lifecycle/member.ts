// What a member of a classic consumer group may do next, as its coordinator sees it. What the member's own client believes is in
// membership.ts.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: ClassicGroupMember.isAwaitingJoin, isAwaitingSync, and ClassicGroup's pending sync members. */
export const memberLifecycle = createMachine({
  id: 'member',
  initial: 'Joining',
  states: {
    /**
     * Asked to join; the answer is held back until the generation is formed. It counts as alive, heartbeats or not. Out: ANSWER;
     * REJOIN when another process takes a static member's place; REMOVE when it leaves, or has waited for too long.
     */
    Joining: { on: { ANSWER: 'Joined', REJOIN: 'Joining', REMOVE: 'Removed' } },
    /**
     * In the generation, and has not asked for its assignment. Out: SYNC; REJOIN with other topics or as another process; REBALANCE
     * if another one begins first; REMOVE when it leaves, falls silent, or has not asked in time.
     */
    Joined: { on: { SYNC: 'Syncing', REJOIN: 'Joining', REBALANCE: 'Awaited', REMOVE: 'Removed' } },
    /**
     * Asked for its assignment; the answer is held back until the leader's comes. It counts as alive. Out: ASSIGN; REBALANCE if
     * another one begins first, which is what it is told; REJOIN as another process; REMOVE.
     */
    Syncing: { on: { ASSIGN: 'Stable', REJOIN: 'Joining', REBALANCE: 'Awaited', REMOVE: 'Removed' } },
    /**
     * Was told its assignment. Out: REJOIN, which begins a rebalance if it is the leader or wants something else; REBALANCE, of which
     * it hears with its next heartbeat; REMOVE.
     */
    Stable: { on: { REJOIN: 'Joining', REBALANCE: 'Awaited', REMOVE: 'Removed' } },
    /**
     * The group waits for it. What it has is still its own, and its commits are taken. Out: REJOIN; MISS when the group has waited
     * long enough for a static member, which is kept; REMOVE for any other, or when it leaves.
     */
    Awaited: { on: { REJOIN: 'Joining', MISS: 'Joined', REMOVE: 'Removed' } },
    /** No member any more; if it comes back, it does so as a new one. No way out. */
    Removed: { type: 'final' },
  },
});

/** The same as a table, for the engine. */
export const MEMBER = transitionsOf(memberLifecycle);
