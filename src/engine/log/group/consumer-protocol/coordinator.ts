// The coordinator of a consumer group: what it does when a member heartbeats, which is all that ever moves the group. Each heartbeat
// touches the member that sent it, and nobody else is told. Who may join is in admission.ts, who goes in departure.ts, a member's way
// to its target in reconciliation.ts. Kafka: GroupMetadataManager.consumerGroupHeartbeat.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { ConsumerId, GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { sameSet } from '../../set.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import type { PartitionId } from '../../storage/state.ts';
import { consumerGroup } from '../kinds.ts';
import { admit } from './admission.ts';
import { bumpEpoch, topicsChanged } from './epoch.ts';
import { isReconciled, nextStep } from './reconciliation.ts';
import { matchPatterns, refusedPattern } from './patterns.ts';
import { settingsOf } from './settings.ts';
import type { ConsumerGroup, ConsumerGroupMember } from './state.ts';
import { subscribe, subscribedTopics } from './subscription.ts';
import { followGroupEpoch } from './target.ts';

/** The epoch in the heartbeat of a member that asks to join. */
export const JOINING = 0;

/** What a heartbeat says. */
export interface Heartbeat {
  /** The epoch that the member has reached; 0 to join. */
  readonly memberEpoch: number;
  /** What it has; null where that is as it said last. */
  readonly owned: readonly PartitionId[] | null;
}

export interface HeartbeatAnswer {
  readonly memberEpoch: number;
  /** All that it shall have; null where that is as it was told last. */
  readonly assignment: readonly PartitionId[] | null;
  readonly heartbeatIntervalMs: number;
}

/** The member that a consumer is, if the coordinator has it. */
export function memberOf(
  { members }: Immutable<ConsumerGroup>,
  consumer: ConsumerId,
): Immutable<ConsumerGroupMember> | undefined {
  for (const member of members) if (member.consumer === consumer) return member;
  return undefined;
}

/** Answers a heartbeat, in Kafka's order: the member, its subscription, the group epoch, the target, the member's next step. */
export function answerHeartbeat(
  context: Context,
  lane: LaneId,
  id: GroupId,
  consumer: Immutable<Consumer>,
  { memberEpoch, owned }: Heartbeat,
): HeartbeatAnswer | Refusal {
  const joins = memberEpoch === JOINING;
  const state = logOf(context.world, lane);
  const refused = refusedPattern(consumer) ?? (joins ? admit(context, lane, id, consumer) : null);
  if (refused) return refused;
  const group = consumerGroup(state, id);
  const member = group && memberOf(group, consumer.id);
  if (!member) return refusal('UnknownMemberIdException', `${consumer.id} is not a member of group ${id}.`);
  const before = member.assignment;
  const resubscription = subscribe(context, lane, group, member, consumer);
  if (resubscription === 'other topics') bumpEpoch(context, lane, id, joins ? 'joined' : 'subscription');
  else if (topicsChanged(state, group)) bumpEpoch(context, lane, id, 'topics');
  followGroupEpoch(context, lane, id, consumer.id);
  reconcile(context, lane, group, member, owned, resubscription !== 'none');
  const { memberEpoch: reached, assignment } = member;
  matchPatterns(context, lane, id);
  return {
    memberEpoch: reached,
    assignment: joins || !sameSet(before, assignment) ? assignment : null,
    heartbeatIntervalMs: settingsOf(state, id).heartbeatIntervalMs,
  };
}

function reconcile(
  context: Context,
  lane: LaneId,
  group: Immutable<ConsumerGroup>,
  member: Immutable<ConsumerGroupMember>,
  owned: readonly PartitionId[] | null,
  resubscribed: boolean,
): void {
  const { partitions } = logOf(context.world, lane);
  const topics = subscribedTopics(group, member);
  const wants = (id: PartitionId): boolean => topics.includes(partitions[id]?.topic ?? '');
  const step = nextStep(group, member, { owned, resubscribed, wants });
  if (step)
    context.emit({
      of: 'log',
      lane,
      kind: 'member-reconciled',
      group: group.id,
      consumer: member.consumer,
      ...step,
      revokeBy: step.state === 'UnrevokedPartitions' ? context.world.now + member.rebalanceTimeoutMs : null,
    });
  if (group.state === 'Reconciling' && group.members.every((one) => isReconciled(group, one)))
    context.emit({ of: 'log', lane, kind: 'group-settled', group: group.id });
}
