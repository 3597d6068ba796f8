// What can be measured of a lane in which services call each other directly.

import type { DirectState } from '../../engine/direct/state.ts';
import type { Immutable } from '../../engine/vocabulary.ts';
import type { Measure } from './kind.ts';

const ofDirect =
  (read: (state: Immutable<DirectState>) => number): Measure['read'] =>
  (world, { lane }) => {
    const found = Object.values(world.lanes).find(
      (one) => one.broker === 'direct' && (!lane || one.id === lane),
    );
    return found?.broker === 'direct' ? read(found.state) : null;
  };

export const directMeasures = {
  /** Calls that were answered. */
  'calls.answered': { needs: [], read: ofDirect(({ answered }) => answered) },
  /** Calls that ended in an error for the caller. */
  'calls.failed': { needs: [], read: ofDirect(({ failed }) => failed) },
  /** Calls whose caller waits for the answer. */
  'calls.open': { needs: [], read: ofDirect(({ open }) => Object.keys(open).length) },
} as const satisfies Record<string, Measure>;
