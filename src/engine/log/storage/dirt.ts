// How dirty a compacted log is, and from when on it is dirty enough for the cleaner, so that a pass is planned only for the first
// instant at which it could do something. Kafka: LogCleanerManager, LogToClean.

import type { Context } from '../../broker.ts';
import type { Immutable, Instant, LaneId, Offset, Timestamp } from '../../vocabulary.ts';
import type { ReadonlyWorld } from '../../world.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import type { TopicConfig } from '../topic/config.ts';
import { closedSegments, lastStableOffset } from './partition.ts';
import { passAfter } from './schedule.ts';
import { timeOf } from './segment.ts';
import type { Partition, Segment } from './state.ts';

/** What is clean of a log's closed segments, and what is not. */
export interface Dirt {
  /** Below this offset it is clean. */
  readonly from: Offset;
  readonly cleanBytes: number;
  /** The segments with offsets that are not clean, oldest first. */
  readonly segments: readonly Immutable<Segment>[];
}

/** The dirt of a log as it is now. */
export function dirtOf(partition: Immutable<Partition>): Dirt {
  const from = Math.max(partition.cleanedTo, partition.logStartOffset);
  const segments = closedSegments(partition);
  const ends = (n: number): Offset => segments[n + 1]?.baseOffset ?? partition.active.baseOffset;
  let first = 0;
  let cleanBytes = 0;
  while (first < segments.length && ends(first) <= from) cleanBytes += segments[first++]!.sizeBytes;
  const stable =
    partition.openFrom === null ? segments.length : countStable(segments, ends, lastStableOffset(partition));
  const dirty = segments.slice(first, Math.max(first, stable));
  // one that is clean at its beginning counts on both sides
  if (dirty.length > 0 && dirty[0]!.baseOffset < from) cleanBytes += dirty[0]!.sizeBytes;
  return { from, cleanBytes, segments: dirty };
}

/** How many segments lie wholly before the last stable offset: what is open is not compacted. */
function countStable(segments: readonly unknown[], ends: (n: number) => Offset, stableTo: Offset): number {
  let count = 0;
  while (count < segments.length && ends(count) <= stableTo) count++;
  return count;
}

/**
 * From when on a log is dirty enough, as it is now: by the share of dirty bytes in segments that are past min.compaction.lag.ms, or
 * because a segment is past max.compaction.lag.ms and anything at all can be cleaned. Null if it never is.
 * Kafka: LogCleanerManager.grabFilthiestCompactedLog, cleanableOffsets, maxCompactionDelay.
 */
export function dirtyFrom(partition: Immutable<Partition>, config: TopicConfig): Timestamp | null {
  const { cleanBytes, segments } = dirtOf(partition);
  const lag = config['min.compaction.lag.ms'];
  let bytes = 0;
  /** When all segments so far may be cleaned. */
  let ripe = 0;
  let byRatio = Infinity;
  let byAnything = Infinity;
  let oldest = Infinity;
  for (const segment of segments) {
    if (lag > 0) ripe = Math.max(ripe, timeOf(segment) + lag);
    bytes += segment.sizeBytes;
    if (bytes > 0) byAnything = Math.min(byAnything, ripe);
    if (bytes / (cleanBytes + bytes) > config['min.cleanable.dirty.ratio']) byRatio = Math.min(byRatio, ripe);
    if (segment.firstTimestamp > 0) oldest = Math.min(oldest, segment.firstTimestamp);
  }
  const byLag = Math.max(byAnything, oldest + config['max.compaction.lag.ms'] + 1);
  const from = Math.min(byRatio, byLag);
  return from <= Number.MAX_SAFE_INTEGER ? from : null;
}

/** A log may have become dirtier. */
export function planCleaning(context: Context, { lane, partition: id }: LogCommandOf<'plan-cleaning'>): void {
  const { partitions, topics } = logOf(context.world, lane);
  const partition = partitions[id]!;
  planPass(context, { lane, from: dirtyFrom(partition, topics[partition.topic]!.config) });
}

/** Plans a pass if none is planned, or a sooner one; it could do something from `from` on. */
export function planPass(
  context: Context,
  { lane, from }: Pick<LogCommandOf<'plan-cleaner-pass'>, 'lane' | 'from'>,
): void {
  const planned = logOf(context.world, lane).cleanerPassAt;
  const passAt = passFrom(context.world, lane, from);
  if (passAt !== null && (planned === null || passAt < planned))
    context.emit({ of: 'log', lane, kind: 'cleaning-planned', passAt });
}

/** The first pass from which on something could be done. */
export function passFrom(world: ReadonlyWorld, lane: LaneId, from: Timestamp | null): Instant | null {
  if (from === null || from - world.epoch > Number.MAX_SAFE_INTEGER) return null;
  return passAfter(logOf(world, lane).settings, world.now, from - world.epoch);
}
