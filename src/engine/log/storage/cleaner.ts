// The log cleaner: one thread for all logs that are compacted. It compacts the dirtiest of those that are dirty enough, lets old
// segments of all of them go, and begins again; once there is nothing to compact it rests for log.cleaner.backoff.ms. A pass is
// planned only for the first of these instants at which it could do something. Kafka: LogCleaner, LogCleanerManager, LogToClean.

import type { Context } from '../../broker.ts';
import type { Immutable, Instant, LaneId, Offset, Timestamp } from '../../vocabulary.ts';
import type { ReadonlyWorld } from '../../world.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { compacts, type TopicConfig } from '../topic/config.ts';
import { compacted, lastOffsets } from './compaction.ts';
import { closedSegments } from './partition.ts';
import { deletableFrom, deleteOldSegments } from './retention.ts';
import { passAfter } from './schedule.ts';
import { timeOf } from './segment.ts';
import type { Partition, Segment } from './state.ts';

/** A log with its topic's settings. */
interface Log {
  readonly partition: Immutable<Partition>;
  readonly config: TopicConfig;
}

/** What is clean of a log's closed segments, and what is not. */
interface Dirt {
  /** Below this offset it is clean. */
  readonly from: Offset;
  readonly cleanBytes: number;
  /** The segments with offsets that are not clean, oldest first. */
  readonly segments: readonly Immutable<Segment>[];
}

function dirtOf(partition: Immutable<Partition>): Dirt {
  const from = Math.max(partition.cleanedTo, partition.logStartOffset);
  const segments = closedSegments(partition);
  const ends = (n: number): Offset => segments[n + 1]?.baseOffset ?? partition.active.baseOffset;
  let first = 0;
  let cleanBytes = 0;
  while (first < segments.length && ends(first) <= from) cleanBytes += segments[first++]!.sizeBytes;
  const dirty = segments.slice(first);
  // one that is clean at its beginning counts on both sides
  if (dirty.length > 0 && dirty[0]!.baseOffset < from) cleanBytes += dirty[0]!.sizeBytes;
  return { from, cleanBytes, segments: dirty };
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

/** Plans a pass if none is planned, or a sooner one; it could do something from `from` on. */
export function planPass(context: Context, lane: LaneId, from: Timestamp | null): void {
  const planned = logOf(context.world, lane).cleanerPassAt;
  const passAt = passFrom(context.world, lane, from);
  if (passAt !== null && (planned === null || passAt < planned))
    context.emit({ of: 'log', lane, kind: 'cleaning-planned', passAt });
}

function passFrom(world: ReadonlyWorld, lane: LaneId, from: Timestamp | null): Instant | null {
  if (from === null || from - world.epoch > Number.MAX_SAFE_INTEGER) return null;
  return passAfter(logOf(world, lane).settings, world.now, from - world.epoch);
}

/**
 * The planned pass: until there is nothing left to compact. Kafka: LogCleaner.CleanerThread.cleanFilthiestLog.
 *
 * Simplified: the cleaner gives no log up, as Kafka does where the index of a cleaned segment would be more than segment.index.bytes.
 */
export function clean(context: Context, { lane }: LogCommandOf<'clean'>): void {
  const { world } = context;
  const { partitions, topics, cleanerPassAt } = logOf(world, lane);
  if (cleanerPassAt !== world.now) return;
  const clock = world.epoch + world.now;
  const logs = Object.values(partitions)
    .map((partition): Log => ({ partition, config: topics[partition.topic]!.config }))
    .filter(({ config }) => compacts(config));
  for (let dirtiest: Log | null; ;) {
    dirtiest = dirtiestOf(logs, clock);
    if (dirtiest !== null) compact(context, lane, dirtiest, clock);
    for (const { partition, config } of logs) deleteOldSegments(context, lane, partition, config, clock);
    if (dirtiest === null) break;
  }
  let passAt: Instant | null = null;
  for (const { partition, config } of logs)
    for (const from of [dirtyFrom(partition, config), deletableFrom(partition, config)]) {
      const at = passFrom(world, lane, from);
      if (at !== null && (passAt === null || at < passAt)) passAt = at;
    }
  context.emit({ of: 'log', lane, kind: 'cleaning-planned', passAt });
}

/** The log with the largest share of dirty bytes among those that are dirty enough; null if none is. */
function dirtiestOf(logs: readonly Log[], clock: Timestamp): Log | null {
  let dirtiest: Log | null = null;
  let most = -1;
  for (const log of logs) {
    const from = dirtyFrom(log.partition, log.config);
    if (from === null || from > clock) continue;
    const { cleanBytes, segments } = cleanable(log, clock);
    const bytes = segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const ratio = bytes / (cleanBytes + bytes);
    if (ratio > most) {
      most = ratio;
      dirtiest = log;
    }
  }
  return dirtiest;
}

/** What is dirty and past min.compaction.lag.ms. Kafka: LogCleanerManager.findFirstUncleanableSegment. */
function cleanable({ partition, config }: Log, clock: Timestamp): Dirt {
  const dirt = dirtOf(partition);
  const lag = config['min.compaction.lag.ms'];
  const young = dirt.segments.findIndex((segment) => lag > 0 && timeOf(segment) > clock - lag);
  return young < 0 ? dirt : { ...dirt, segments: dirt.segments.slice(0, young) };
}

/** Kafka: Cleaner.doClean. */
function compact(context: Context, lane: LaneId, log: Log, clock: Timestamp): void {
  const { partition, config } = log;
  const { from, segments: dirty } = cleanable(log, clock);
  const all = closedSegments(partition);
  const count = all.indexOf(dirty.at(-1)!) + 1;
  const upTo = all[count]?.baseOffset ?? partition.active.baseOffset;
  const segments = compacted(all.slice(0, count), {
    ...{ from, upTo, clock, config },
    lastOffsets: lastOffsets(partition),
  });
  context.emit({
    of: 'log',
    lane,
    kind: 'log-cleaned',
    partition: partition.id,
    replaced: count,
    segments,
    cleanedTo: upTo,
  });
}
