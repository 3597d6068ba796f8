// What a group has committed: bookmarks in partitions, which say where it would resume. They are moved by its consumers or, while
// it has no members, by hand. Kafka: OffsetMetadataManager, ConsumerCoordinator, OffsetsUtils.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable, Offset } from '../../vocabulary.ts';
import type { CommitOffset, ResetTarget } from './command.ts';
import type { FoundOffset } from '../storage/command.ts';
import type { LogCommandOf } from '../command.ts';
import { openConsumerOf } from '../consumer/consumer.ts';
import { ensureGroup, memberOf } from './classic/coordinator.ts';
import { findByTime, findMaxTimestamp } from '../storage/partition.ts';
import { logOf } from '../reading.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import type { Consumer } from '../consumer/state.ts';
import type { Group } from './state.ts';
import type { Partition, PartitionId } from '../storage/state.ts';

/** Kafka: GroupCoordinatorConfig.OFFSET_METADATA_MAX_SIZE_DEFAULT. */
const MAX_METADATA = 4096;

const DONE: object = Object.freeze({});

/** Kafka: CommitFailedException's own words. */
const KICKED_OUT =
  'Offset commit cannot be completed since the consumer is not part of an active group for auto partition assignment; it is likely that the consumer was kicked out of the group.';
const REBALANCING =
  'Offset commit cannot be completed since the consumer is undergoing a rebalance for auto partition assignment. You can try completing the rebalance by calling poll() and then retry the operation.';

/**
 * Commits the offsets given, or the positions of all assigned partitions. The offset is not compared with the log.
 * Kafka: KafkaConsumer.commitSync, ClassicGroup.validateOffsetCommit.
 *
 * Simplified: committed offsets never expire (offsets.retention.minutes).
 */
export function commit(
  context: Context,
  { lane, consumer: name, offsets }: LogCommandOf<'commit'>,
): Refusal | object {
  const consumer = openConsumerOf(context, lane, name);
  if (isRefusal(consumer)) return consumer;
  const id = consumer.group;
  if (id === null)
    return refusal(
      'InvalidGroupIdException',
      'To use the group management or offset commit APIs, you must provide a valid group.id.',
    );
  const given: Readonly<Record<PartitionId, CommitOffset | null>> = offsets ?? consumer.positions;
  const state = logOf(context.world, lane);
  let unknown: PartitionId | null = null;
  let any = false;
  for (const partition in given) {
    const value = given[partition]!;
    if (value === null) continue;
    if ((typeof value === 'number' ? value : value.offset) < 0)
      return clientRefusal('IllegalArgumentException', 'Invalid negative offset');
    if (typeof value !== 'number' && (value.metadata?.length ?? 0) > MAX_METADATA)
      return refusal('OffsetMetadataTooLarge', 'The metadata field of the offset request was too large.');
    if (state.partitions[partition]) any = true;
    else unknown = partition;
  }
  if (any) {
    const error = whyNot(state.groups[id], consumer);
    if (error) {
      const { error: what, message } = error;
      context.emit({
        of: 'log',
        lane,
        kind: 'commit-refused',
        group: id,
        consumer: name,
        error: what,
        message,
      });
      return error;
    }
    ensureGroup(context, lane, id);
    for (const partition in given) {
      const value = given[partition]!;
      if (value === null || !state.partitions[partition]) continue;
      const offset = typeof value === 'number' ? value : value.offset;
      const metadata = typeof value === 'number' ? '' : (value.metadata ?? '');
      context.emit({
        of: 'log',
        lane,
        kind: 'committed',
        group: id,
        partition,
        offset,
        consumer: name,
        metadata,
      });
    }
  }
  if (unknown !== null)
    return refusal('TimeoutException', `Timeout expired before successfully committing ${unknown}.`);
  return DONE;
}

/** Who may commit: a member in its generation, or anybody while the group has no members. */
function whyNot(group: Immutable<Group> | undefined, consumer: Immutable<Consumer>): Refusal | null {
  if (consumer.subscription.length === 0)
    return group && group.members.length > 0 ? clientRefusal('CommitFailedException', KICKED_OUT) : null;
  if (group?.type === 'consumer')
    return group.members.some((member) => member.consumer === consumer.id)
      ? null
      : clientRefusal('CommitFailedException', KICKED_OUT);
  const member = group && memberOf(group, consumer.id);
  switch (member?.state) {
    case 'Stable':
    case 'Awaited':
    case 'Called':
      return group!.state === 'CompletingRebalance'
        ? clientRefusal('RebalanceInProgressException', REBALANCING)
        : null;
    case 'Joining':
    case 'Joined':
    case 'Syncing':
      return clientRefusal('RebalanceInProgressException', REBALANCING);
    case undefined:
      return clientRefusal('CommitFailedException', KICKED_OUT);
  }
}

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
