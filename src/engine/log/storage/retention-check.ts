// The broker's retention check of logs that are not compacted. It runs at fixed intervals; of a log it is planned only for the first
// of them at which something could go, which nobody can tell from checking each time. Kafka: LogManager.cleanupLogs.

import type { Context } from '../../broker.ts';
import type { Immutable, Instant, LaneId, Timestamp } from '../../vocabulary.ts';
import type { ReadonlyWorld } from '../../world.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { compacts } from '../topic/config.ts';
import { deletableFrom, deleteOldSegments } from './retention.ts';
import { checkAfter } from './schedule.ts';
import type { Partition } from './state.ts';

/** Plans a check where none is planned, or a sooner one. A check planned too soon finds that out by itself. */
export function planCheck(
  context: Context,
  lane: LaneId,
  { id, retentionCheckAt: planned }: Immutable<Partition>,
  from: Timestamp | null,
): void {
  const checkAt = checkFrom(context.world, lane, from);
  if (checkAt !== null && (planned === null || checkAt < planned))
    context.emit({ of: 'log', lane, kind: 'retention-planned', partition: id, checkAt });
}

function checkFrom(world: ReadonlyWorld, lane: LaneId, from: Timestamp | null): Instant | null {
  if (from === null || from - world.epoch > Number.MAX_SAFE_INTEGER) return null;
  return checkAfter(logOf(world, lane).settings, world.now, from - world.epoch);
}

/** The planned check. */
export function checkRetention(
  context: Context,
  { lane, partition: id }: LogCommandOf<'check-retention'>,
): void {
  const { world } = context;
  const { partitions, topics } = logOf(world, lane);
  const partition = partitions[id];
  if (!partition || partition.retentionCheckAt !== world.now) return;
  const { config } = topics[partition.topic]!;
  let from: Timestamp | null = null;
  if (!compacts(config)) {
    deleteOldSegments(context, lane, partition, config, world.epoch + world.now);
    from = deletableFrom(partition, config);
  }
  const checkAt = checkFrom(world, lane, from);
  context.emit({ of: 'log', lane, kind: 'retention-planned', partition: id, checkAt });
}
