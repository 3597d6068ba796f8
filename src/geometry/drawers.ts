// What only some scenarios have on their stage: drawn by parts that a page loads with them.

import type { Immutable, LaneId } from '../engine/vocabulary.ts';
import type { DirectLane, Lane, LogLane, QueueLane, RedisLane } from '../engine/world.ts';
import type { FrameInput } from './frame.ts';
import type { Need } from './lane-head.ts';
import type { Rect } from './mark.ts';
import type { Sheet } from './sheet.ts';
import type { Landing } from './wire.ts';

/** The parts at hand; what has none is not drawn, or a lane as the first lesson's are. */
export interface Drawers {
  readonly effects?: EffectsDrawer;
  /** Queues with exchanges, dead letters, limits, and crowds of messages and workers. */
  readonly queue?: LaneDrawer<QueueLane>;
  /** Logs with segments and what is no more of them, groups of several members, and crowds of records and partitions. */
  readonly log?: LaneDrawer<LogLane>;
  readonly redis?: LaneDrawer<RedisLane>;
  readonly direct?: LaneDrawer<DirectLane>;
}

/** Draws the body of a lane. */
export interface LaneDrawer<Of extends Lane> {
  /** The height that the lane needs at this width, its head included. */
  need(sheet: Sheet, last: Immutable<Of>, width: number): Need;
  /** @param last the lane at the end of the run: where things stand follows from it */
  put(sheet: Sheet, now: Immutable<Of>, last: Immutable<Of>, body: Rect): Landing;
}

/** Draws effects: a table beside a lane where there is room, else lines under it. */
export interface EffectsDrawer {
  /** Room that the table takes in this body, or 0. */
  width(sheet: Sheet, lane: LaneId, body: Rect): number;
  height(sheet: Sheet, lane: LaneId): number;
  put(sheet: Sheet, lane: LaneId, body: Rect): void;
  /** Room that the lines take, or 0. */
  linesHeight(sheet: Sheet): number;
  putLines(sheet: Sheet, lane: LaneId, body: Rect): void;
  /** What is wrong with a lane's effects, for those who do not see them; empty if nothing is. */
  say(input: FrameInput, lane: LaneId): string;
}
