// A partition's log as its readers see it: its segments, and finding records by offset; by time: search.ts. Its new end is in append.ts, its
// old one in retention.ts.

import type { Context } from '../../broker.ts';
import type { Immutable, LaneId, Offset } from '../../vocabulary.ts';
import { indexFrom, offsetOf } from './batch.ts';
import { batchIndexFrom, closedSegment } from './segment.ts';
import type { Batch, LogRecord, Partition, PartitionId, Segment } from './state.ts';

type Reading = Immutable<Partition>;

/** Whether a reader is not shown a batch. */
export type Hides = (batch: Immutable<Batch>) => boolean;

/** A partition's full name. */
export const partitionId = (topic: string, number: number): PartitionId => `${topic}-${number}`;

/** Its closed segments that are still there, oldest first. */
export const closedSegments = ({ closed, firstSegment }: Reading): Immutable<Segment>[] =>
  closed.items.slice(firstSegment, closed.length);

/** Its segments that are still there, oldest first. */
export const segmentsOf = (partition: Reading): Immutable<Segment>[] => [
  ...closedSegments(partition),
  partition.active,
];

/** The oldest segment; the active one where it is alone. */
export const oldestSegment = (partition: Reading): Immutable<Segment> =>
  partition.firstSegment < partition.closed.length
    ? partition.closed.items[partition.firstSegment]!
    : partition.active;

/** The end of what readers of committed data may read. Kafka: UnifiedLog.lastStableOffset. */
export const lastStableOffset = ({ openFrom, logStartOffset, logEndOffset }: Reading): Offset =>
  openFrom === null ? logEndOffset : Math.max(openFrom, logStartOffset);

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

/**
 * The stored batches of the segment that goes on from this offset, and which of them is the first to do so; null if nothing is there.
 * What one fetch brings is never of two segments.
 */
export function batchesFrom(
  partition: Reading,
  from: Offset,
): { readonly batches: Immutable<Segment>['batches']; readonly first: number } | null {
  for (let index = segmentIndexAt(partition, from); index <= partition.closed.length; index++) {
    const { batches, baseOffset } = segmentAt(partition, index);
    const first = batchIndexFrom(batches, baseOffset, from);
    if (first < batches.length) return { batches, first };
  }
  return null;
}

/** Visits the records with offsets in [from, to), in order, until there are no more or `visit` says false. */
export function visitRecords(
  partition: Reading,
  from: Offset,
  to: Offset,
  visit: (offset: Offset, record: Immutable<LogRecord>) => boolean | void,
): void {
  for (let index = segmentIndexAt(partition, from); index <= partition.closed.length; index++) {
    const { batches, baseOffset } = segmentAt(partition, index);
    if (baseOffset >= to) return;
    for (let i = batchIndexFrom(batches, baseOffset, from); i < batches.length; i++) {
      const batch = batches.items[i]!;
      if (batch.baseOffset >= to) return;
      for (let n = indexFrom(batch, from); n < batch.records.length; n++) {
        const offset = offsetOf(batch, n);
        if (offset >= to || visit(offset, batch.records[n]!) === false) return;
      }
    }
  }
}

/**
 * Hands over at most so many of the records [from, to) at the end of `items`, and gives the position after them: `to` if there are
 * no more, else the one after the last. Batches of which `hides` is true are stepped over. Kafka: CompletedFetch.fetchRecords.
 */
export function handOver<Item>(
  partition: Reading,
  from: Offset,
  to: Offset,
  most: number,
  items: Item[],
  itemOf: (partition: PartitionId, offset: Offset, record: Immutable<LogRecord>) => Item,
  hides: Hides | null = null,
): Offset {
  const full = items.length + most;
  for (let index = segmentIndexAt(partition, from); index <= partition.closed.length; index++) {
    const { batches, baseOffset } = segmentAt(partition, index);
    for (let i = batchIndexFrom(batches, baseOffset, from); i < batches.length; i++) {
      const batch = batches.items[i]!;
      if (hides !== null && batch.baseOffset < to && hides(batch)) continue;
      for (let n = indexFrom(batch, from); n < batch.records.length; n++) {
        const offset = offsetOf(batch, n);
        if (offset >= to) return to;
        items.push(itemOf(partition.id, offset, batch.records[n]!));
        if (items.length === full) return offset + 1;
      }
    }
  }
  return to;
}

/**
 * Where the offsets end that one fetch from this one brings: whole batches up to a limit of bytes, and never of two segments. A gap is
 * stepped over. Kafka: LocalLog.read, LogSegment.read.
 *
 * @param atLeastOne Whether the first batch comes however large it is.
 */
export function fetchedUpTo(partition: Reading, from: Offset, maxBytes: number, atLeastOne: boolean): Offset {
  for (let index = segmentIndexAt(partition, from); index <= partition.closed.length; index++) {
    const { batches, baseOffset } = segmentAt(partition, index);
    const first = batchIndexFrom(batches, baseOffset, from);
    if (first === batches.length) continue;
    let bytes = batches.items[first]!.sizeBytes;
    if (!atLeastOne && bytes > maxBytes) return from;
    let last = first;
    while (last + 1 < batches.length && (bytes += batches.items[last + 1]!.sizeBytes) <= maxBytes) last++;
    return batches.items[last]!.lastOffset + 1;
  }
  return from;
}

/**
 * How many bytes of its answer such a fetch takes. Those of a batch that did not fit count too, up to the limit, where another one comes
 * before it. Nothing from `end` on is read. Kafka: LogSegment.read.
 */
export function fetchedBytes(
  partition: Reading,
  from: Offset,
  to: Offset,
  maxBytes: number,
  end: Offset,
): number {
  if (to === from) return 0;
  let index = segmentIndexAt(partition, to - 1);
  const { batches, baseOffset } = segmentAt(partition, index);
  index = batchIndexFrom(batches, baseOffset, from);
  let bytes = batches.items[index]!.sizeBytes;
  for (index++; index < batches.length && bytes < maxBytes && batches.items[index]!.baseOffset < end; index++)
    bytes = Math.min(maxBytes, bytes + batches.items[index]!.sizeBytes);
  return bytes;
}

/** Whether the offset lies in an older segment than the log end. */
export const isBehind = (partition: Reading, offset: Offset): boolean => offset < partition.active.baseOffset;

/** Every record that a reader could still get, oldest first. For small logs and tests. */
export function recordsOf(partition: Reading): { offset: Offset; record: Immutable<LogRecord> }[] {
  const records: { offset: Offset; record: Immutable<LogRecord> }[] = [];
  visitRecords(partition, partition.logStartOffset, partition.logEndOffset, (offset, record) => {
    records.push({ offset, record });
  });
  return records;
}

/** The log goes on in a new, empty segment. Kafka: UnifiedLog.roll. */
export function rollSegment(context: Context, lane: LaneId, partition: Reading): void {
  const closed = closedSegment(partition.active);
  const baseOffset = partition.logEndOffset;
  context.emit({ of: 'log', lane, kind: 'segment-rolled', partition: partition.id, closed, baseOffset });
}
