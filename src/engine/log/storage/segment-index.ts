// The two sparse indexes of a segment, as far as anybody can tell them: how full they are. What a lookup finds through them is what
// it would find by reading the segment from its beginning, so their entries themselves are not kept.

import type { Immutable, Timestamp } from '../../vocabulary.ts';
import type { TopicConfig } from '../topic/config.ts';
import type { SegmentIndex } from './state.ts';

/** Bytes of an entry of the offset index. Kafka: OffsetIndex.ENTRY_SIZE. */
const OFFSET_ENTRY = 8;

/** Bytes of an entry of the time index. Kafka: TimeIndex.ENTRY_SIZE. */
const TIME_ENTRY = 12;

/** The indexes of a segment that begins: a change of the topic's settings is for the next one. */
export const createIndex = (config: TopicConfig): SegmentIndex => ({
  intervalBytes: config['index.interval.bytes'],
  maxBytes: config['segment.index.bytes'],
  bytesSinceEntry: 0,
  offsetEntries: 0,
  timeEntries: 0,
  lastTimestamp: -1,
});

/** Notes a batch that was appended; `largestTimestamp` is the segment's with it. Kafka: LogSegment.append. */
export function noteBatch(index: SegmentIndex, sizeBytes: number, largestTimestamp: Timestamp): void {
  if (index.bytesSinceEntry > index.intervalBytes) {
    index.offsetEntries++;
    if (largestTimestamp > index.lastTimestamp) noteTime(index, largestTimestamp);
    index.bytesSinceEntry = 0;
  }
  index.bytesSinceEntry += sizeBytes;
}

function noteTime(index: SegmentIndex, timestamp: Timestamp): void {
  index.timeEntries++;
  index.lastTimestamp = timestamp;
}

/** The indexes of a segment that is closed: its largest timestamp gets an entry. Kafka: LogSegment.onBecomeInactiveSegment. */
export function closedIndex(index: Immutable<SegmentIndex>, largestTimestamp: Timestamp): SegmentIndex {
  const closed = { ...index };
  if (largestTimestamp > closed.lastTimestamp) noteTime(closed, largestTimestamp);
  return closed;
}

/** Whether either is full; the time index is one entry early, for the one at the end. Kafka: AbstractIndex.isFull, TimeIndex.isFull. */
export const isFull = ({ maxBytes, offsetEntries, timeEntries }: Immutable<SegmentIndex>): boolean =>
  (offsetEntries + 1) * OFFSET_ENTRY > maxBytes || (timeEntries + 2) * TIME_ENTRY > maxBytes;

/** Bytes of both. */
export const bytesOf = ({ offsetEntries, timeEntries }: Immutable<SegmentIndex>) => ({
  offsets: offsetEntries * OFFSET_ENTRY,
  times: timeEntries * TIME_ENTRY,
});
