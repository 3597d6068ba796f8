// What a consumer of the consumer protocol may do next, as its client library sees it: where it stands between asking to join and
// reading what it was told to have. What the coordinator makes of it is in reconciliation.ts.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: the clients' MemberState, AbstractMembershipManager. Its states for leaving last no time here. */
export const consumerMemberLifecycle = createMachine({
  id: 'consumer-member',
  initial: 'Unsubscribed',
  states: {
    /** In no group: not yet, or not any more. It sends no heartbeats. Out: JOIN, inside a poll. */
    Unsubscribed: { on: { JOIN: 'Joining' } },
    /**
     * Asks to join, with epoch 0 and nothing in hand. Out: TELL with the first answer, which brings an assignment, if only an empty
     * one; FAIL when it is refused for good.
     */
    Joining: { on: { TELL: 'Reconciling', FAIL: 'Fatal' } },
    /**
     * Was told to have other partitions than it has. Inside its next poll it commits, gives up what it is to give up, and takes
     * the rest; until then it reads on. Out: TAKE; TELL if it is told something else meanwhile; FENCE, STALL, FAIL, LEAVE.
     */
    Reconciling: {
      on: {
        TAKE: 'Acknowledging',
        TELL: 'Reconciling',
        FENCE: 'Fenced',
        STALL: 'Stale',
        FAIL: 'Fatal',
        LEAVE: 'Unsubscribed',
      },
    },
    /**
     * Has what it was told to have, and says so at once. Out: SETTLE when that is heard; TELL if the answer brings more; FENCE, FAIL.
     */
    Acknowledging: { on: { SETTLE: 'Stable', TELL: 'Reconciling', FENCE: 'Fenced', FAIL: 'Fatal' } },
    /** Reads, commits and heartbeats. Out: TELL; FENCE, STALL, FAIL, LEAVE. */
    Stable: {
      on: { TELL: 'Reconciling', FENCE: 'Fenced', STALL: 'Stale', FAIL: 'Fatal', LEAVE: 'Unsubscribed' },
    },
    /**
     * Has heard that the coordinator dropped it. Its partitions are lost, of which its listener hears inside the next poll. Out:
     * JOIN after that, by itself; LEAVE.
     */
    Fenced: { on: { JOIN: 'Joining', LEAVE: 'Unsubscribed' } },
    /**
     * Did not poll for max.poll.interval.ms, and has left by itself. Its partitions are lost, of which its listener hears inside
     * the next poll. Out: JOIN with that poll; LEAVE.
     */
    Stale: { on: { JOIN: 'Joining', LEAVE: 'Unsubscribed' } },
    /** Was refused for good: its next poll throws, and it never heartbeats again. Out: LEAVE, after which it stays as it is. */
    Fatal: { on: { LEAVE: 'Fatal' } },
  },
});

/** The same as a table, for the engine. */
export const CONSUMER_MEMBER = transitionsOf(consumerMemberLifecycle);
