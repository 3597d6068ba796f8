// Deleting records by hand: the log start moves up, and with it what readers may see. Bytes go later, with whole segments.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable, LaneId, Offset } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import type { LogState } from '../state.ts';
import { compacts, deletes } from '../topic/config.ts';
import type { DeletedRecords } from './command.ts';
import { partitionId } from './partition.ts';
import type { PartitionId } from './state.ts';
import { planUpkeep } from './upkeep.ts';

/** Kafka: Partition.deleteRecordsOnLeader, UnifiedLog.maybeIncrementLogStartOffset. */
export function deleteRecords(
  context: Context,
  { lane, topic: name, before }: LogCommandOf<'delete-records'>,
): DeletedRecords {
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
  // the client looks for its leader until its time is up
  if (!partition) return refusal('TimeoutException', `Timed out waiting for the leader of ${id}.`);
  const { config } = state.topics[partition.topic]!;
  if (compacts(config) && !deletes(config))
    return refusal(
      'PolicyViolationException',
      `Records of partition ${id} can not be deleted due to the configured policy`,
    );
  const to = offset === -1 ? partition.logEndOffset : offset;
  if (to < 0 || to > partition.logEndOffset)
    return refusal('OffsetOutOfRangeException', `The offset ${offset} for partition ${id} is not valid`);
  if (to > partition.logStartOffset) {
    context.emit({ of: 'log', lane, kind: 'log-start-moved', partition: id, logStartOffset: to });
    planUpkeep(context, lane, partition);
  }
  return partition.logStartOffset;
}
