// How the end of a transaction gets to where it was used: a marker at the end of each of its partitions, which takes an offset and
// holds no record, and in each of its groups the offsets that have waited for it. Kafka: TransactionMarkerChannelManager,
// UnifiedLog.append, OffsetMetadataManager.replayEndTransactionMarker.

import type { Context } from '../../broker.ts';
import type { GroupId, LaneId } from '../../vocabulary.ts';
import { planOffsetsCheck } from '../group/expiry.ts';
import { openFrom } from '../producer-state/sequence.ts';
import { logOf } from '../reading.ts';
import { addBatch } from '../storage/append.ts';
import type { Batch, PartitionId } from '../storage/state.ts';
import { planUpkeep } from '../storage/upkeep.ts';
import { compacts } from '../topic/config.ts';
import type { Outcome } from './state.ts';

/** Bytes of a batch with one marker. Kafka: EndTransactionMarker, MemoryRecords.withEndTransactionMarker. */
const MARKER_BYTES = 78;

/** Ends the transaction of a producer in a partition, if that is still there. */
export function writeMarker(
  context: Context,
  lane: LaneId,
  id: PartitionId,
  pid: number,
  epoch: number,
  outcome: Outcome,
): void {
  const { world } = context;
  const { partitions, topics, transactions } = logOf(world, lane);
  const partition = partitions[id];
  if (!partition) return;
  const { config } = topics[partition.topic]!;
  const log = transactions!.logs[id];
  const first = log ? openFrom(log, pid) : null;
  const last = partition.logEndOffset;
  const marker: Batch = {
    baseOffset: last,
    lastOffset: last,
    records: [],
    offsets: [],
    sizeBytes: MARKER_BYTES,
    maxTimestamp: world.epoch + world.now,
    pid,
    deleteHorizon: null,
    transaction: outcome,
  };
  addBatch(context, lane, '', partition, config, marker, 0, null);
  context.emit({
    of: 'log',
    lane,
    kind: 'transaction-marked',
    partition: id,
    pid,
    epoch,
    outcome,
    first,
    last,
  });
  // what is stable can be compacted
  if (compacts(config)) planUpkeep(context, lane, partition);
}

/** Commits or drops what a group's offsets in the transaction are; what was committed later than they were sent stays. */
export function settleOffsets(
  context: Context,
  lane: LaneId,
  group: GroupId,
  pid: number,
  outcome: Outcome,
): void {
  const state = logOf(context.world, lane);
  const waiting = state.transactions!.pending[group]?.filter((one) => one.pid === pid) ?? [];
  if (waiting.length === 0) return;
  context.emit({ of: 'log', lane, kind: 'offsets-settled', group, pid, outcome });
  if (outcome === 'commit')
    for (const { partition, offset, metadata, superseded } of waiting)
      if (!superseded)
        context.emit({
          of: 'log',
          lane,
          kind: 'committed',
          group,
          partition,
          offset,
          consumer: null,
          metadata,
        });
  planOffsetsCheck(context, lane, group);
}
