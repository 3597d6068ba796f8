// What a page can ask of a session, and how one is opened. What answers is in session.ts.

import type { Action } from '../scenario/scenario.ts';
import type { Link } from './link.ts';
import type { SessionView, StageMs } from './session-view.ts';

/** What the page can ask of a session. Every call either changes the view or leaves it alone; none throws. */
export interface Session {
  /** The present view; replaced, never changed. */
  readonly view: SessionView;
  /** Calls back after every change of the view; returns the way to stop that. */
  subscribe: (listener: () => void) => () => void;
  play: () => void;
  pause: () => void;
  /** One told fact on or back. */
  stepForward: () => void;
  stepBack: () => void;
  /** To the next or previous beat; on the way there the picture plays, and a second press finishes that at once. */
  nextBeat: () => void;
  previousBeat: () => void;
  nextSection: () => void;
  previousSection: () => void;
  toStart: () => void;
  toEnd: () => void;
  /** Scrubs: shows this instant of stage time at once. */
  seek: (stage: StageMs) => void;
  setSpeed: (speed: number) => void;
  /** Back to the first still, with the lesson's own run; bets are kept. */
  restart: () => void;
  bet: (option: number) => void;
  /** Lets actions be done by hand beside those of the beats, wherever one is. */
  learn: (actions: readonly Action[]) => void;
  /** Does one of the actions of this beat, of the challenge once that has started, or one learnt. In the past it forks. */
  act: (id: string) => void;
  /** Puts a kept future on, at the present instant; null: the lesson's own run. */
  showBranch: (id: number | null) => void;
  /** Keeps a future no longer; `undoRemove` takes the last removal back. */
  removeBranch: (id: number) => void;
  undoRemove: () => void;
  /** Back to the lesson's own run, at the beat that was left. */
  returnToLesson: () => void;
  startChallenge: () => void;
  /** The same scenario with another seed. */
  reseed: (seed: number) => void;
  /** The present moment as the part of an address after `#`. */
  link: () => string;
  close: () => void;
}

export interface SessionOptions {
  /** Where to start: a link that was opened. */
  readonly link?: Link;
  /** Show stills instead of ways. */
  readonly reducedMotion?: boolean;
  /** Sentences about the address, to be shown. */
  readonly notes?: readonly string[];
  /** Actions learnt before the link is opened, which may have done them. */
  readonly learnt?: readonly Action[];
}
