// What a share consumer may do next, as its client library sees it.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: the clients' MemberState, ShareMembershipManager. States that last no time here, or are never seen, are left out. */
export const shareMemberLifecycle = createMachine({
  id: 'share-member',
  initial: 'Unsubscribed',
  states: {
    /** In no group: not yet, or not any more. It sends no heartbeats. Out: JOIN, inside a poll; FAIL when it is refused for good. */
    Unsubscribed: { on: { JOIN: 'Joined', FAIL: 'Failed' } },
    /**
     * Reads what the answers to its heartbeats tell it to, from then on and without giving anything up first. Out: LEAVE, of its own will;
     * STALL when it does not poll for max.poll.interval.ms, or was dropped.
     */
    Joined: { on: { LEAVE: 'Unsubscribed', STALL: 'Left' } },
    /** No member any more, without having wanted that. Out: JOIN with its next poll; LEAVE; FAIL. */
    Left: { on: { JOIN: 'Joined', LEAVE: 'Unsubscribed', FAIL: 'Failed' } },
    /** Was refused for good: its next poll throws, and it never heartbeats again. Out: LEAVE, after which it stays as it is. */
    Failed: { on: { LEAVE: 'Failed' } },
  },
});

/** The same as a table, for the engine. */
export const SHARE_MEMBER = transitionsOf(shareMemberLifecycle);
