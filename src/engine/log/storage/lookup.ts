// Offsets looked up for clients: where a log begins, where it ends, and what stands in it at a time.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import type { FoundOffset } from './command.ts';
import { findByTime, findMaxTimestamp } from './partition.ts';
import type { Partition, PartitionId } from './state.ts';

/** Kafka: Admin.listOffsets, UnifiedLog.fetchOffsetByTimestamp. */
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

function offsetAt(partition: Immutable<Partition>, at: LogCommandOf<'list-offsets'>['at']): FoundOffset {
  if (at === 'earliest') return { offset: partition.logStartOffset };
  if (at === 'latest') return { offset: partition.logEndOffset };
  const found = at === 'max-timestamp' ? findMaxTimestamp(partition) : findByTime(partition, at);
  return found ?? { offset: -1 };
}
