// What every command and fact of a log lane has in common.

import type { LaneId } from '../vocabulary.ts';

export interface OfLog {
  readonly of: 'log';
  readonly lane: LaneId;
}
