// Who is in a consumer group, by process and by instance, and whose requests it would refuse. All that is there without the protocol's
// room. Kafka: ConsumerGroup.getOrMaybeCreateMember, GroupMetadataManager.validateConsumerGroupMember.

import type { ConsumerId, Immutable } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import type { ConsumerGroup, ConsumerGroupMember } from './state.ts';

type Reading = Immutable<ConsumerGroup>;
type Member = Immutable<ConsumerGroupMember>;

/** The member that a consumer is, if the coordinator has it. */
export function memberOf({ members }: Reading, consumer: ConsumerId): Member | undefined {
  for (const member of members) if (member.consumer === consumer) return member;
  return undefined;
}

/** The member with this instance id, if there is one. */
export const staticMember = ({ members }: Reading, instanceId: string | null): Member | undefined =>
  instanceId === null ? undefined : members.find((member) => member.instanceId === instanceId);

/** Why a request of this consumer would be refused; null if it is a member in its own epoch. */
export function whyRefused(
  group: Reading,
  { id, config, generation }: Immutable<Consumer>,
): 'unknown' | 'generation' | 'instance' | null {
  const member = memberOf(group, id);
  if (!member) return staticMember(group, config['group.instance.id']) ? 'instance' : 'unknown';
  return member.memberEpoch === generation ? null : 'generation';
}
