// What an administrator does to a group without being in it: moving its bookmarks to given offsets, deleting them, deleting the group.
// Moving them by a rule is in reset.ts. Kafka: Admin.alterConsumerGroupOffsets, deleteConsumerGroupOffsets, deleteConsumerGroups.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import { partitionId } from '../storage/partition.ts';
import { ensureGroup } from './classic/coordinator.ts';
import { planOffsetsCheck, wantedTopics } from './expiry.ts';

const DONE: object = Object.freeze({});

const noGroup = (id: string): Refusal => refusal('GroupIdNotFoundException', `Group ${id} not found.`);
const noPartition = (id: string): Refusal =>
  refusal('UnknownTopicOrPartitionException', `There is no partition ${id}.`);

/** A commit from outside, which is taken while the group has no members. Partitions that do not exist keep nothing back. */
export function alterOffsets(
  context: Context,
  { lane, group: id, offsets }: LogCommandOf<'alter-offsets'>,
): Refusal | object {
  const state = logOf(context.world, lane);
  const partitions = Object.keys(offsets);
  if (partitions.some((partition) => offsets[partition]! < 0))
    return clientRefusal('IllegalArgumentException', 'Invalid negative offset');
  const unknown = partitions.find((partition) => !state.partitions[partition]);
  const known = partitions.filter((partition) => state.partitions[partition]);
  const group = state.groups[id];
  if (known.length > 0) {
    if (group?.type === 'share') return noGroup(id);
    if (group && group.members.length > 0)
      return refusal('UnknownMemberIdException', 'The coordinator is not aware of this member.');
    ensureGroup(context, lane, id);
    for (const partition of known) {
      const from = group?.offsets[partition]?.offset ?? null;
      const offset = offsets[partition]!;
      context.emit({
        of: 'log',
        lane,
        kind: 'offset-reset',
        group: id,
        partition,
        from,
        offset,
        warning: null,
      });
    }
    planOffsetsCheck(context, lane, id);
  }
  return unknown === undefined ? DONE : noPartition(unknown);
}

/** Bookmarks of topics that members subscribe to stay. Kafka: KafkaApis.handleOffsetDeleteRequest, OffsetMetadataManager.deleteOffsets. */
export function deleteOffsets(
  context: Context,
  { lane, group: id, topic, partitions: numbers }: LogCommandOf<'delete-offsets'>,
): Refusal | object {
  const state = logOf(context.world, lane);
  const group = state.groups[id];
  if (!state.topics[topic]) return refusal('UnknownTopicOrPartitionException', `There is no topic ${topic}.`);
  const asked = numbers?.map((number) => partitionId(topic, number)) ?? state.topics[topic].partitions;
  const unknown = asked.find((partition) => !state.partitions[partition]);
  if (unknown !== undefined) return noPartition(unknown);
  if (!group || group.type === 'share') return noGroup(id);
  if (wantedTopics(group).has(topic))
    return refusal(
      'GroupSubscribedToTopicException',
      'Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.',
    );
  const partitions = asked.filter((partition) => group.offsets[partition]);
  if (partitions.length > 0)
    context.emit({ of: 'log', lane, kind: 'offsets-deleted', group: id, partitions, because: 'admin' });
  planOffsetsCheck(context, lane, id);
  return DONE;
}

/** Only while it has no members. Kafka: GroupMetadataManager.validateDeleteGroup. */
export function deleteGroup(
  context: Context,
  { lane, group: id }: LogCommandOf<'delete-group'>,
): Refusal | object {
  const group = logOf(context.world, lane).groups[id];
  if (!group) return noGroup(id);
  if (group.members.length > 0) return refusal('GroupNotEmptyException', 'The group is not empty.');
  context.emit({ of: 'log', lane, kind: 'group-deleted', group: id });
  return DONE;
}
