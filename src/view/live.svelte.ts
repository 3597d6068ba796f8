// A session as reactive state: whatever reads `view` is run again when the session has another one. It keeps nothing of its
// own, so there is never a second truth.

import { createSubscriber } from 'svelte/reactivity';
import type { Session } from '../playback/controls.ts';
import type { SessionView } from '../playback/session-view.ts';

/** Anything that shows one view after another. */
export interface Live {
  readonly view: SessionView;
}

export function live(session: Session): Live {
  const subscribe = createSubscriber((update) => session.subscribe(update));
  return {
    get view() {
      subscribe();
      return session.view;
    },
  };
}
