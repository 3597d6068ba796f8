// Finding records of a partition by their time.

import type { Immutable, Timestamp } from '../../vocabulary.ts';
import { indexFrom, isMarker, offsetOf } from './batch.ts';
import type { FoundOffset } from './command.ts';
import { segmentsOf } from './partition.ts';
import { timeOf } from './segment.ts';
import type { Partition } from './state.ts';

type Reading = Immutable<Partition>;

/**
 * The first record in offset order, from the log start on, with at least this timestamp; null if there is none. The search ends
 * with the first segment whose time fits, even where that has nothing left to offer. Kafka: UnifiedLog.searchOffsetInLocalLog,
 * FileRecords.searchForTimestamp.
 */
export function findByTime(partition: Reading, timestamp: Timestamp): FoundOffset | null {
  const segment = segmentsOf(partition).find((one) => timeOf(one) >= timestamp);
  if (!segment) return null;
  const from = partition.logStartOffset;
  const { items, length } = segment.batches;
  for (let i = 0; i < length; i++) {
    const batch = items[i]!;
    const { records, maxTimestamp, lastOffset } = batch;
    if (maxTimestamp < timestamp || lastOffset < from) continue;
    if (isMarker(batch)) return { offset: lastOffset, timestamp: maxTimestamp };
    for (let n = indexFrom(batch, from); n < records.length; n++)
      if (records[n]!.timestamp >= timestamp)
        return { offset: offsetOf(batch, n), timestamp: records[n]!.timestamp };
  }
  return null;
}

/**
 * The first record that carries the log's largest timestamp, whether or not the log start has passed it; null in an empty log, and
 * where that record is gone and only its batch is left. Kafka: UnifiedLog.fetchOffsetByTimestamp for MAX_TIMESTAMP.
 */
export function findMaxTimestamp(partition: Reading): FoundOffset | null {
  const segments = segmentsOf(partition);
  const largest = Math.max(...segments.map(({ largestTimestamp }) => largestTimestamp));
  for (const { batches } of segments)
    for (let i = 0; i < batches.length; i++) {
      const batch = batches.items[i]!;
      if (batch.maxTimestamp !== largest) continue;
      if (isMarker(batch)) return { offset: batch.baseOffset, timestamp: largest };
      const n = batch.records.findIndex(({ timestamp }) => timestamp === largest);
      return n < 0 ? null : { offset: offsetOf(batch, n), timestamp: largest };
    }
  return null;
}
