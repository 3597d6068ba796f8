// How a log forgets: whole segments from its old end, by log start, by size, by time. The broker looks at fixed intervals; a check
// is planned only for the first of these instants at which something could go, which nobody can tell from checking each time.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable, Instant, LaneId, Offset } from '../../vocabulary.ts';
import type { DeletedRecords } from './command.ts';
import type { LogCommandOf } from '../command.ts';
import { oldestSegment, partitionId, rollSegment, segmentsOf } from './partition.ts';
import { refusal } from '../refusal.ts';
import { logOf } from '../reading.ts';
import type { BrokerSettings, LogState } from '../state.ts';
import type { Partition, PartitionId, Segment } from './state.ts';
import type { Topic } from '../topic/state.ts';

/**
 * The first of the broker's checks after `after` and not before `from`.
 * Kafka: LogManager.startup schedules kafka-log-retention from log.initial.task.delay.ms on.
 */
export function checkAfter(settings: Immutable<BrokerSettings>, after: Instant, from: Instant): Instant {
  const first = settings['log.initial.task.delay.ms'];
  const interval = settings['log.retention.check.interval.ms'];
  const earliest = Math.max(after + 1, from);
  return earliest <= first ? first : first + Math.ceil((earliest - first) / interval) * interval;
}

/**
 * The first check at which something of this partition can be deleted, as things are now; null if none ever can.
 * Kafka: UnifiedLog.deleteOldSegments, LogManager.cleanupLogs.
 *
 * Simplified: there is no log cleaner, so a topic with compact in its cleanup.policy keeps every record.
 */
function firstCheck(
  state: Immutable<LogState>,
  topic: Immutable<Topic>,
  partition: Immutable<Partition>,
  epoch: number,
  now: Instant,
): Instant | null {
  const { config } = topic;
  if (config['cleanup.policy'].includes('compact')) return null;
  const oldest = oldestSegment(partition);
  if (startBreached(partition, 0)) return checkAfter(state.settings, now, 0);
  if (!config['cleanup.policy'].includes('delete') || oldest.sizeBytes === 0) return null;
  const excess = partition.sizeBytes - config['retention.bytes'];
  if (config['retention.bytes'] >= 0 && excess >= oldest.sizeBytes) return checkAfter(state.settings, now, 0);
  if (config['retention.ms'] < 0) return null;
  const from = oldest.largestTimestamp + config['retention.ms'] + 1 - epoch;
  return from > Number.MAX_SAFE_INTEGER ? null : checkAfter(state.settings, now, from);
}

/** Plans a check where none is planned, or a sooner one. A check planned too soon finds that out by itself. */
export function planRetention(context: Context, lane: LaneId, id: PartitionId): void {
  const { world } = context;
  const state = logOf(world, lane);
  const partition = state.partitions[id]!;
  const checkAt = firstCheck(state, state.topics[partition.topic]!, partition, world.epoch, world.now);
  const planned = partition.retentionCheckAt;
  if (checkAt !== null && (planned === null || checkAt < planned))
    context.emit({ of: 'log', lane, kind: 'retention-planned', partition: id, checkAt });
}

/** Plans anew for every partition of a topic, after its settings changed. */
export function planRetentionOfTopic(context: Context, lane: LaneId, topic: string): void {
  for (const id of logOf(context.world, lane).topics[topic]!.partitions) planRetention(context, lane, id);
}

/** The planned check: three passes, each deleting before the next one looks. Kafka: UnifiedLog.deleteOldSegments. */
export function checkRetention(
  context: Context,
  { lane, partition: id }: LogCommandOf<'check-retention'>,
): void {
  const { world } = context;
  const state = logOf(world, lane);
  const partition = state.partitions[id];
  if (!partition || partition.retentionCheckAt !== world.now) return;
  const topic = state.topics[partition.topic]!;
  const policy = topic.config['cleanup.policy'];
  if (!policy.includes('compact')) {
    deleteOldest(context, lane, partition, 'start', countByStart(partition));
    if (policy.includes('delete')) {
      deleteOldest(context, lane, partition, 'size', countBySize(partition, topic.config['retention.bytes']));
      const clock = world.epoch + world.now;
      deleteOldest(
        context,
        lane,
        partition,
        'time',
        countByTime(partition, topic.config['retention.ms'], clock),
      );
    }
  }
  const checkAt = firstCheck(state, topic, partition, world.epoch, world.now);
  context.emit({ of: 'log', lane, kind: 'retention-planned', partition: id, checkAt });
}

/** Whether the n-th oldest segment lies wholly before the log start; never so for the active one. */
function startBreached(partition: Immutable<Partition>, n: number): boolean {
  const next = partition.firstSegment + n + 1;
  const { closed } = partition;
  if (next > closed.length) return false;
  const successor = next < closed.length ? closed.items[next]! : partition.active;
  return successor.baseOffset <= partition.logStartOffset;
}

/** Kafka: UnifiedLog.deleteLogStartOffsetBreachedSegments. */
export function countByStart(partition: Immutable<Partition>): number {
  let count = 0;
  while (startBreached(partition, count)) count++;
  return count;
}

/** The oldest go while what is left stays at or above the limit. Kafka: UnifiedLog.deleteRetentionSizeBreachedSegments. */
export function countBySize(partition: Immutable<Partition>, limit: number): number {
  if (limit < 0 || partition.sizeBytes < limit) return 0;
  let excess = partition.sizeBytes - limit;
  return countOldest(partition, ({ sizeBytes }) => {
    if (excess < sizeBytes) return false;
    excess -= sizeBytes;
    return true;
  });
}

/** By the largest timestamp of each segment. Kafka: UnifiedLog.deleteRetentionMsBreachedSegments. */
export function countByTime(partition: Immutable<Partition>, limitMs: number, clock: number): number {
  return limitMs < 0 ? 0 : countOldest(partition, (segment) => clock - segment.largestTimestamp > limitMs);
}

/** How many of the oldest segments go before the first that stays; an empty active one always stays. */
function countOldest(
  partition: Immutable<Partition>,
  goes: (segment: Immutable<Segment>) => boolean,
): number {
  const segments = segmentsOf(partition);
  const stays = segments.findIndex((segment) => segment.sizeBytes === 0 || !goes(segment));
  return stays < 0 ? segments.length : stays;
}

/** Deletes the oldest segments; if that is all of them, an empty one takes over first. Kafka: UnifiedLog.deleteSegments. */
function deleteOldest(
  context: Context,
  lane: LaneId,
  partition: Immutable<Partition>,
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

/** Moves log starts; the bytes go later, with whole segments. Kafka: Partition.deleteRecordsOnLeader. */
export function deleteRecords(
  context: Context,
  { lane, topic: name, before }: LogCommandOf<'delete-records'>,
): DeletedRecords | Refusal {
  const state = logOf(context.world, lane);
  const low: Record<string, Offset | Refusal> = {};
  for (const number in before)
    low[number] = deleteBefore(context, lane, state, partitionId(name, Number(number)), before[number]!);
  return { low };
}

function deleteBefore(
  context: Context,
  lane: LaneId,
  state: Immutable<LogState>,
  id: PartitionId,
  offset: Offset,
): Offset | Refusal {
  const partition = state.partitions[id];
  if (!partition) return refusal('UnknownTopicOrPartitionException', `There is no partition ${id}.`);
  const policy = state.topics[partition.topic]!.config['cleanup.policy'];
  if (policy.includes('compact') && !policy.includes('delete'))
    return refusal(
      'PolicyViolationException',
      'Records of a topic that is only compacted cannot be deleted.',
    );
  const to = offset === -1 ? partition.logEndOffset : offset;
  if (to < 0 || to > partition.logEndOffset)
    return refusal('OffsetOutOfRangeException', `${id} has no offset ${offset}.`);
  if (to > partition.logStartOffset) {
    context.emit({ of: 'log', lane, kind: 'log-start-moved', partition: id, logStartOffset: to });
    planRetention(context, lane, id);
  }
  return partition.logStartOffset;
}
