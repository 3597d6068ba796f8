// What a log's lane shows beyond the first lesson's: parts that are drawn only where they came with the page.

import type { LogRecord } from '../engine/log/storage/state.ts';
import type { Immutable, LaneId, Offset } from '../engine/vocabulary.ts';
import type { LogPlan, SomeLogLane } from './log-plan.ts';
import type { Rect } from './mark.ts';
import type { Reading } from './reading.ts';
import type { Label } from './reading-words.ts';
import type { Sheet } from './sheet.ts';
import type { Placed, SomePartition, Span, Tape, TapeShape } from './tape.ts';

export interface LogDetail {
  /** A record that no sender of the workload sent. */
  card?(
    sheet: Sheet,
    key: string,
    lane: LaneId,
    record: Immutable<LogRecord>,
    offset: Offset,
    place: Rect,
  ): void;
  /** Which offsets have a cell of their own; `matters`: those that should, the most important first. */
  spans?(shape: TapeShape, end: Offset, matters: readonly Offset[]): readonly Span[];
  /** A folded part of a tape. */
  fold?(sheet: Sheet, lane: LaneId, partition: SomePartition, span: Placed, y: number, plan: LogPlan): void;
  /** What lies about the cells of a tape. */
  tape?(sheet: Sheet, lane: LaneId, partition: SomePartition, tape: Tape, y: number, plan: LogPlan): void;
  /** What is said of a partition that is between two owners; null where nothing special is. */
  label?(
    sheet: Sheet,
    lane: SomeLogLane,
    group: string,
    partition: SomePartition,
    reading: Reading,
  ): Label | null;
}
