// What only some scenarios have on their stage: drawn by parts that a page loads with them.

import type { LaneId } from '../engine/vocabulary.ts';
import type { Rect } from './mark.ts';
import type { Sheet } from './sheet.ts';

/** The parts at hand; what has none is not drawn. */
export interface Drawers {
  readonly effects?: EffectsDrawer;
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
}
