// What follows from the whole run and the room alone, and so is the same at every instant: found once, and kept as long as run and room
// are the same.

import type { FrameInput } from './frame.ts';

/** What was found so far, by name. Whoever makes pictures one after the other hands it on, and a new one for another run or room. */
export type Kept = Map<string, unknown>;

/** @param name names what is found, with all that it depends on beside run and room */
export function keep<Found>({ kept }: Pick<FrameInput, 'kept'>, name: string, find: () => Found): Found {
  if (!kept) return find();
  if (!kept.has(name)) kept.set(name, find());
  return kept.get(name) as Found;
}
