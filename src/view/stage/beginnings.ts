// Keeps what is known of a whole run as long as the same run is on stage, so that it is looked through once and not per frame.

import type { Run } from '../../engine/run.ts';
import { type Beginnings, beginningsOf } from '../../geometry/motion.ts';

/** A reading of runs that remembers the last one. */
export function remembered(): (run: Run) => Beginnings {
  let known: Run | null = null;
  let length = 0;
  let found: Beginnings = {};
  return (run) => {
    if (run !== known || run.journal.length !== length) {
      found = beginningsOf(run);
      known = run;
      length = run.journal.length;
    }
    return found;
  };
}
