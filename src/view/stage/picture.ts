// The picture of a moment of a session on a stage. Remembers from one picture to the next what need not be looked for again.

import type { SessionView } from '../../playback/session-view.ts';
import type { Drawers } from '../../geometry/drawers.ts';
import { type Frame, frame, type FrameInput } from '../../geometry/frame.ts';
import type { Kept } from '../../geometry/kept.ts';
import type { Mark } from '../../geometry/mark.ts';
import { type Beginnings, beginningsOf, recentOf } from '../../geometry/motion.ts';
import { type Drawn, unchanged } from './unchanged.ts';

/** What a stage knows of a session. */
export type Shown = Pick<SessionView, 'scenario' | 'run' | 'place' | 'world' | 'ending'>;

/** How it is to be shown. */
type Room = Pick<FrameInput, 'width' | 'height' | 'scale' | 'layout' | 'reduced' | 'focus'>;

/** From more than so many moving things between the lanes on they are painted: `npm run bench` counts the frames. */
const CROWD = 100;

export interface Picture extends Frame {
  readonly drawn: Drawn;
  /** So much moves between the lanes that it is painted. */
  readonly crowded: boolean;
}

/** A way to make one picture after the other. */
export function pictures(): (shown: Shown, drawers: Drawers, room: Room) => Picture {
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
    const moving = picture.marks.filter((mark) => mark.moving && mark.lane === null);
    const crowded = moving.length > CROWD;
    const moves = ({ kind, lane }: Mark): boolean =>
      (kind === 'card' || kind === 'hollow') && !(crowded && lane === null);
    return { ...picture, crowded, drawn: asBefore(picture.marks, moves) };
  };
}
