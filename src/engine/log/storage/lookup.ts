// Offsets looked up for clients: where a log begins, where it ends, and what stands in it at a time.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable, Offset } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import type { FoundOffset, OffsetAt } from './command.ts';
import { lastStableOffset } from './partition.ts';
import { findByTime, findMaxTimestamp } from './search.ts';
import type { Partition, PartitionId } from './state.ts';

/** Nothing is in tiered storage, so the log is all local. Kafka: Admin.listOffsets, UnifiedLog.fetchOffsetByTimestamp. */
export function listOffsets(
  context: Context,
  { lane, topic, at, committedOnly = false }: LogCommandOf<'list-offsets'>,
): Refusal | Readonly<Record<PartitionId, FoundOffset>> {
  const state = logOf(context.world, lane);
  const found: Record<PartitionId, FoundOffset> = {};
  if (!state.topics[topic]) return refusal('UnknownTopicOrPartitionException', `There is no topic ${topic}.`);
  for (const id of state.topics[topic].partitions)
    found[id] = offsetAt(state.partitions[id]!, at, committedOnly);
  return found;
}

function offsetAt(partition: Immutable<Partition>, at: OffsetAt, committedOnly: boolean): FoundOffset {
  const end = committedOnly ? lastStableOffset(partition) : partition.logEndOffset;
  switch (at) {
    case 'earliest':
    case 'earliest-local':
      return { offset: partition.logStartOffset };
    case 'latest':
      return { offset: end };
    case 'latest-tiered':
    case 'earliest-pending-upload':
      return NOWHERE;
    case 'max-timestamp':
      return before(end, findMaxTimestamp(partition));
    default:
      return before(end, findByTime(partition, at));
  }
}

const before = (end: Offset, found: FoundOffset | null): FoundOffset =>
  found && found.offset < end ? found : NOWHERE;

const NOWHERE: FoundOffset = { offset: -1 };
