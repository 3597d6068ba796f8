// Makes the view of a session: what is on, where, and what can be done there. Reads and decides nothing.

import { worldAt } from '../engine/run.ts';
import type { ReadonlyWorld } from '../engine/world.ts';
import { holds } from '../scenario/predicate.ts';
import type { Action, Scenario } from '../scenario/scenario.ts';
import { grade } from './bets.ts';
import type { Course } from './course.ts';
import { type Film, toldBefore, isLater } from './film.ts';
import { stageAt } from './stage-time.ts';
import type { ActionView, BetView, ChallengeView, Place, SessionView } from './session-view.ts';
import type { Walk } from './walk.ts';
import { say } from '../words/say.ts';

/** Which option was placed on which bet, by the bet's id. */
export type Bets = Readonly<Record<string, number>>;

/** Index of the beat that a place is in. */
export const beatAt = (film: Film, at: Place): number =>
  Math.max(
    0,
    film.beats.findLastIndex(({ place }) => place && !isLater(place, at)),
  );

export function viewOf(
  scenario: Scenario,
  course: Course,
  walk: Pick<Walk, 'place' | 'stage' | 'playing' | 'ending' | 'speed'>,
  bets: Bets,
  notes: readonly string[],
  removed: string | null,
): SessionView {
  const { film, forked, challenging } = course;
  const { place, stage, playing, ending, speed } = walk;
  const world = worldAt(film.run, place.position);
  const beat = beatAt(film, place);
  const lost = forked && !challenging && film.beats.some((one) => one.place === null);
  const placed: Record<string, BetView> = {};
  film.beats.forEach(({ beat: { bet } }, index) => {
    if (bet && bets[bet.id] !== undefined) placed[bet.id] = betView(film, index, bets, place)!;
  });
  return {
    scenario,
    run: film.run,
    film,
    place,
    world,
    stage,
    stageEnd: stageAt(film.time, film.end.instant),
    playing,
    ending,
    speed,
    beats: film.beats,
    beat,
    parting: film.parting,
    forked,
    branches: course.branches.map(({ id, name, film: other, from }) => ({
      id,
      name,
      film: other,
      on: other === film,
      stage: stageAt(film.time, from.instant),
    })),
    lessonFilm: course.own,
    removed,
    stuck: lost ? say('stuck') : null,
    bet: challenging ? null : betView(film, beat, bets, place),
    placed,
    actions: challenging
      ? []
      : (film.beats[beat]?.beat.actions ?? []).map((action) => actionView(action, world)),
    challenge: challengeView(scenario, course, beat),
    told: { now: toldBefore(film, place.position), all: film.told.length },
    notes,
  };
}

function betView(film: Film, index: number, bets: Bets, place: Place): BetView | null {
  const { beat, place: from } = film.beats[index] ?? {};
  if (!beat?.bet || !from) return null;
  const { id, question, because, options } = beat.bet;
  const chosen = bets[id] ?? null;
  const grading = chosen === null ? null : grade(beat.bet, film, from);
  const come = grading !== null && place.position >= grading.moment.position;
  const answer = come ? (grading.answers[0] ?? null) : null;
  return { id, question, options: options.map(({ says }) => says), chosen, answer, because };
}

export function actionView({ id, label, unless, why }: Action, world: ReadonlyWorld): ActionView {
  const barred = unless && holds(unless, world) ? (why ?? say('nothing-to-change')) : null;
  return { id, label, barred };
}

function challengeView(scenario: Scenario, course: Course, beat: number): ChallengeView | null {
  const challenge = scenario.lesson?.challenge;
  const { film, challenging, inputs, refusal } = course;
  if (!challenge || (!challenging && beat < film.beats.length - 1)) return null;
  const world = film.run.world;
  const solved = challenging && inputs.length > 0 && holds(challenge.goal, world);
  const hint =
    inputs.length > 0 && challenging ? challenge.hints.find(({ when }) => holds(when, world))?.says : null;
  return {
    task: challenge.task,
    started: challenging,
    actions: challenge.actions.map((action) => actionView(action, world)),
    done: challenging ? inputs.map(({ action }) => course.action(action)!.label) : [],
    solved,
    hint: solved ? null : [refusal, hint].filter(Boolean).join(' ') || null,
    verdict: challenge.solved,
    fewest: challenge.solution.length,
  };
}
