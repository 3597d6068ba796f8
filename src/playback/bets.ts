// How a bet is graded: the copy of the world that has run ahead is looked at when the bet's moment comes, and the option that is
// true there is the answer. No answer is stored anywhere.

import { worldAt } from '../engine/run.ts';
import { holds } from '../scenario/predicate.ts';
import type { Bet } from '../scenario/scenario.ts';
import { type Film, firstPlace } from './film.ts';
import type { Place } from './session-view.ts';

export interface Grading {
  /** When the answer shows. */
  readonly moment: Place;
  /** Indices of the options that are true then; in a lesson exactly one. */
  readonly answers: readonly number[];
}

/** Grades a bet placed at a place of a film; null if its moment does not come in it. */
export function grade(bet: Bet, film: Film, from: Place): Grading | null {
  const known = gradings.get(film) ?? new Map<string, Grading | null>();
  gradings.set(film, known);
  if (!known.has(bet.id)) known.set(bet.id, gradeAnew(bet, film, from));
  return known.get(bet.id)!;
}

/** A film does not change, and a bet stands at one place in it. */
const gradings = new WeakMap<Film, Map<string, Grading | null>>();

function gradeAnew(bet: Bet, film: Film, from: Place): Grading | null {
  const moment = bet.until ? firstPlace(film.run, bet.until, from) : film.end;
  if (!moment) return null;
  const world = worldAt(film.run, moment.position);
  const answers = bet.options.flatMap((option, index) => (holds(option.holds, world) ? [index] : []));
  return { moment, answers };
}
