// A partition's log as its readers see it: its segments, and finding records by offset and by time. Its new end is in append.ts, its
// old one in retention.ts.

import type { Context } from '../../broker.ts';
import type { Immutable, LaneId, Offset, Timestamp } from '../../vocabulary.ts';
import type { FoundOffset } from './command.ts';
import type { PolledRecord } from '../consumer/command.ts';
import { batchIndexAt, closedSegment } from './segment.ts';
import type { LogRecord, Partition, PartitionId, Segment } from './state.ts';

type Reading = Immutable<Partition>;

/** A partition's full name. */
export const partitionId = (topic: string, number: number): PartitionId => `${topic}-${number}`;

/** Its segments that are still there, oldest first. */
export function segmentsOf(partition: Reading): Immutable<Segment>[] {
  const closed = partition.closed.items.slice(partition.firstSegment, partition.closed.length);
  return [...closed, partition.active];
}

/** The oldest segment; the active one where it is alone. */
export const oldestSegment = (partition: Reading): Immutable<Segment> =>
  partition.firstSegment < partition.closed.length
    ? partition.closed.items[partition.firstSegment]!
    : partition.active;

/** The segment that has the offset, which must lie between log start and log end. */
function segmentIndexAt(partition: Reading, offset: Offset): number {
  const { closed, firstSegment, active } = partition;
  if (offset >= active.baseOffset) return closed.length;
  let low = firstSegment;
  let high = closed.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (closed.items[middle]!.baseOffset <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const segmentAt = (partition: Reading, index: number): Immutable<Segment> =>
  index < partition.closed.length ? partition.closed.items[index]! : partition.active;

/** Visits the records [from, to), which must exist, in order. */
export function visitRecords(
  partition: Reading,
  from: Offset,
  to: Offset,
  visit: (offset: Offset, record: Immutable<LogRecord>) => void,
): void {
  let offset = from;
  for (let index = segmentIndexAt(partition, from); offset < to; index++) {
    const { batches, baseOffset } = segmentAt(partition, index);
    if (batches.length === 0) continue;
    for (let i = batchIndexAt(batches, baseOffset, offset); i < batches.length && offset < to; i++) {
      const batch = batches.items[i]!;
      for (let n = offset - batch.baseOffset; n < batch.records.length && offset < to; n++)
        visit(offset++, batch.records[n]!);
    }
  }
}

/** Hands over the records [from, to) at the end of `polled`. Kafka: FetchCollector. */
export function handOver(partition: Reading, from: Offset, to: Offset, polled: PolledRecord[]): void {
  const { id } = partition;
  visitRecords(partition, from, to, (offset, { key, value, timestamp, headers, send }) => {
    polled.push({ partition: id, offset, key, value, timestamp, headers, send });
  });
}

/**
 * Where the records end that one fetch from this offset brings: whole batches up to a limit of bytes, at least one, and never of
 * two segments. Kafka: LocalLog.read, LogSegment.read.
 */
export function fetchedUpTo(partition: Reading, from: Offset, maxBytes: number): Offset {
  const { batches, baseOffset } = segmentAt(partition, segmentIndexAt(partition, from));
  const first = batchIndexAt(batches, baseOffset, from);
  let end = from;
  for (let i = first, bytes = 0; i < batches.length; i++) {
    const batch = batches.items[i]!;
    bytes += batch.sizeBytes;
    if (bytes > maxBytes && i > first) break;
    end = batch.baseOffset + batch.records.length;
  }
  return end;
}

/** Every record that a reader could still get, oldest first. For small logs and tests. */
export function recordsOf(partition: Reading): { offset: Offset; record: Immutable<LogRecord> }[] {
  const records: { offset: Offset; record: Immutable<LogRecord> }[] = [];
  visitRecords(partition, partition.logStartOffset, partition.logEndOffset, (offset, record) =>
    records.push({ offset, record }),
  );
  return records;
}

/**
 * The first record in offset order, from the log start on, with at least this timestamp; null if there is none. The search ends
 * with the first segment whose largest timestamp fits, even where that has nothing left to offer. Kafka:
 * UnifiedLog.fetchOffsetByTimestamp, FileRecords.searchForTimestamp.
 */
export function findByTime(partition: Reading, timestamp: Timestamp): FoundOffset | null {
  const segment = segmentsOf(partition).find((one) => one.largestTimestamp >= timestamp);
  return segment ? findInSegment(segment, timestamp, partition.logStartOffset) : null;
}

function findInSegment(segment: Immutable<Segment>, timestamp: Timestamp, from: Offset): FoundOffset | null {
  const { items, length } = segment.batches;
  for (let i = 0; i < length; i++) {
    const { baseOffset, records, maxTimestamp } = items[i]!;
    if (maxTimestamp < timestamp || baseOffset + records.length <= from) continue;
    const index = records.findIndex((record, n) => record.timestamp >= timestamp && baseOffset + n >= from);
    if (index >= 0) return { offset: baseOffset + index, timestamp: records[index]!.timestamp };
  }
  return null;
}

/**
 * The first record that carries the log's largest timestamp, whether or not the log start has passed it; null in an empty log.
 * Kafka: UnifiedLog.fetchOffsetByTimestamp for MAX_TIMESTAMP.
 */
export function findMaxTimestamp(partition: Reading): FoundOffset | null {
  let largest = partition.active;
  for (const segment of segmentsOf(partition).reverse())
    if (segment.largestTimestamp >= largest.largestTimestamp) largest = segment;
  return largest.largestTimestamp < 0 ? null : findInSegment(largest, largest.largestTimestamp, 0);
}

/** The log goes on in a new, empty segment. Kafka: UnifiedLog.roll. */
export function rollSegment(context: Context, lane: LaneId, partition: Reading): void {
  const closed = closedSegment(partition.active);
  const baseOffset = partition.logEndOffset;
  context.emit({ of: 'log', lane, kind: 'segment-rolled', partition: partition.id, closed, baseOffset });
}
