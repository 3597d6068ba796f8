// Moving a group's bookmarks by hand, in all the ways of Kafka's tool, while the group has no members.
// Kafka: OffsetsUtils, ConsumerGroupCommand.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable, Offset } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { findByTime } from '../storage/partition.ts';
import type { Partition, PartitionId } from '../storage/state.ts';
import { ensureGroup } from './classic/coordinator.ts';
import type { ResetTarget } from './command.ts';

/**
 * Moves a group's bookmarks by hand, as the tool does; only while it has no members.
 * Kafka: OffsetsUtils.resetOffsets, ConsumerGroupCommand.
 */
export function resetOffsets(
  context: Context,
  { lane, group: id, topic, partitions: named, to }: LogCommandOf<'reset-offsets'>,
): Refusal | Readonly<Record<PartitionId, Offset>> {
  const state = logOf(context.world, lane);
  const group = state.groups[id];
  const refuse = (message: string): Refusal => {
    context.emit({ of: 'log', lane, kind: 'reset-refused', group: id, message });
    return { error: message, message };
  };
  if (group && group.state !== 'Empty' && group.state !== 'Dead')
    return refuse(
      `Error: Assignments can only be reset if the group '${id}' is inactive, but the current state is ${group.state}.`,
    );
  const offsets = group?.offsets ?? {};
  const partitions =
    named ?? (topic === undefined ? Object.keys(offsets) : (state.topics[topic]?.partitions ?? []));
  const uncommitted = partitions.find((partition) => !offsets[partition]);
  if (typeof to === 'object' && 'shift' in to && uncommitted !== undefined)
    return refuse(
      `Cannot shift offset for partition ${uncommitted} since there is no current committed offset`,
    );
  const reset: Record<PartitionId, Offset> = {};
  for (const partition of partitions) {
    const log = state.partitions[partition];
    if (!log) continue;
    const from = offsets[partition]?.offset ?? null;
    const { offset, warning } = targetOf(log, from, to);
    ensureGroup(context, lane, id);
    context.emit({ of: 'log', lane, kind: 'offset-reset', group: id, partition, from, offset, warning });
    reset[partition] = offset;
  }
  return reset;
}

interface Target {
  readonly offset: Offset;
  /** What the tool warns of; null if all is as asked. */
  readonly warning: string | null;
}

/** Kafka: OffsetsUtils.prepareOffsetsToReset. */
function targetOf(partition: Immutable<Partition>, committed: Offset | null, to: ResetTarget): Target {
  const { logStartOffset, logEndOffset } = partition;
  switch (to) {
    case 'earliest':
      return { offset: logStartOffset, warning: null };
    case 'latest':
      return { offset: logEndOffset, warning: null };
    case 'current':
      return { offset: committed ?? logEndOffset, warning: null };
  }
  if ('offset' in to) return within(partition, to.offset);
  if ('shift' in to) return within(partition, committed! + to.shift);
  const found = findByTime(partition, to.time);
  if (found) return { offset: found.offset, warning: null };
  const { number, topic } = partition;
  const warning = `Warn: Partition ${number} from topic ${topic} is empty. Falling back to latest known offset.`;
  return { offset: logEndOffset, warning };
}

/** Kafka: OffsetsUtils.checkOffsetRange. */
function within({ id, logStartOffset, logEndOffset }: Immutable<Partition>, offset: Offset): Target {
  const warn = (how: string, instead: Offset): Target => ({
    offset: instead,
    warning: `New offset (${offset}) is ${how} offset for topic partition ${id}. Value will be set to ${instead}`,
  });
  if (offset > logEndOffset) return warn('higher than latest', logEndOffset);
  return offset < logStartOffset ? warn('lower than earliest', logStartOffset) : { offset, warning: null };
}
