// What a session shows at one moment, as plain values: everything the page draws comes from here and nothing from elsewhere.

import type { Run } from '../engine/run.ts';
import type { Instant } from '../engine/vocabulary.ts';
import type { ReadonlyWorld } from '../engine/world.ts';
import type { Beat, Scenario } from '../scenario/scenario.ts';
import type { Film } from './film.ts';

/** Milliseconds of screen time at speed 1, from the beginning of the run; see stage-time.ts. */
export type StageMs = number;

/** A place in a run: so many facts happened, and the clock shows this instant. */
export interface Place {
  readonly position: number;
  readonly instant: Instant;
}

/** Replaced as a whole whenever anything in it changes. */
export interface SessionView {
  readonly scenario: Scenario;
  /** The run on stage: the lesson's own, or the learner's after an action. It is run to its end already. */
  readonly run: Run;
  readonly place: Place;
  /** The world at `place`. */
  readonly world: ReadonlyWorld;
  readonly stage: StageMs;
  readonly stageEnd: StageMs;
  readonly playing: boolean;
  /**
   * How far the motion of what has just happened is, in screen milliseconds, while the clock stands; null: everything is where it belongs.
   * 0 while time goes on, and where somebody stopped it in the middle.
   */
  readonly ending: number | null;
  /** Screen time ÷ stage time. */
  readonly speed: number;
  /** The beats of the lesson in this run, in order; `place` is null for one that cannot come any more. */
  readonly beats: readonly BeatView[];
  /** Index of the beat that we are in. */
  readonly beat: number;
  /** Where the lanes first differ in what a new reader could get or in an effect; null if they never do. */
  readonly parting: PartingView | null;
  /** True after an action: this run is the learner's own. */
  readonly forked: boolean;
  /** The futures that the learner made and that are kept, oldest first. */
  readonly branches: readonly BranchView[];
  /** The lesson's own run, whichever is on. */
  readonly lessonFilm: Film;
  /** Name of the branch removed last, which can be had back; null if there is none. */
  readonly removed: string | null;
  /** Says why the lesson cannot go on in this run, or null. */
  readonly stuck: string | null;
  /** The bet of this beat, if it has one. */
  readonly bet: BetView | null;
  /** All bets placed so far, by id: for the end of the lesson. */
  readonly placed: Readonly<Record<string, BetView>>;
  readonly actions: readonly ActionView[];
  /** The challenge, once its beat is reached. */
  readonly challenge: ChallengeView | null;
  /** Facts that are told in the ledger, so far and in all. */
  readonly told: { readonly now: number; readonly all: number };
  /** The course of the run: everything that is told in it, for ledger and timeline. */
  readonly film: Film;
  /** Sentences about a link or parameter that could not be taken as it was. */
  readonly notes: readonly string[];
}

export interface BeatView {
  readonly beat: Beat;
  readonly place: Place | null;
  readonly stage: StageMs | null;
}

export interface BranchView {
  readonly id: number;
  /** What was done, in words. */
  readonly name: string;
  readonly film: Film;
  readonly on: boolean;
  /** Where it leaves the run that it was made from, on the timeline of the run that is on. */
  readonly stage: StageMs;
}

export interface PartingView {
  readonly place: Place;
  readonly stage: StageMs;
  /** In one sentence: what is different from here on. */
  readonly says: string;
}

export interface BetView {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  /** Index of the option placed; null while it is open. */
  readonly chosen: number | null;
  /** Index of the true option, once one was placed and its moment has come in the run. */
  readonly answer: number | null;
  readonly because: string;
}

export interface ActionView {
  readonly id: string;
  readonly label: string;
  /** Null if it can be done now, else one sentence that says why not. */
  readonly barred: string | null;
}

export interface ChallengeView {
  readonly task: string;
  /** False until the learner takes it up. */
  readonly started: boolean;
  readonly actions: readonly ActionView[];
  /** Labels of what was done so far. */
  readonly done: readonly string[];
  readonly solved: boolean;
  /** The hint that fits what was done, or what the real tool said; null if there is none. */
  readonly hint: string | null;
  /** Said when it is solved. */
  readonly verdict: string;
  /** The fewest actions that solve it. */
  readonly fewest: number;
}
