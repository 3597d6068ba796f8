// A fetch of a share consumer, as the broker answers it: partition by partition it gives out what there is, until that is enough. A
// partition is opened by the first fetch of anybody in the group. Kafka: SharePartitionManager, DelayedShareFetch, ShareFetchUtils.

import type { Context } from '../../../broker.ts';
import type { GroupId, Immutable, LaneId, Offset } from '../../../vocabulary.ts';
import { parseDuration } from '../../consumer/duration.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import { findByTime } from '../../storage/search.ts';
import type { Partition, PartitionId } from '../../storage/state.ts';
import { shareGroup } from '../kinds.ts';
import type { ShareResetPolicy } from '../state.ts';
import { acquire } from './acquisition.ts';
import type { ShareConsumer, ShareFetched } from './client-state.ts';
import { followLogStart } from './log-start.ts';
import { shareSettingsOf } from './settings.ts';
import type { SharePartition } from './state.ts';

/** Asks the broker for more. False if there is nothing. */
export function fetchMore(context: Context, lane: LaneId, consumer: Immutable<ShareConsumer>): boolean {
  const parts = fetchShared(context, lane, consumer);
  if (parts.length > 0)
    context.emit({ of: 'log', lane, kind: 'share-fetched', consumer: consumer.id, parts });
  return parts.length > 0;
}

/**
 * Something may have become available in a partition: whoever has been asking for that gets it, the longest first, without having to
 * poll. Kafka: the purgatory of share fetches; ShareConsumeRequestManager goes on fetching until something came.
 */
export function serveAsking(context: Context, { lane, partition }: LogCommandOf<'serve-asking'>): void {
  const { groups, shareConsumers } = logOf(context.world, lane);
  for (const id in groups) {
    const group = groups[id]!;
    if (group.type !== 'share' || !group.partitions[partition]) continue;
    for (const name of [...group.asking]) {
      const consumer = shareConsumers[name]!;
      if (consumer.assignment.includes(partition)) fetchMore(context, lane, consumer);
    }
  }
}

/** What the broker gives this consumer now. Its partitions take turns in being first, from fetch to fetch. */
export function fetchShared(
  context: Context,
  lane: LaneId,
  consumer: Immutable<ShareConsumer>,
): readonly ShareFetched[] {
  const { id, group, assignment, fetches, config } = consumer;
  const batchSize = config['max.poll.records'];
  const mostBytes = Math.floor(config['fetch.max.bytes'] / Math.max(1, assignment.length));
  const exact = config['share.acquire.mode'] === 'record_limit';
  const parts: ShareFetched[] = [];
  let mostRecords = batchSize;
  for (let n = 0; n < assignment.length && mostRecords > 0; n++) {
    const partition = assignment[(fetches + n) % assignment.length]!;
    const shared = openPartition(context, lane, group, partition);
    if (!shared) continue;
    followLogStart(context, lane, group, shared);
    const wish = { consumer: id, exact, batchSize, mostRecords, mostBytes };
    const acquired = acquire(context, lane, group, shared, wish);
    if (!acquired) continue;
    mostRecords -= acquired.records;
    parts.push({ partition, to: acquired.to, runs: acquired.runs });
  }
  return parts;
}

/** The partition as the group has it, opened if it was not; null if there is no such partition, or no place to begin. */
function openPartition(
  context: Context,
  lane: LaneId,
  group: GroupId,
  id: PartitionId,
): Immutable<SharePartition> | null {
  const state = logOf(context.world, lane);
  const partition = shareGroup(state, group)?.partitions[id];
  const log = state.partitions[id];
  if (!partition || !log) return null;
  if (partition.open) return partition;
  const clock = context.world.epoch + context.world.now;
  const startOffset =
    partition.written?.startOffset ?? startFor(log, shareSettingsOf(state, group).resetPolicy, clock);
  if (startOffset === null) return null;
  context.emit({ of: 'log', lane, kind: 'share-partition-opened', group, partition: id, startOffset });
  return partition;
}

/**
 * Where a group begins that has never read the partition; null if the policy finds nothing, in which case the next fetch looks again.
 * Kafka: SharePartition.startOffsetDuringInitialization.
 */
function startFor(log: Immutable<Partition>, policy: ShareResetPolicy, clock: number): Offset | null {
  if (policy === 'earliest') return log.logStartOffset;
  if (policy === 'latest') return log.logEndOffset;
  const durationMs = parseDuration(policy.slice('by_duration:'.length))!;
  return findByTime(log, clock - durationMs)?.offset ?? null;
}
