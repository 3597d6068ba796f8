// How a log forgets: whole segments from its old end, by log start, by size, by time. When the broker looks is in retention-check.ts
// and, for logs that are compacted, in cleaner.ts.

import type { Context } from '../../broker.ts';
import type { Immutable, LaneId, Timestamp } from '../../vocabulary.ts';
import { deletes, type TopicConfig } from '../topic/config.ts';
import { oldestSegment, rollSegment, segmentsOf } from './partition.ts';
import { timeOf } from './segment.ts';
import type { Partition, Segment } from './state.ts';

type Log = Immutable<Partition>;

/** From when on a look deletes something of this log, as it is now; null if none ever does. */
export function deletableFrom(partition: Log, config: TopicConfig): Timestamp | null {
  if (startBreached(partition, 0)) return 0;
  if (!deletes(config) || partition.sizeBytes === 0) return null;
  const oldest = oldestSegment(partition);
  const excess = partition.sizeBytes - config['retention.bytes'];
  if (config['retention.bytes'] >= 0 && excess >= oldest.sizeBytes) return 0;
  return config['retention.ms'] < 0 ? null : timeOf(oldest) + config['retention.ms'] + 1;
}

/** Three passes, each deleting before the next one looks. Kafka: UnifiedLog.deleteOldSegments. */
export function deleteOldSegments(
  context: Context,
  lane: LaneId,
  partition: Log,
  config: TopicConfig,
  clock: Timestamp,
): void {
  deleteOldest(context, lane, partition, 'start', countByStart(partition));
  if (!deletes(config)) return;
  deleteOldest(context, lane, partition, 'size', countBySize(partition, config['retention.bytes']));
  deleteOldest(context, lane, partition, 'time', countByTime(partition, config['retention.ms'], clock));
}

/** Whether the n-th oldest segment lies wholly before the log start; never so for the active one. */
function startBreached(partition: Log, n: number): boolean {
  const next = partition.firstSegment + n + 1;
  const { closed } = partition;
  if (next > closed.length) return false;
  const successor = next < closed.length ? closed.items[next]! : partition.active;
  return successor.baseOffset <= partition.logStartOffset;
}

/** Kafka: UnifiedLog.deleteLogStartOffsetBreachedSegments. */
export function countByStart(partition: Log): number {
  let count = 0;
  while (startBreached(partition, count)) count++;
  return count;
}

/** The oldest go while what is left stays at or above the limit. Kafka: UnifiedLog.deleteRetentionSizeBreachedSegments. */
export function countBySize(partition: Log, limit: number): number {
  if (limit < 0 || partition.sizeBytes < limit) return 0;
  let excess = partition.sizeBytes - limit;
  return countOldest(partition, ({ sizeBytes }) => {
    if (excess < sizeBytes) return false;
    excess -= sizeBytes;
    return true;
  });
}

/** By the age of each segment. Kafka: UnifiedLog.deleteRetentionMsBreachedSegments. */
export function countByTime(partition: Log, limitMs: number, clock: Timestamp): number {
  return limitMs < 0 ? 0 : countOldest(partition, (segment) => clock - timeOf(segment) > limitMs);
}

/** How many of the oldest segments go before the first that stays; an empty active one always stays. */
function countOldest(partition: Log, goes: (segment: Immutable<Segment>) => boolean): number {
  const segments = segmentsOf(partition);
  if (partition.active.sizeBytes === 0) segments.pop();
  const stays = segments.findIndex((segment) => !goes(segment));
  return stays < 0 ? segments.length : stays;
}

/** Deletes the oldest segments; if that is all of them, an empty one takes over first. Kafka: UnifiedLog.deleteSegments. */
function deleteOldest(
  context: Context,
  lane: LaneId,
  partition: Log,
  because: 'start' | 'size' | 'time',
  segments: number,
): void {
  if (segments === 0) return;
  if (segments > partition.closed.length - partition.firstSegment) rollSegment(context, lane, partition);
  const next = partition.firstSegment + segments;
  const first = next < partition.closed.length ? partition.closed.items[next]! : partition.active;
  const logStartOffset = Math.max(partition.logStartOffset, first.baseOffset);
  context.emit({
    of: 'log',
    lane,
    kind: 'segments-deleted',
    partition: partition.id,
    segments,
    logStartOffset,
    because,
  });
}
