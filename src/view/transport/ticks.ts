// The facts of a run as ticks on its timeline: one path per lane, made once per run and width, not per frame.

import { type Film } from '../../playback/film.ts';
import { stageAt } from '../../playback/stage-time.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** One path of ticks above the line for the first lane, one below for the others. */
export interface Ticks {
  readonly above: string;
  readonly below: string;
}

/** @param toX the place of a stage time on the line */
export function ticksOf(film: Film, lanes: Scenario['lanes'], toX: (stage: number) => number): Ticks {
  const first = lanes[0]?.id;
  const above = new Set<number>();
  const below = new Set<number>();
  for (const { instant, lane } of film.told) {
    const x = Math.round(toX(stageAt(film.time, instant)));
    if (lane === null || lane === first) above.add(x);
    if (lane === null || lane !== first) below.add(x);
  }
  return { above: strokes(above, -9, -5), below: strokes(below, 5, 9) };
}

const strokes = (places: Iterable<number>, from: number, to: number): string =>
  [...places].map((x) => `M${x + 0.5} ${from}V${to}`).join('');
