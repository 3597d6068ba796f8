// Offsets looked up for clients: where a log begins, where it ends, and what stands in it at a time.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import type { FoundOffset, OffsetAt } from './command.ts';
import { findByTime, findMaxTimestamp } from './partition.ts';
import type { Partition, PartitionId } from './state.ts';

/** Nothing is in tiered storage, so the log is all local. Kafka: Admin.listOffsets, UnifiedLog.fetchOffsetByTimestamp. */
export function listOffsets(
  context: Context,
  { lane, topic, at }: LogCommandOf<'list-offsets'>,
): Refusal | Readonly<Record<PartitionId, FoundOffset>> {
  const state = logOf(context.world, lane);
  const found: Record<PartitionId, FoundOffset> = {};
  if (!state.topics[topic]) return refusal('UnknownTopicOrPartitionException', `There is no topic ${topic}.`);
  for (const id of state.topics[topic].partitions) found[id] = offsetAt(state.partitions[id]!, at);
  return found;
}

function offsetAt(partition: Immutable<Partition>, at: OffsetAt): FoundOffset {
  switch (at) {
    case 'earliest':
    case 'earliest-local':
      return { offset: partition.logStartOffset };
    case 'latest':
      return { offset: partition.logEndOffset };
    case 'latest-tiered':
    case 'earliest-pending-upload':
      return NOWHERE;
    case 'max-timestamp':
      return findMaxTimestamp(partition) ?? NOWHERE;
    default:
      return findByTime(partition, at) ?? NOWHERE;
  }
}

const NOWHERE: FoundOffset = { offset: -1 };
