// The picture of a moment of a session on a stage. Remembers from one picture to the next what need not be looked for again.

import type { SessionView } from '../../playback/session-view.ts';
import type { Drawers } from '../../geometry/drawers.ts';
import { type Frame, frame, type FrameInput } from '../../geometry/frame.ts';
import type { Kept } from '../../geometry/kept.ts';
import { type Beginnings, beginningsOf, recentOf } from '../../geometry/motion.ts';
import { unchanged } from './unchanged.ts';

/** What a stage knows of a session. */
export type Shown = Pick<SessionView, 'scenario' | 'run' | 'place' | 'world' | 'ending'>;

/** How it is to be shown. */
type Room = Pick<FrameInput, 'width' | 'height' | 'scale' | 'layout' | 'reduced' | 'focus'>;

/** A way to make one picture after the other: marks that are as they were are the same objects. */
export function pictures(): (shown: Shown, drawers: Drawers, room: Room) => Frame {
  const asBefore = unchanged();
  let known: readonly unknown[] = [];
  let kept: Kept = new Map();
  let beginnings: Beginnings = {};
  return ({ scenario, run, place, world, ending }, drawers, room) => {
    const { width, height, scale, layout } = room;
    const whole = [scenario, run, run.journal.length, drawers, width, height, scale, layout];
    if (whole.some((one, index) => one !== known[index])) {
      known = whole;
      kept = new Map();
      beginnings = beginningsOf(run);
    }
    const { position, instant } = place;
    const picture = frame({
      ...{ ...room, scenario, world, end: run.world, journal: run.journal, position, instant, drawers },
      ...{ kept, beginnings, recent: recentOf(run, position, instant + (ending ?? 0)) },
      reduced: room.reduced || ending === null,
    });
    return { ...picture, marks: asBefore(picture.marks) };
  };
}
