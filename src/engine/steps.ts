// Where the steps of a run begin: two growing columns of numbers, kept apart from the facts because every look back in time
// searches them.

import type { Instant } from './vocabulary.ts';

/** Per step, the position at which it begins and its instant; both ascend. Only the first `count` numbers mean something. */
export interface Steps {
  count: number;
  begins: Float64Array;
  at: Float64Array;
}

const ROOM = 1024;

export const createSteps = (): Steps => ({
  count: 0,
  begins: new Float64Array(ROOM),
  at: new Float64Array(ROOM),
});

/** Another step begins. */
export function addStep(steps: Steps, begins: number, at: Instant): void {
  const n = steps.count++;
  if (n === steps.begins.length) {
    steps.begins = grown(steps.begins);
    steps.at = grown(steps.at);
  }
  steps.begins[n] = begins;
  steps.at[n] = at;
}

function grown(column: Float64Array): Float64Array {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** The first `count` steps, or all if there are fewer, free to go on in another way. */
export const firstSteps = (steps: Steps, count: number): Steps => ({
  count: Math.min(count, steps.count),
  begins: steps.begins.slice(0, Math.max(ROOM, count)),
  at: steps.at.slice(0, Math.max(ROOM, count)),
});

/** Index of the last of the first `count` numbers that is at most `limit`, or -1. */
export function lastAtMost(column: Float64Array, count: number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
