// The small language in which beats wait, bets are graded, and claims, goals and hints are written: JSON trees over measures.

import type { ReadonlyWorld } from '../engine/world.ts';
import { measure, type Measured } from './measure.ts';

export type { Measured };

/** A number, a measure of the world, or a sum or difference of two. */
export type Term =
  number | Measured | { readonly plus: readonly [Term, Term] } | { readonly minus: readonly [Term, Term] };

export type Predicate =
  | { readonly is: readonly [Term, Term] }
  | { readonly atLeast: readonly [Term, Term] }
  | { readonly atMost: readonly [Term, Term] }
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  /** True from an instant on. */
  | { readonly from: number };

/** The value of a term; null where a measure is undefined (the lag of a group that committed nothing). */
function valueOf(term: Term, world: ReadonlyWorld): number | null {
  if (typeof term === 'number') return term;
  if ('measure' in term) return measure(term, world);
  const [left, right] = 'plus' in term ? term.plus : term.minus;
  const a = valueOf(left, world);
  const b = valueOf(right, world);
  if (a === null || b === null) return null;
  return 'plus' in term ? a + b : a - b;
}

/** Whether a predicate holds in a world. A comparison with something undefined is false. */
export function holds(predicate: Predicate, world: ReadonlyWorld): boolean {
  if ('from' in predicate) return world.now >= predicate.from;
  if ('all' in predicate) return predicate.all.every((one) => holds(one, world));
  if ('any' in predicate) return predicate.any.some((one) => holds(one, world));
  if ('not' in predicate) return !holds(predicate.not, world);
  const [left, right] =
    'is' in predicate ? predicate.is : 'atLeast' in predicate ? predicate.atLeast : predicate.atMost;
  const a = valueOf(left, world);
  const b = valueOf(right, world);
  if (a === null || b === null) return false;
  if ('is' in predicate) return a === b;
  return 'atLeast' in predicate ? a >= b : a <= b;
}
