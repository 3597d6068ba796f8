// Who may join a consumer group, and as whom: a new member, or a static one that is back. Kafka:
// GroupMetadataManager.getOrMaybeCreateConsumerGroup, getOrMaybeSubscribeStaticConsumerGroupMember.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { consumerGroup } from '../kinds.ts';
import type { ConsumerGroup, ConsumerGroupMember } from './state.ts';

/** The epoch of a static member that left for a while. Kafka: LEAVE_GROUP_STATIC_MEMBER_EPOCH. */
export const AWAY = -2;

/** Lets a consumer in, or says why not. A group that is not there comes into being. */
export function admit(
  context: Context,
  lane: LaneId,
  id: GroupId,
  consumer: Immutable<Consumer>,
): Refusal | null {
  const state = logOf(context.world, lane);
  const assignor = consumer.config['group.remote.assignor'];
  const instanceId = consumer.config['group.instance.id'];
  const rebalanceTimeoutMs = consumer.config['max.poll.interval.ms'];
  if (assignor !== null && !state.settings['group.consumer.assignors'].includes(assignor))
    return refusal('UnsupportedAssignorException', `ServerAssignor ${assignor} is not supported.`);
  const refused = openGroup(context, lane, id);
  if (refused) return refused;
  const group = consumerGroup(state, id)!;
  if (group.members.length >= state.settings['group.consumer.max.size'])
    return refusal(
      'GroupMaxSizeReachedException',
      `The consumer group ${id} has reached its maximum capacity.`,
    );
  const before = staticMember(group, instanceId);
  if (before && before.memberEpoch !== AWAY)
    return refusal(
      'UnreleasedInstanceIdException',
      `Static member with instance id ${instanceId} cannot join the group because the instance id is owned by another member.`,
    );
  const { id: name } = consumer;
  const joined = { group: id, consumer: name, assignor, rebalanceTimeoutMs };
  if (before)
    context.emit({ of: 'log', lane, kind: 'member-returned', replaces: before.consumer, ...joined });
  else context.emit({ of: 'log', lane, kind: 'member-admitted', instanceId, ...joined });
  return null;
}

/** The member with this instance id, if there is one. */
export const staticMember = (
  { members }: Immutable<ConsumerGroup>,
  instanceId: string | null,
): Immutable<ConsumerGroupMember> | undefined =>
  instanceId === null ? undefined : members.find((member) => member.instanceId === instanceId);

/** A group comes into being with its first member, also out of an empty classic one. */
function openGroup(context: Context, lane: LaneId, group: GroupId): Refusal | null {
  const known = logOf(context.world, lane).groups[group];
  if (known?.type === 'consumer') return null;
  if (known && known.members.length > 0)
    return refusal('GroupIdNotFoundException', `Group ${group} is not a consumer group.`);
  const kind = known ? 'group-converted' : 'group-created';
  context.emit({ of: 'log', lane, kind, group, type: 'consumer' });
  return null;
}
