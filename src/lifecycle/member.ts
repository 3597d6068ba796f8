// What a member of a classic consumer group may do next: where it stands between asking to join and reading its partitions.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: AbstractCoordinator.MemberState on the client, ClassicGroupMember.isAwaitingJoin and isAwaitingSync on the broker. */
export const memberLifecycle = createMachine({
  id: 'member',
  initial: 'Joining',
  states: {
    /**
     * Asked to join and is not answered yet; it reads nothing and cannot commit. It counts as alive, heartbeats or not.
     * Out: ANSWER when the generation is formed, REMOVE when it leaves.
     */
    Joining: { on: { ANSWER: 'Joined', REMOVE: 'Removed' } },
    /**
     * In the generation, and has not asked for its assignment: it does so inside its next poll. It reads nothing and cannot
     * commit. Out: SYNC; REBALANCE if another one begins first (its sync would be refused); REMOVE.
     */
    Joined: { on: { SYNC: 'Syncing', REBALANCE: 'Called', REMOVE: 'Removed' } },
    /**
     * Asked for its assignment and waits for the leader's. It reads nothing and cannot commit. Out: ASSIGN; REBALANCE if another
     * one begins first; REMOVE.
     */
    Syncing: { on: { ASSIGN: 'Stable', REBALANCE: 'Called', REMOVE: 'Removed' } },
    /**
     * Reads what it is assigned and commits. Out: REBALANCE, of which it does not know yet; CALL when it has a reason of its own
     * to join again (its topics changed, or its subscription); REMOVE.
     */
    Stable: { on: { REBALANCE: 'Awaited', CALL: 'Called', REMOVE: 'Removed' } },
    /**
     * The group waits for it and it does not know: it reads on, and its commits are taken. Out: CALL with its next heartbeat;
     * REMOVE when it leaves, or when the group has waited long enough.
     */
    Awaited: { on: { CALL: 'Called', REMOVE: 'Removed' } },
    /**
     * Knows that it has to join again, and does so inside its next poll: until then it keeps its partitions, works on what it was
     * handed, and its commits are taken while the group prepares. Out: REJOIN; REMOVE. REBALANCE and CALL tell it nothing new.
     */
    Called: { on: { REJOIN: 'Joining', REBALANCE: 'Called', CALL: 'Called', REMOVE: 'Removed' } },
    /** No member any more; if it comes back, it does so as a new one. No way out. */
    Removed: { type: 'final' },
  },
});

/** The same as a table, for the engine. */
export const MEMBER = transitionsOf(memberLifecycle);
