// Follows a session: while it rests, the address leads back to where it stands, and what was reached is noted.

import type { Session } from '../../playback/controls.ts';

/** How long a session rests before the address is written: browsers refuse too many changes. */
const REST_MS = 150;

interface Journey {
  at(name: string, hash: string): void;
  reach(name: string, mark: 'begun' | 'done'): void;
}

/** Gives the way to stop. */
export function follow(session: Session, journey: Journey): () => void {
  let timer = 0;
  const { name } = session.view.scenario;
  const write = (): void => {
    const hash = `#${session.link()}`;
    history.replaceState(history.state, '', hash);
    journey.at(name, hash);
  };
  const look = (): void => {
    const { beat, beats, playing, forked } = session.view;
    clearTimeout(timer);
    if (!playing) timer = window.setTimeout(write, REST_MS);
    if (beat > 0) journey.reach(name, beat === beats.length - 1 && !forked ? 'done' : 'begun');
  };
  const unsubscribe = session.subscribe(look);
  addEventListener('pagehide', write);
  return () => {
    clearTimeout(timer);
    removeEventListener('pagehide', write);
    unsubscribe();
  };
}
