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

/** The partitions of these topics, those that exist, in the order of the topics' names. */
export function partitionsOfTopics(state: Immutable<LogState>, topics: readonly string[]): readonly string[] {
  return [...topics].sort().flatMap((topic) => state.topics[topic]?.partitions ?? []);
}
