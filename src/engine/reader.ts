// A place to look back from: a world of its own that walks along a run's journal, cheaply forward, by a checkpoint backward.

import { apply } from './apply.ts';
import { rebuild, type Run } from './run.ts';
import type { ReadonlyWorld, World } from './world.ts';

export interface Reader {
  /** The world after the first `position` facts of the run. It changes when the reader moves. */
  readonly world: ReadonlyWorld;
  readonly position: number;
  /** Goes to a position and gives the world there. @throws if the run has not so many facts */
  moveTo(position: number): ReadonlyWorld;
}

/** Moving on by more facts than this is left to a checkpoint. */
const FAR = 2048;

export function createReader(run: Run): Reader {
  let world: World = rebuild(run, 0);
  let position = 0;
  return {
    get world() {
      return world;
    },
    get position() {
      return position;
    },
    moveTo(target) {
      if (target < position || target > position + FAR) world = rebuild(run, target);
      else for (; position < target; position++) apply(world, run.journal.at(position)!, run.models);
      position = target;
      return world;
    },
  };
}
