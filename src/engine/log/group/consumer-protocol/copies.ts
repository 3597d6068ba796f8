// How what only the consumer protocol keeps is copied for checkpoints and forks.

import { mapped } from '../../../clients/copies.ts';
import { copyOffsets } from '../../copies.ts';
import type { LogState } from '../../state.ts';
import type { ConsumerGroup, Membership } from './state.ts';

/** Gives a copied state its own. */
export function copyConsumerProtocol(state: LogState): void {
  for (const id in state.consumers) {
    const consumer = state.consumers[id]!;
    if (consumer.membership) consumer.membership = copyMembership(consumer.membership);
  }
  for (const id in state.groups) {
    const group = state.groups[id]!;
    if (group.type === 'consumer') state.groups[id] = copyConsumerGroup(group);
  }
}

const copyMembership = (membership: Membership): Membership => ({
  ...membership,
  told: membership.told && membership.told.slice(),
  said: { ...membership.said, topics: membership.said.topics.slice() },
});

const copyConsumerGroup = (group: ConsumerGroup): ConsumerGroup => ({
  ...group,
  topicsSeen: { ...group.topicsSeen },
  matches: mapped(group.matches, (topics) => topics.slice()),
  members: group.members.map((member) => ({
    ...member,
    subscription: member.subscription.slice(),
    assignment: member.assignment.slice(),
    target: member.target.slice(),
    revoking: member.revoking.slice(),
    classic: member.classic && { ...member.classic, protocols: member.classic.protocols.slice() },
  })),
  offsets: copyOffsets(group),
});
