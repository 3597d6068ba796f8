// Where the steps of a run begin: two growing columns of numbers, kept apart from the facts because every look back in time
// searches them.

import { Blocks, type ReadonlyBlocks } from './blocks.ts';
import type { Instant } from './vocabulary.ts';

/** Per step, the position at which it begins and its instant; both ascend. */
export interface Steps {
  count: number;
  readonly begins: Blocks<number>;
  readonly at: Blocks<Instant>;
}

export const createSteps = (): Steps => ({ count: 0, begins: new Blocks(), at: new Blocks() });

/** Another step begins. */
export function addStep(steps: Steps, begins: number, at: Instant): void {
  steps.count++;
  steps.begins.push(begins);
  steps.at.push(at);
}

/** The first `count` steps, or all if there are fewer, free to go on in another way. */
export function firstSteps(steps: Steps, count: number): Steps {
  const kept = Math.min(count, steps.count);
  return { count: kept, begins: steps.begins.first(kept), at: steps.at.first(kept) };
}

/** Index of the last number, of those that ascend, that is at most `limit`; -1 if there is none. */
export function lastAtMost(column: ReadonlyBlocks<number>, limit: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column.at(middle)! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
