// What compaction makes of a log: of each key the last record, at its old offset, in segments that take the place of the old ones.
// Which log is compacted, how far and when is in cleaner.ts. Kafka: Cleaner, MemoryRecords.filterTo.

import { identityOf } from '../../payload.ts';
import { append } from '../../store.ts';
import type { Immutable, Offset, Timestamp } from '../../vocabulary.ts';
import { segmentBytes, type TopicConfig } from '../topic/config.ts';
import { isMarker, offsetOf } from './batch.ts';
import { BATCH_OVERHEAD, contentSize, recordSize, varintSize } from './encoding.ts';
import { segmentsOf } from './partition.ts';
import { bytesOf, closedIndex, noteBatch } from './segment-index.ts';
import { createSegment } from './segment.ts';
import type { Batch, LogRecord, Partition, Segment } from './state.ts';
import { TransactionEnds } from './transaction-ends.ts';

/** The largest of Java's ints: how far a segment's offsets may lie apart. */
const MOST_OFFSETS = 2147483647;

/** What a compaction goes by. */
export interface Compaction {
  /** The dirty part: offsets from here on, and before `upTo`, which is where a segment begins. */
  readonly from: Offset;
  readonly upTo: Offset;
  readonly clock: Timestamp;
  readonly config: TopicConfig;
  /** Of each idempotent producer the last offset in the log: that batch tells its sequence, so it stays, be it empty. */
  readonly lastOffsets: ReadonlyMap<number, Offset>;
  /** Whether a batch is part of an aborted transaction: nobody's last value is in there. */
  readonly isAborted: (batch: Immutable<Batch>) => boolean;
}

/** The last records of all keys in the dirty part. */
interface Latest {
  readonly from: Offset;
  readonly byKey: ReadonlyMap<string, Offset>;
  /** 1 at n where the record at `from` + n is one of them: told without looking at its key. */
  readonly marks: Uint8Array;
}

/** The segments before `upTo`, all of the log's there are, as they are afterwards: fewer perhaps, with the same or fewer records. */
export function compacted(segments: readonly Immutable<Segment>[], compaction: Compaction): Segment[] {
  const latest = latestIn(segments, compaction);
  const ends = new TransactionEnds(compaction.isAborted);
  return groupsOf(segments, compaction).map((group) => merged(group, latest, compaction, ends));
}

/** Of each idempotent producer the last offset in a log. Kafka: UnifiedLog.lastRecordsOfActiveProducers. */
export function lastOffsets(partition: Immutable<Partition>): ReadonlyMap<number, Offset> {
  const last = new Map<number, Offset>();
  let newer = -1;
  for (const { batches } of segmentsOf(partition).reverse())
    for (let i = batches.length - 1; i >= 0; i--) {
      const { pid, lastOffset } = batches.items[i]!;
      if (pid === newer || pid === -1) continue;
      if (!last.has(pid)) last.set(pid, lastOffset);
      newer = pid;
    }
  return last;
}

/** Kafka: Cleaner.buildOffsetMap. */
function latestIn(segments: readonly Immutable<Segment>[], { from, upTo, isAborted }: Compaction): Latest {
  const byKey = new Map<string, Offset>();
  for (const { batches } of segments)
    for (let i = 0; i < batches.length; i++) {
      const batch = batches.items[i]!;
      if (batch.lastOffset < from || isAborted(batch)) continue;
      const { records } = batch;
      for (let n = 0; n < records.length; n++) {
        const { key } = records[n]!;
        const offset = offsetOf(batch, n);
        if (key !== null && offset >= from) byKey.set(identityOf(key), offset);
      }
    }
  const marks = new Uint8Array(upTo - from);
  for (const offset of byKey.values()) marks[offset - from] = 1;
  return { from, byKey, marks };
}

/**
 * Neighbours that become one segment: as long as their sizes, as they were before, fit a segment, and those of their indexes an index.
 * Kafka: Cleaner.groupSegmentsBySize.
 */
function groupsOf(
  segments: readonly Immutable<Segment>[],
  { config, upTo }: Compaction,
): Immutable<Segment>[][] {
  const groups: Immutable<Segment>[][] = [];
  const most = segmentBytes(config);
  const mostIndexed = config['segment.index.bytes'];
  let bytes = 0;
  let offsets = 0;
  let times = 0;
  for (const [n, segment] of segments.entries()) {
    const group = groups.at(-1);
    const index = bytesOf(segment.index);
    const last = (segments[n + 1]?.baseOffset ?? upTo) - 1;
    const joins =
      group !== undefined &&
      bytes + segment.sizeBytes <= most &&
      offsets + index.offsets <= mostIndexed &&
      times + index.times <= mostIndexed &&
      (segment.sizeBytes === 0 || last - group[0]!.baseOffset <= MOST_OFFSETS);
    if (joins) group.push(segment);
    else {
      groups.push([segment]);
      bytes = offsets = times = 0;
    }
    bytes += segment.sizeBytes;
    offsets += index.offsets;
    times += index.times;
  }
  return groups;
}

/** Kafka: Cleaner.cleanSegments. */
function merged(
  group: readonly Immutable<Segment>[],
  latest: Latest,
  compaction: Compaction,
  ends: TransactionEnds,
): Segment {
  const first = group[0]!;
  const segment = createSegment(first.baseOffset, first.createdAt, compaction.config);
  for (const { batches } of group)
    for (let i = 0; i < batches.length; i++) {
      const batch = filtered(batches.items[i] as Batch, latest, compaction, ends);
      if (batch === null) continue;
      append(segment.batches, batch);
      if (segment.sizeBytes === 0) segment.firstTimestamp = batch.maxTimestamp;
      segment.sizeBytes += batch.sizeBytes;
      segment.largestTimestamp = Math.max(segment.largestTimestamp, batch.maxTimestamp);
      noteBatch(segment.index, batch.sizeBytes, segment.largestTimestamp);
    }
  segment.modifiedAt = group.at(-1)!.modifiedAt;
  segment.index = closedIndex(segment.index, segment.largestTimestamp);
  return segment;
}

/** The batch with the records that stay, itself if all do; null if it goes. Kafka: MemoryRecords.filterTo. */
function filtered(batch: Batch, latest: Latest, compaction: Compaction, ends: TransactionEnds): Batch | null {
  const isOver = batch.transaction !== null && ends.isOver(batch);
  if (batch.transaction !== null && batch.transaction !== 'data')
    return filteredMarker(batch, isOver, compaction);
  const kept = isOver ? [] : staying(batch, latest, compaction.clock);
  if ((kept ?? batch.records).length === 0) return isKeptEmpty(batch, compaction) ? emptied(batch) : null;
  const records = kept === null ? batch.records : kept.map((n) => batch.records[n]!);
  const horizon = compaction.clock + compaction.config['delete.retention.ms'];
  const deleteHorizon = batch.deleteHorizon ?? (records.some(({ value }) => value === null) ? horizon : null);
  if (kept === null && deleteHorizon === batch.deleteHorizon) return batch;
  const offsets = kept === null ? batch.offsets : kept.map((n) => offsetOf(batch, n));
  return rewritten({ ...batch, records, offsets, deleteHorizon });
}

/**
 * A marker goes like a tombstone: once nothing is left of its transaction it gets a delete horizon, and goes after that.
 * Kafka: Cleaner.shouldDiscardBatch, MemoryRecords.filterTo.
 */
function filteredMarker(marker: Batch, isOver: boolean, compaction: Compaction): Batch | null {
  const { clock, config } = compaction;
  const { deleteHorizon, maxTimestamp, sizeBytes } = marker;
  if (!isMarker(marker) || (isOver && deleteHorizon !== null && deleteHorizon <= clock))
    return isKeptEmpty(marker, compaction) ? emptied(marker) : null;
  if (!isOver || deleteHorizon !== null) return marker;
  const horizon = clock + config['delete.retention.ms'];
  // the horizon takes the place of the first timestamp
  const more = varintSize(maxTimestamp - horizon) - varintSize(0);
  return { ...marker, deleteHorizon: horizon, sizeBytes: sizeBytes + more };
}

/** Which records of a batch stay; null if all do. Kafka: Cleaner.shouldRetainRecord. */
function staying(batch: Batch, latest: Latest, clock: Timestamp): number[] | null {
  const { records, deleteHorizon } = batch;
  const buries = deleteHorizon !== null && clock >= deleteHorizon;
  let kept: number[] | null = null;
  for (let n = 0; n < records.length; n++) {
    const stays =
      isLatest(records[n]!, offsetOf(batch, n), latest) && !(buries && records[n]!.value === null);
    if (!stays) kept ??= below(n);
    else if (kept !== null) kept.push(n);
  }
  return kept;
}

/** Whether no later record of the dirty part has its key. One without a key is nobody's. */
function isLatest({ key }: LogRecord, offset: Offset, { from, byKey, marks }: Latest): boolean {
  if (offset >= from) return marks[offset - from] === 1;
  return key !== null && !byKey.has(identityOf(key));
}

/** The numbers from 0 up to `n`. */
function below(n: number): number[] {
  const numbers: number[] = [];
  while (numbers.length < n) numbers.push(numbers.length);
  return numbers;
}

/** Whether a batch stays without records: where it is its producer's last, or the last of what was compacted. */
const isKeptEmpty = ({ pid, lastOffset }: Batch, { lastOffsets, upTo }: Compaction): boolean =>
  lastOffset + 1 === upTo || lastOffsets.get(pid) === lastOffset;

/** Kafka: DefaultRecordBatch.writeEmptyHeader. */
const emptied = (batch: Batch): Batch => ({
  ...batch,
  records: [],
  offsets: [],
  sizeBytes: BATCH_OVERHEAD,
  deleteHorizon: null,
});

/** The batch with the size and the time that it has by its records; its delete horizon takes the place of the first timestamp. */
function rewritten(batch: Batch): Batch {
  const { baseOffset, records, deleteHorizon } = batch;
  const firstTimestamp = deleteHorizon ?? records[0]!.timestamp;
  let sizeBytes = BATCH_OVERHEAD;
  let maxTimestamp = -1;
  for (const [n, record] of records.entries()) {
    const { timestamp } = record;
    sizeBytes += recordSize(contentSize(record), timestamp - firstTimestamp, offsetOf(batch, n) - baseOffset);
    maxTimestamp = Math.max(maxTimestamp, timestamp);
  }
  return { ...batch, sizeBytes, maxTimestamp };
}
