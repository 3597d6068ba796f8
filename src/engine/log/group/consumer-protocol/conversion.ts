// What a group is in the other protocol: the same members with what they have, and what the group has committed. Why a group moves
// over, and what follows from that, is in migration.ts. Kafka: ConsumerGroup.fromClassicGroup, ClassicGroup.fromConsumerGroup.

import type { Immutable } from '../../../vocabulary.ts';
import type { LogState } from '../../state.ts';
import { emptyClassicGroup } from '../classic/apply.ts';
import { elect } from '../classic/protocols.ts';
import type { ClassicGroup } from '../classic/state.ts';
import { emptyConsumerGroup } from './beginning.ts';
import { topicsOf } from './epoch.ts';
import type { ConsumerGroup } from './state.ts';

/** A consumer group whose members all speak the classic protocol still, and have what they were assigned last. */
export function fromClassicGroup(state: Immutable<LogState>, classic: ClassicGroup): ConsumerGroup {
  const { id, generation, offsets, offsetsCheckAt, members } = classic;
  const group: ConsumerGroup = {
    ...emptyConsumerGroup(id),
    state: 'Stable',
    groupEpoch: generation,
    targetEpoch: generation,
    offsets,
    offsetsCheckAt,
    members: members.map((member) => ({
      consumer: member.consumer,
      subscription: member.subscription,
      assignment: member.assignment,
      lastHeardAt: member.lastHeardAt,
      alive: member.alive,
      state: 'Stable',
      instanceId: member.instanceId,
      pattern: null,
      memberEpoch: generation,
      assignor: null,
      rebalanceTimeoutMs: state.consumers[member.consumer]!.config['max.poll.interval.ms'],
      target: [...member.assignment],
      revoking: [],
      moveBy: null,
      classic: {
        id: member.id,
        clientId: member.clientId,
        protocols: member.protocols,
        nextHeartbeatAt: null,
      },
      expiresAt: null,
    })),
  };
  group.topicsSeen = topicsOf(state, group);
  return group;
}

/** A classic group of the members whose clients speak its protocol, with what was meant for them last. */
export function fromConsumerGroup({
  id,
  groupEpoch,
  offsets,
  offsetsCheckAt,
  members,
}: ConsumerGroup): ClassicGroup {
  const group: ClassicGroup = {
    ...emptyClassicGroup(id),
    state: 'Stable',
    generation: groupEpoch,
    leader: members[0]!.consumer,
    memberIds: members.length,
    offsets,
    offsetsCheckAt,
    members: members.map((member) => ({
      consumer: member.consumer,
      subscription: member.subscription,
      assignment: member.target,
      lastHeardAt: member.lastHeardAt,
      alive: member.alive,
      id: member.classic!.id,
      instanceId: member.instanceId,
      clientId: member.classic!.clientId,
      state: 'Stable',
      protocols: member.classic!.protocols,
      claims: { owned: [], generation: -1, remembered: null },
      expiresAt: null,
    })),
  };
  group.protocol = elect(group.members);
  return group;
}
