// Two runs of the same scenario on one clock, and where they first go different ways.

import { positionAt, worldAt } from '../engine/run.ts';
import type { Instant } from '../engine/vocabulary.ts';
import type { ReadonlyWorld } from '../engine/world.ts';
import type { Film, ToldFact } from './film.ts';
import type { Place } from './session-view.ts';

export interface Difference {
  readonly instant: Instant;
  /** What happens then in the one run and in the other; null where nothing more does. */
  readonly here: ToldFact | null;
  readonly there: ToldFact | null;
}

/** The first told fact that only one of them has; null if they are told alike to their ends. */
export function firstDifference(one: Film, other: Film): Difference | null {
  for (let n = 0; n < Math.max(one.told.length, other.told.length); n++) {
    const [here = null, there = null] = [one.told[n], other.told[n]];
    if (here?.says === there?.says && here?.instant === there?.instant && here?.lane === there?.lane)
      continue;
    return { instant: Math.min(here?.instant ?? Infinity, there?.instant ?? Infinity), here, there };
  }
  return null;
}

/** What a run shows when the clock does: after its end, how it ended. */
export function momentOf({ run }: Film, instant: Instant): { place: Place; world: ReadonlyWorld } {
  const position = positionAt(run, instant);
  return { place: { position, instant }, world: worldAt(run, position) };
}
