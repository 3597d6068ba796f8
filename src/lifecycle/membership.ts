// What a consumer may do next in a classic group, as its client library sees it: where it stands between asking to join and reading
// its partitions. What the coordinator makes of it is in member.ts.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: AbstractCoordinator.MemberState. */
export const membershipLifecycle = createMachine({
  id: 'membership',
  initial: 'Unjoined',
  states: {
    /**
     * In no group, or dropped from it and aware of that. It sends no heartbeats and may not commit; partitions that it still has are
     * lost with its next poll. Out: JOIN, inside a poll. RESET tells it that its member id is void too.
     */
    Unjoined: { on: { JOIN: 'Preparing', RESET: 'Unjoined' } },
    /**
     * Asked to join. It sends no heartbeats and may not commit; a cooperative one reads on. Out: ANSWER, inside a poll; JOIN, to ask
     * once more, if the group has moved over to the other protocol meanwhile; RESET when it leaves, or hears that it is no member.
     */
    Preparing: { on: { ANSWER: 'Completing', JOIN: 'Preparing', RESET: 'Unjoined' } },
    /**
     * Knows its generation and asked for its assignment. It heartbeats and may not commit. Out: ASSIGN; JOIN if another rebalance
     * came first; RESET.
     */
    Completing: { on: { ASSIGN: 'Stable', JOIN: 'Preparing', RESET: 'Unjoined' } },
    /**
     * Was told its assignment, which it takes inside its next poll. It reads, heartbeats and commits. Out: JOIN, inside a poll, when
     * a heartbeat, its subscription or its topics call for it; RESET when it leaves, stalls or is fenced.
     */
    Stable: { on: { JOIN: 'Preparing', RESET: 'Unjoined' } },
  },
});

/** The same as a table, for the engine. */
export const MEMBERSHIP = transitionsOf(membershipLifecycle);
