// What the keys do on a lesson's page. Which key asks for what stands in keys.ts.

import type { Session } from '../playback/controls.ts';
import { controlOf, entryFor, type Wish } from './keys.ts';
import { preferences } from './preferences.svelte.ts';

/** What the page itself can do beside what its session can. */
export interface PageWishes {
  whatHappened(): void;
  help(): void;
  /** Closes what is open; false if nothing is. */
  close(): boolean;
}

/** The handler for `keydown`. */
export function keyHandler(session: Session, page: PageWishes): (event: KeyboardEvent) => void {
  const does: Readonly<Record<Wish, (key: string) => boolean | void>> = {
    playOrPause: () => (session.view.playing ? session.pause() : session.play()),
    nextBeat: () => session.nextBeat(),
    previousBeat: () => session.previousBeat(),
    stepForward: () => session.stepForward(),
    stepBack: () => session.stepBack(),
    nextSection: () => session.nextSection(),
    previousSection: () => session.previousSection(),
    toStart: () => session.toStart(),
    toEnd: () => session.toEnd(),
    bet: (key) => answer(session, Number(key) - 1),
    whatHappened: () => page.whatHappened(),
    fullScreen: () => fullScreen(),
    help: () => page.help(),
    close: () => page.close(),
  };
  return (event) => {
    // an open dialogue has all keys for itself
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const entry = entryFor(event, controlOf(document.activeElement), preferences.singleKeys);
    if (!entry) {
      if (held(event)) event.preventDefault();
      return;
    }
    if (does[entry.wish](event.key) !== false) event.preventDefault();
  };
}

/** A held key of ours does nothing more, and does not scroll the page instead. */
const held = (event: KeyboardEvent): boolean =>
  event.repeat &&
  entryFor(
    { ...pressOf(event), repeat: false },
    controlOf(document.activeElement),
    preferences.singleKeys,
  ) !== null;

const pressOf = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) => ({ key, ctrlKey, altKey, metaKey });

function answer(session: Session, option: number): boolean {
  const { bet } = session.view;
  if (!bet || bet.chosen !== null || option >= bet.options.length) return false;
  session.bet(option);
  return true;
}

/** A browser may refuse; then nothing changes. */
function fullScreen(): void {
  const asked = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();
  asked?.catch(() => undefined);
}
