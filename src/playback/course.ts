// Which run is on: the lesson's own, or one that the learner made by acting. Every action forks; the lesson's run is never
// touched, so the way back to it is always open.

import type { Models } from '../engine/broker.ts';
import { isRefusal } from '../engine/command.ts';
import { advance, fork, stepsAt, wait } from '../engine/run.ts';
import { openChallenge, openRun, performDeeds } from '../scenario/compile.ts';
import type { Action, Scenario } from '../scenario/scenario.ts';
import { type Film, filmOf, placeAt } from './film.ts';
import type { LinkInput } from './link.ts';
import type { Place } from './session-view.ts';

/** How long the world runs on after an action outside a challenge, at least. */
const RUNS_ON_MS = 8000;

/** A future that the learner made by acting. */
export interface Branch {
  /** Counts the branches of a course, from 1. */
  readonly id: number;
  /** What was done, in order. */
  readonly name: string;
  readonly film: Film;
  readonly inputs: readonly LinkInput[];
  /** Where it leaves the run that it was made from. */
  readonly from: Place;
}

export interface Course {
  readonly seed: number;
  /** The film that is on. */
  readonly film: Film;
  /** The lesson's own film. */
  readonly own: Film;
  /** Whether it is not the lesson's own. */
  readonly forked: boolean;
  /** Whether the learner is at the challenge. */
  readonly challenging: boolean;
  /** What was done so far, in order. */
  readonly inputs: readonly LinkInput[];
  /** The futures that are kept, oldest first. Those of a challenge are not. */
  readonly branches: readonly Branch[];
  /** The branch that is on; null while it is the lesson's own run, or a challenge. */
  readonly branch: Branch | null;
  /** The sentence of the last action's refusal, if it was refused. */
  readonly refusal: string | null;
  /** An action of the lesson or its challenge, or one that was learnt. */
  action: (id: string) => Action | undefined;
  /** Actions beside the lesson's, that can be done by hand at any place. */
  learn: (actions: readonly Action[]) => void;
  /** Puts another future on. */
  show: (branch: Branch) => void;
  /** Keeps a branch no longer. If it is on, the lesson's own run takes its place. */
  remove: (branch: Branch) => void;
  /** Keeps a removed branch again, in its old place. */
  restore: (branch: Branch) => void;
  /** Does an action at a place (in the challenge: at its end) and puts the new run on. Gives the place where it was done. */
  act: (action: Action, at: Place) => Place;
  /** Puts the beginning of the challenge on. */
  startChallenge: () => void;
  /** Puts the lesson's own run on again. */
  reset: () => void;
  /** The lesson's own run with another seed. */
  reseed: (seed: number) => void;
}

export function createCourse(scenario: Scenario, models: Models, firstSeed: number): Course {
  const { lesson } = scenario;
  const challenge = lesson?.challenge;
  const known = new Map<string, Action>();
  for (const action of [
    ...(lesson?.beats.flatMap((beat) => beat.actions ?? []) ?? []),
    ...(challenge?.actions ?? []),
  ])
    known.set(action.id, action);

  let seed = firstSeed;
  let own = filmFrom(openRun(scenario, seed, models));
  let film = own;
  let challenging = false;
  let inputs: readonly LinkInput[] = [];
  let refusal: string | null = null;
  let branches: readonly Branch[] = [];
  let branch: Branch | null = null;
  let made = 0;

  function filmFrom(run: ReturnType<typeof openRun>): Film {
    advance(run, scenario.until);
    return filmOf(run, scenario);
  }

  function reset(): void {
    film = own;
    challenging = false;
    inputs = [];
    refusal = null;
    branch = null;
  }

  function show(next: Branch): void {
    ({ film, inputs } = next);
    challenging = false;
    refusal = null;
    branch = next;
  }

  return {
    get seed() {
      return seed;
    },
    get film() {
      return film;
    },
    get own() {
      return own;
    },
    get forked() {
      return film !== own;
    },
    get challenging() {
      return challenging;
    },
    get inputs() {
      return inputs;
    },
    get branches() {
      return branches;
    },
    get branch() {
      return branch;
    },
    get refusal() {
      return refusal;
    },
    action: (id) => known.get(id),
    act(action, place) {
      const at = challenging ? film.end : place;
      const steps = stepsAt(film.run, at.position);
      const run = fork(film.run, steps);
      wait(run, at.instant);
      const from = placeAt(run, run.journal.length);
      refusal = performDeeds(run, action.deeds, scenario.lanes).find(isRefusal)?.message ?? null;
      const runsOn = run.world.now + (challenging ? challenge!.runsForMs : RUNS_ON_MS);
      advance(run, challenging ? runsOn : Math.max(scenario.until, runsOn));
      inputs = [...inputs, { action: action.id, steps, at: from.instant }];
      film = filmOf(run, scenario, film.start);
      if (!challenging) {
        const name = branch ? `${branch.name}, then ${uncapital(action.label)}` : action.label;
        branch = { id: ++made, name, film, inputs, from };
        branches = [...branches, branch];
      }
      return from;
    },
    learn(actions) {
      for (const action of actions) known.set(action.id, action);
    },
    show,
    remove(gone) {
      branches = branches.filter((one) => one !== gone);
      if (branch === gone) reset();
    },
    restore(back) {
      branches = [...branches, back].sort((a, b) => a.id - b.id);
    },
    startChallenge() {
      if (!challenge) return;
      reset();
      challenging = true;
      const run = openChallenge(scenario, challenge.from, seed, models);
      film = filmOf(run, scenario, placeAt(run, run.journal.length));
    },
    reset,
    reseed(next) {
      seed = next;
      own = filmFrom(openRun(scenario, seed, models));
      branches = [];
      reset();
    },
  };
}

const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
