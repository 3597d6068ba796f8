// Who may join a consumer group, and as whom: a new member, or a static one that is back. Kafka:
// GroupMetadataManager.getOrMaybeCreateConsumerGroup, getOrMaybeSubscribeStaticConsumerGroupMember.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { consumerGroup } from '../kinds.ts';
import type { LogState } from '../../state.ts';
import { upgrade } from './migration.ts';
import { planAnyHeartbeat } from './heartbeats.ts';
import { staticMember } from './roster.ts';
import type { ClassicPart, ConsumerGroup } from './state.ts';

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
  if (assignor !== null && !state.settings['group.consumer.assignors'].includes(assignor))
    return refusal('UnsupportedAssignorException', `ServerAssignor ${assignor} is not supported.`);
  const refused = openGroup(context, lane, id);
  if (refused) return refused;
  const group = consumerGroup(state, id)!;
  const full = refusedRoom(state, group);
  if (full) return full;
  const before = staticMember(group, consumer.config['group.instance.id']);
  // a client of the classic protocol gives way to the next process of its instance, whatever protocol that speaks
  if (before && !before.classic && before.memberEpoch !== AWAY)
    return refusal(
      'UnreleasedInstanceIdException',
      `Static member with instance id ${before.instanceId} cannot join the group because the instance id is owned by another member.`,
    );
  enter(context, lane, group, consumer, null);
  return null;
}

/** Kafka: throwIfConsumerGroupIsFull. */
export const refusedRoom = (
  { settings }: Immutable<LogState>,
  { id, members }: Immutable<ConsumerGroup>,
): Refusal | null =>
  members.length < settings['group.consumer.max.size']
    ? null
    : refusal('GroupMaxSizeReachedException', `The consumer group ${id} has reached its maximum capacity.`);

/** Becomes a new member, or takes a static member's place; the process that had it finds out with its next heartbeat. */
export function enter(
  context: Context,
  lane: LaneId,
  group: Immutable<ConsumerGroup>,
  { id: consumer, config }: Immutable<Consumer>,
  classic: Immutable<ClassicPart> | null,
): void {
  const instanceId = config['group.instance.id'];
  const before = staticMember(group, instanceId);
  const joined = {
    group: group.id,
    consumer,
    assignor: config['group.remote.assignor'],
    rebalanceTimeoutMs: config['max.poll.interval.ms'],
    classic,
  };
  if (!before) context.emit({ of: 'log', lane, kind: 'member-admitted', instanceId, ...joined });
  else {
    const { consumer: replaces } = before;
    context.emit({ of: 'log', lane, kind: 'member-returned', replaces, ...joined });
    planAnyHeartbeat(context, lane, replaces);
  }
}

/** A group comes into being with its first member, also out of a classic one. */
function openGroup(context: Context, lane: LaneId, group: GroupId): Refusal | null {
  const known = logOf(context.world, lane).groups[group];
  if (known?.type === 'consumer') return null;
  if (known?.type === 'share')
    return refusal('GroupIdNotFoundException', `Group ${group} is not a consumer group.`);
  if (known && known.members.length > 0) return upgrade(context, lane, known);
  const kind = known ? 'group-converted' : 'group-created';
  context.emit({ of: 'log', lane, kind, group, type: 'consumer' });
  return null;
}
