// Stage time: a monotone map from virtual time that spends screen time on what happens and little on waiting. It is built fact
// by fact from the past alone, so a fork keeps it, and it never enters the engine.

import type { Instant } from '../engine/vocabulary.ts';
import type { StageMs } from './session-view.ts';

/** Waiting longer than this is cut short to just this much stage time. */
const LONGEST_WAIT: StageMs = 2000;
/** What is longer than this counts as waiting; up to here stage time is virtual time. */
const WAITING_FROM: Instant = 10_000;

export interface StageTime {
  /** Ascending instants and the stage time of each; linear in between. */
  readonly instants: readonly Instant[];
  readonly stages: readonly StageMs[];
}

/**
 * @param start the instant that stage time begins at
 * @param instants the instants at which something is told, ascending
 * @param end the end of the run
 */
export function stageTimeOf(start: Instant, instants: readonly Instant[], end: Instant): StageTime {
  const map = { instants: [start], stages: [0] };
  for (const instant of [...instants, end]) {
    const gap = instant - map.instants[map.instants.length - 1]!;
    if (gap <= 0) continue;
    map.stages.push(map.stages[map.stages.length - 1]! + (gap > WAITING_FROM ? LONGEST_WAIT : gap));
    map.instants.push(instant);
  }
  return map;
}

/** The stage time of an instant; after the end, that of the end. */
export const stageAt = (time: StageTime, instant: Instant): StageMs =>
  interpolate(time.instants, time.stages, instant);

/** The instant that a stage time shows, a whole number. */
export const instantOf = (time: StageTime, stage: StageMs): Instant =>
  Math.round(interpolate(time.stages, time.instants, stage));

/** The virtual time that is passing at this stage time, where it is cut short; else null. */
export function waitAt(time: StageTime, stage: StageMs): Instant | null {
  const index = indexBefore(time.stages, stage);
  const gap = (time.instants[index + 1] ?? 0) - time.instants[index]!;
  return gap > WAITING_FROM ? gap : null;
}

function interpolate(from: readonly number[], to: readonly number[], value: number): number {
  const index = indexBefore(from, value);
  const start = from[index]!;
  const end = from[index + 1];
  if (end === undefined || value <= start) return to[index]!;
  return to[index]! + ((value - start) / (end - start)) * (to[index + 1]! - to[index]!);
}

/** Index of the last value that is at most `value`; 0 if there is none. */
function indexBefore(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
