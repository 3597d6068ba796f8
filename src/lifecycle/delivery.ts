// What may become of a message in one queue. Which way out is taken, the queue's rules decide; this says which ways there are.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

export const deliveryLifecycle = createMachine({
  id: 'delivery',
  initial: 'ready',
  states: {
    /**
     * Waits in its place for a consumer. Nobody can settle it. Out: DELIVER to a consumer, DELIVER_FOR_GOOD to one that
     * does not ack (noAck); at the head of its queue, DEAD_LETTER or DROP because it has waited for too long or the queue is
     * too long; DROP when the queue is purged or deleted.
     */
    ready: {
      on: { DELIVER: 'unacked', DELIVER_FOR_GOOD: 'acked', DEAD_LETTER: 'dead-lettered', DROP: 'dropped' },
    },
    /**
     * In one channel's hands, under a delivery tag; nobody else is given it. Out: ACK; REQUEUE by a nack, a reject or a
     * recover, or because the channel closed, whatever the reason; DEAD_LETTER or DROP by a nack or reject without
     * requeue; DROP when the queue is deleted.
     */
    unacked: { on: { ACK: 'acked', REQUEUE: 'ready', DEAD_LETTER: 'dead-lettered', DROP: 'dropped' } },
    /** Done, and gone for everybody. Settling it again is an error that closes the channel. No way out. */
    acked: { type: 'final' },
    /** Gone from this queue; its copy begins anew, ready, where the dead-letter exchange took it. No way out. */
    'dead-lettered': { type: 'final' },
    /** Gone, and kept nowhere. No way out. */
    dropped: { type: 'final' },
  },
});

/** The same as a table, for the engine. */
export const DELIVERY = transitionsOf(deliveryLifecycle);
