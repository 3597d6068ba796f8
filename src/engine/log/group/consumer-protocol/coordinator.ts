// The coordinator of a consumer group: what it does when a member heartbeats, which is all that ever moves the group. Each heartbeat
// touches the member that sent it, and nobody else is told. Who may join is in admission.ts, who goes in departure.ts, a member's way
// to its target in reconciliation.ts. Kafka: GroupMetadataManager.consumerGroupHeartbeat.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { sameSet } from '../../set.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import type { PartitionId } from '../../storage/state.ts';
import { consumerGroup } from '../kinds.ts';
import { FENCED_INSTANCE } from '../classic/session.ts';
import { admit } from './admission.ts';
import { bumpEpoch, topicsChanged } from './epoch.ts';
import { isReconciled, nextStep } from './reconciliation.ts';
import { matchPatterns, refusedPattern } from './patterns.ts';
import { memberOf, staticMember } from './roster.ts';
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
  if (!group) return refusal('GroupIdNotFoundException', `Group ${id} is not a consumer group.`);
  const member = memberOf(group, consumer.id);
  if (!member) return whyUnknown(group, consumer);
  const before = member.assignment;
  advance(context, lane, group, member, consumer, { joins, owned });
  const { memberEpoch: reached, assignment } = member;
  matchPatterns(context, lane, id);
  return {
    memberEpoch: reached,
    assignment: joins || !sameSet(before, assignment) ? assignment : null,
    heartbeatIntervalMs: settingsOf(state, id).heartbeatIntervalMs,
  };
}

/** The member is none any more, or its instance id belongs to another process now. */
function whyUnknown(group: Immutable<ConsumerGroup>, { id, config }: Immutable<Consumer>): Refusal {
  return staticMember(group, config['group.instance.id'])
    ? FENCED_INSTANCE
    : refusal('UnknownMemberIdException', `${id} is not a member of group ${group.id}.`);
}

/** What any request of a member brings forward, whatever protocol its client speaks. */
export function advance(
  context: Context,
  lane: LaneId,
  group: Immutable<ConsumerGroup>,
  member: Immutable<ConsumerGroupMember>,
  consumer: Immutable<Consumer>,
  { joins, owned }: { readonly joins: boolean; readonly owned: readonly PartitionId[] | null },
): void {
  const resubscription = subscribe(context, lane, group, member, consumer);
  if (resubscription === 'other topics')
    bumpEpoch(context, lane, group.id, joins ? 'joined' : 'subscription');
  else if (topicsChanged(logOf(context.world, lane), group)) bumpEpoch(context, lane, group.id, 'topics');
  followGroupEpoch(context, lane, group.id, consumer.id);
  reconcile(context, lane, group, member, owned, resubscription !== 'none');
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
      // a client of the classic protocol is given its time when it is told to join again
      moveBy:
        step.state === 'UnrevokedPartitions' && !member.classic
          ? context.world.now + member.rebalanceTimeoutMs
          : null,
    });
  if (group.state === 'Reconciling' && group.members.every((one) => isReconciled(group, one)))
    context.emit({ of: 'log', lane, kind: 'group-settled', group: group.id });
}
