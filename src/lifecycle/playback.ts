// Who may move the picture, and when. Time itself is kept by the session; this says only in which way it is being walked.

import { createMachine } from 'xstate';
import { transitionsOf } from './transitions.ts';

export const playbackLifecycle = createMachine({
  id: 'playback',
  initial: 'still',
  states: {
    /** The picture stands. Anything may move it. Out: PLAY, TRAVEL. */
    still: { on: { PLAY: 'playing', TRAVEL: 'travelling' } },
    /** Time goes on by itself. Out: PAUSE; STOP at an open bet or at the end of the run; TRAVEL when a beat is asked for. */
    playing: { on: { PAUSE: 'still', STOP: 'still', TRAVEL: 'travelling' } },
    /** On the way to a beat, forward or back. Out: STOP on arrival, PAUSE where it is, PLAY to go on by itself. */
    travelling: { on: { STOP: 'still', PAUSE: 'still', PLAY: 'playing' } },
  },
});

/** The same as a table, for the walk. */
export const PLAYBACK = transitionsOf(playbackLifecycle);
