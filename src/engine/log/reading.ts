// Ways into a log lane's state for those who only read it.

import type { Immutable, LaneId } from '../vocabulary.ts';
import type { ReadonlyWorld } from '../world.ts';
import type { LogState } from './state.ts';

/** What the broker of a log lane knows. @throws if the lane has another broker. */
export function logOf(world: ReadonlyWorld, lane: LaneId): Immutable<LogState> {
  const found = world.lanes[lane];
  if (found?.broker !== 'log') throw new Error(`"${lane}" is no log lane.`);
  return found.state;
}
