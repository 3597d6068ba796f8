// The log cleaner: one thread for all logs that are compacted. It compacts the dirtiest of those that are dirty enough, lets old
// segments of all of them go, and begins again; once there is nothing to compact it rests for log.cleaner.backoff.ms. When a pass is
// planned is in dirt.ts. Kafka: LogCleaner, LogCleanerManager.

import type { Context } from '../../broker.ts';
import type { Immutable, Instant, LaneId, Timestamp } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { compacts, type TopicConfig } from '../topic/config.ts';
import { isAborted } from '../transaction/visibility.ts';
import { compacted, lastOffsets } from './compaction.ts';
import { type Dirt, dirtOf, dirtyFrom, passFrom } from './dirt.ts';
import { closedSegments } from './partition.ts';
import { deletableFrom, deleteOldSegments } from './retention.ts';
import { timeOf } from './segment.ts';
import type { Partition } from './state.ts';

/** A log with its topic's settings. */
interface Log {
  readonly partition: Immutable<Partition>;
  readonly config: TopicConfig;
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
  const { transactions } = logOf(context.world, lane);
  const { from, segments: dirty } = cleanable(log, clock);
  const all = closedSegments(partition);
  const count = all.indexOf(dirty.at(-1)!) + 1;
  const upTo = all[count]?.baseOffset ?? partition.active.baseOffset;
  const segments = compacted(all.slice(0, count), {
    ...{ from, upTo, clock, config },
    lastOffsets: lastOffsets(partition),
    isAborted: (batch) => isAborted(transactions?.logs[partition.id], batch),
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
