// One person's way through one scenario: where they are in which run, what they bet and did. Puts together the course of runs
// (course.ts), the walk through them (walk.ts) and what the page shows of it (view-of.ts).

import type { Models } from '../engine/broker.ts';
import { positionAfter } from '../engine/run.ts';
import type { Action, Scenario } from '../scenario/scenario.ts';
import type { Session, SessionOptions } from './controls.ts';
import { type Branch, createCourse } from './course.ts';
import { digestOf } from './digest.ts';
import { placeIn, toldBefore, isLater } from './film.ts';
import { type Link, writeLink } from './link.ts';
import { actionView, beatAt, type Bets, viewOf } from './view-of.ts';
import type { Place, SessionView } from './session-view.ts';
import { createWalk } from './walk.ts';
import { say } from '../words/say.ts';

/** Opens a scenario at its first still, or where a link says. */
export function createSession(scenario: Scenario, models: Models, options: SessionOptions = {}): Session {
  const { link, reducedMotion = false } = options;
  const seed = link && !Number.isNaN(link.seed) ? link.seed : scenario.seed;
  const listeners = new Set<() => void>();
  const notes = [...(options.notes ?? [])];
  const course = createCourse(scenario, models, seed);
  const walk = createWalk(course.film, { reducedMotion, stop: nextStop, changed: render });
  let bets: Bets = {};
  /** Index of the beat of the lesson that the learner left by acting. */
  let left: number | null = null;
  /** Actions that can be done at any place outside a challenge. */
  const byHand = new Set<string>();
  let removed: Branch | null = null;
  let view = look();

  function look(): SessionView {
    return viewOf(scenario, course, walk, bets, notes, removed?.name ?? null);
  }

  function render(): void {
    view = look();
    for (const listener of listeners) listener();
  }

  /** Playing stops by itself at the next beat with an open bet, or at the end. */
  function nextStop(): Place {
    const open = course.film.beats.find(
      ({ beat, place }) => place && isLater(place, walk.place) && beat.bet && bets[beat.bet.id] === undefined,
    );
    return open?.place ?? course.film.end;
  }

  const after = (places: readonly (Place | null)[]): Place =>
    places.find((place) => place && isLater(place, walk.place)) ?? course.film.end;
  const before = (places: readonly (Place | null)[]): Place =>
    places.filter((place) => place && isLater(walk.place, place)).at(-1) ?? course.film.start;
  const nextTold = (): Place =>
    course.film.told[toldBefore(course.film, walk.place.position)] ?? course.film.end;
  const beats = () => course.film.beats.map(({ place }) => place);
  const sections = () => course.film.beats.filter(({ beat }) => beat.section).map(({ place }) => place);

  function change(film: () => void, place: () => Place): void {
    walk.pause();
    film();
    walk.show(course.film);
    walk.jump(place());
  }

  function act(action: Action): void {
    left ??= beatAt(course.film, walk.place);
    let at = walk.place;
    change(
      () => (at = course.act(action, walk.place)),
      () => at,
    );
  }

  /** Repeats what a link says was done, and goes to its place. */
  function open(at: Link): void {
    for (const input of at.inputs) {
      const action = course.action(input.action);
      if (!action) {
        notes.push(say('link.unknown-action', { action: input.action }));
        break;
      }
      const ofChallenge = scenario.lesson?.challenge.actions.includes(action) ?? false;
      if (ofChallenge && !course.challenging) change(course.startChallenge, () => course.film.end);
      const { run } = course.film;
      const position = positionAfter(run, input.steps);
      walk.jump({ position, instant: input.at });
      act(action);
    }
    const { film } = course;
    const beat = film.beats[at.beat]?.place ?? before(beats());
    const told = film.told[toldBefore(film, beat.position) + at.step - 1];
    walk.jump(at.step > 0 && told ? { position: told.position, instant: told.instant } : beat);
    if (at.digest && at.digest !== digestOf(film.run)) notes.push(say('link.other-run'));
    render();
  }

  function learn(actions: readonly Action[]): void {
    course.learn(actions);
    for (const { id } of actions) byHand.add(id);
  }

  /** What bars an action here and now; null if nothing does, undefined if it is not offered. */
  function barrierOf(action: Action): string | null | undefined {
    if (byHand.has(action.id)) return course.challenging ? undefined : actionView(action, view.world).barred;
    const offered = course.challenging ? view.challenge!.actions : view.actions;
    return offered.find(({ id }) => id === action.id)?.barred;
  }

  learn(options.learnt ?? []);
  if (link) open(link);

  return {
    get view() {
      return view;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: walk.play,
    pause: walk.pause,
    stepForward: () => walk.jump(nextTold()),
    stepBack() {
      const { film } = course;
      const index = toldBefore(film, walk.place.position);
      const onIt = film.told[index - 1]?.position === walk.place.position;
      walk.jump(film.told[index - (onIt ? 2 : 1)] ?? film.start);
    },
    nextBeat: () => walk.travel(after(beats())),
    previousBeat: () => walk.travel(before(beats())),
    nextSection: () => walk.jump(after(sections())),
    previousSection: () => walk.jump(before(sections())),
    toStart: () => walk.jump(course.film.start),
    toEnd: () => walk.jump(course.film.end),
    seek: walk.seek,
    setSpeed(speed) {
      if (speed >= 0.25 && speed <= 8) walk.speed = speed;
    },
    restart() {
      left = null;
      change(course.reset, () => course.film.start);
    },
    bet(option) {
      const bet = view.bet;
      if (!bet || bet.chosen !== null || bet.options[option] === undefined) return;
      bets = { ...bets, [bet.id]: option };
      render();
    },
    act(id) {
      const action = course.action(id);
      if (!action || barrierOf(action) !== null) return;
      act(action);
      if (!reducedMotion) walk.play();
      else walk.jump(course.challenging ? course.film.end : nextTold());
    },
    learn,
    showBranch(id) {
      const branch = course.branches.find((one) => one.id === id);
      if (id !== null && !branch) return;
      const { instant } = walk.place;
      if (branch) left ??= beatAt(course.film, walk.place);
      else left = null;
      change(
        () => (branch ? course.show(branch) : course.reset()),
        () => placeIn(course.film, instant),
      );
    },
    removeBranch(id) {
      const branch = course.branches.find((one) => one.id === id);
      if (!branch) return;
      removed = branch;
      const { instant } = walk.place;
      change(
        () => course.remove(branch),
        () => placeIn(course.film, instant),
      );
      if (!course.forked) left = null;
      render();
    },
    undoRemove() {
      if (!removed) return;
      course.restore(removed);
      removed = null;
      render();
    },
    returnToLesson() {
      const beat = left ?? 0;
      left = null;
      change(course.reset, () => course.film.beats[beat]?.place ?? course.film.start);
    },
    startChallenge() {
      left = beatAt(course.film, walk.place);
      change(course.startChallenge, () => course.film.end);
    },
    reseed(next) {
      left = null;
      removed = null;
      bets = {};
      change(
        () => course.reseed(next),
        () => course.film.start,
      );
    },
    link() {
      const { film } = course;
      const beat = beatAt(film, walk.place);
      const from = toldBefore(film, film.beats[beat]?.place?.position ?? film.start.position);
      const step = Math.max(0, toldBefore(film, walk.place.position) - from);
      const { inputs } = course;
      return writeLink({
        scenario: scenario.name,
        seed: course.seed,
        inputs,
        beat,
        step,
        digest: digestOf(film.run),
      });
    },
    close() {
      walk.close();
      listeners.clear();
    },
  };
}
