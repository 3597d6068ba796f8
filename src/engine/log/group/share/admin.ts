// What an administrator does to a share group without being in it: moving where it goes on, forgetting what it knows of topics, deleting
// it. Kafka: Admin.alterShareGroupOffsets, deleteShareGroupOffsets, deleteShareGroups.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { shareGroup } from '../kinds.ts';
import type { ShareGroup } from './state.ts';

const DONE: object = Object.freeze({});

/** The group, which has no members. */
function emptyGroup(context: Context, lane: LaneId, id: GroupId): Immutable<ShareGroup> | Refusal {
  const group = shareGroup(logOf(context.world, lane), id);
  if (!group) return refusal('GroupIdNotFoundException', `Group ${id} not found.`);
  return group.members.length > 0
    ? refusal('GroupNotEmptyException', `Share group '${id}' is not EMPTY.`)
    : group;
}

/** Whatever was in flight there is forgotten. A group that is not there comes into being. */
export function alterShareOffsets(
  context: Context,
  { lane, group: id, offsets }: LogCommandOf<'alter-share-offsets'>,
): Refusal | object {
  const { groups, partitions } = logOf(context.world, lane);
  if (!groups[id]) context.emit({ of: 'log', lane, kind: 'share-group-created', group: id });
  const group = emptyGroup(context, lane, id);
  if ('error' in group) return group;
  const unknown = Object.keys(offsets).find((partition) => !partitions[partition]);
  for (const partition in offsets)
    if (partitions[partition]) {
      const startOffset = offsets[partition]!;
      context.emit({ of: 'log', lane, kind: 'share-offsets-altered', group: id, partition, startOffset });
    }
  return unknown === undefined
    ? DONE
    : refusal('UnknownTopicOrPartitionException', `There is no partition ${unknown}.`);
}

export function deleteShareOffsets(
  context: Context,
  { lane, group: id, topics: names }: LogCommandOf<'delete-share-offsets'>,
): Refusal | object {
  const { topics } = logOf(context.world, lane);
  const group = emptyGroup(context, lane, id);
  if ('error' in group) return group;
  const unknown = names.find((name) => !topics[name]);
  const partitions = names
    .flatMap((name) => topics[name]?.partitions ?? [])
    .filter((one) => group.partitions[one]);
  if (partitions.length > 0)
    context.emit({ of: 'log', lane, kind: 'share-offsets-deleted', group: id, partitions });
  return unknown === undefined
    ? DONE
    : refusal('UnknownTopicOrPartitionException', `There is no topic ${unknown}.`);
}

export function deleteShareGroup(
  context: Context,
  { lane, group: id }: LogCommandOf<'delete-share-group'>,
): Refusal | object {
  const group = emptyGroup(context, lane, id);
  if ('error' in group) return group;
  context.emit({ of: 'log', lane, kind: 'group-deleted', group: id });
  return DONE;
}
