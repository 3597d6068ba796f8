// What a share group may do next, as its coordinator sees it. Nobody waits for anybody in it, so there is little to say.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

/** Kafka: ShareGroup.ShareGroupState. */
export const shareGroupLifecycle = createMachine({
  id: 'share-group',
  initial: 'Empty',
  states: {
    /**
     * No members; it keeps what is done, and a later member goes on there. Its offsets can be altered, and it can be deleted, which
     * never happens by itself. Out: JOIN; DELETE.
     */
    Empty: { on: { JOIN: 'Stable', DELETE: 'Dead' } },
    /** Has members, who read what they were told to, several the same. Out: EMPTY when the last one is gone. JOIN changes nothing. */
    Stable: { on: { JOIN: 'Stable', EMPTY: 'Empty' } },
    /** Deleted, with all that it kept. No way out. */
    Dead: { type: 'final' },
  },
});

/** The same as a table, for the engine. */
export const SHARE_GROUP = transitionsOf(shareGroupLifecycle);
