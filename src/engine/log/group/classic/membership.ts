// A consumer's part in its group, as far as it happens inside its own calls: joining, joining again, asking for its assignment,
// leaving, dying. What the coordinator does with that is in group.ts. Kafka: AbstractCoordinator, ConsumerCoordinator.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { ConsumerId, GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import { commitConsumed } from '../../consumer/auto-commit.ts';
import type { Subscriber } from '../assignor/assignor.ts';
import { assignByRange } from '../assignor/range.ts';
import { ensureGroup, lastHeardAt, memberOf, planExpiry, rebalance } from './coordinator.ts';
import { planOffsetsCheck } from '../expiry.ts';
import { classicGroup } from '../kinds.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import type { Consumer } from '../../consumer/state.ts';
import type { ClassicMember } from './state.ts';

/** The consumer may read what it is assigned. */
const READY = true;
/** It waits for its group. */
const WAITING = false;

/**
 * What a poll does for the group before it fetches. Kafka: ConsumerCoordinator.poll, AbstractCoordinator.ensureActiveGroup.
 *
 * Simplified: a member that does not poll for max.poll.interval.ms is not made to leave; it is dropped only by a rebalance that it
 * holds up for so long.
 *
 * Simplified: a member that never asks for its assignment holds its generation up for as long as it lives.
 */
export function takePart(context: Context, lane: LaneId, consumer: Immutable<Consumer>): boolean | Refusal {
  const id = consumer.group!;
  const { id: name } = consumer;
  const group = classicGroup(logOf(context.world, lane), id);
  const member = group && memberOf(group, name);
  if (!member) return consumer.generation >= 0 ? READY : join(context, lane, consumer, id);
  switch (member.state) {
    case 'Stable':
    case 'Awaited':
      return READY;
    case 'Joining':
    case 'Syncing':
      return WAITING;
    case 'Joined':
      return sync(context, lane, consumer, id);
    case 'Called': {
      commitConsumed(context, lane, consumer);
      revokeAll(context, lane, consumer, false);
      const { subscription } = consumer;
      context.emit({ of: 'log', lane, kind: 'member-rejoined', group: id, consumer: name, subscription });
      rebalance(context, lane, id);
      return WAITING;
    }
  }
}

/** Joins as a new member. Kafka: GroupCoordinatorService.joinGroup, ClassicGroup.add. */
function join(context: Context, lane: LaneId, consumer: Immutable<Consumer>, id: GroupId): boolean | Refusal {
  const { settings } = logOf(context.world, lane);
  const timeoutMs = consumer.config['session.timeout.ms'];
  if (
    timeoutMs < settings['group.min.session.timeout.ms'] ||
    timeoutMs > settings['group.max.session.timeout.ms']
  )
    return refusal(
      'InvalidSessionTimeoutException',
      'The session timeout is not within the range allowed by the broker.',
    );
  revokeAll(context, lane, consumer, true);
  ensureGroup(context, lane, id);
  const { id: name, subscription } = consumer;
  context.emit({ of: 'log', lane, kind: 'member-joined', group: id, consumer: name, subscription });
  rebalance(context, lane, id);
  return WAITING;
}

/**
 * Asks for the assignment. The leader's request brings the assignment of all, and everybody who asked is answered.
 * Kafka: GroupMetadataManager.classicGroupSyncToClassicGroup.
 */
function sync(context: Context, lane: LaneId, { id: name }: Immutable<Consumer>, id: GroupId): boolean {
  const state = logOf(context.world, lane);
  const group = classicGroup(state, id)!;
  context.emit({ of: 'log', lane, kind: 'member-synced', group: id, consumer: name });
  if (group.state === 'CompletingRebalance') {
    if (group.leader !== name) return WAITING;
    const assignment = assignByRange(state.topics, group.members.map(subscriberOf));
    context.emit({ of: 'log', lane, kind: 'group-stabilised', group: id, assignment });
    planOffsetsCheck(context, lane, id);
  }
  for (const { consumer, state, assignment: partitions } of group.members)
    if (state === 'Syncing')
      context.emit({ of: 'log', lane, kind: 'assigned', consumer, partitions, added: partitions });
  return READY;
}

const subscriberOf = ({ consumer, subscription }: Immutable<ClassicMember>): Subscriber => ({
  id: consumer,
  instanceId: null,
  topics: subscription,
  owned: [],
  generation: -1,
});

/** Eager members give up everything before they join again. Kafka: ConsumerCoordinator.onJoinPrepare. */
function revokeAll(context: Context, lane: LaneId, consumer: Immutable<Consumer>, lost: boolean): void {
  const { id, assignment } = consumer;
  if (assignment.length)
    context.emit({ of: 'log', lane, kind: 'revoked', consumer: id, partitions: [...assignment], lost });
}

/** Leaves its group, if it is in one. Kafka: AbstractCoordinator.maybeLeaveGroup, ConsumerCoordinator.onLeavePrepare. */
export function leave(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  if (consumer.group === null || consumer.subscription.length === 0) return;
  const { id: name, group: id, generation } = consumer;
  revokeAll(context, lane, consumer, generation < 0);
  const group = classicGroup(logOf(context.world, lane), id);
  if (!group || !memberOf(group, name)) return;
  context.emit({ of: 'log', lane, kind: 'member-left', group: id, consumer: name });
  rebalance(context, lane, id);
}

/**
 * The process is gone without a word. The coordinator notices when the session times out; a member whose join is held back counts
 * as alive until that is answered.
 */
export function die(context: Context, lane: LaneId, name: ConsumerId): void {
  const state = logOf(context.world, lane);
  const id = state.consumers[name]!.group;
  context.emit({ of: 'log', lane, kind: 'consumer-killed', consumer: name });
  const group = id === null ? undefined : classicGroup(state, id);
  const member = group && memberOf(group, name);
  if (member && member.state !== 'Joining')
    planExpiry(context, lane, group.id, name, lastHeardAt(state, member, context.world.now));
}

/** Other topics than it joined with: it has to join again. Kafka: ConsumerCoordinator.rejoinNeededOrPending. */
export function followSubscription(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  const { id: name, group: id, subscription } = consumer;
  const group = id === null ? undefined : classicGroup(logOf(context.world, lane), id);
  const member = group && memberOf(group, name);
  if (!member || (member.state !== 'Stable' && member.state !== 'Awaited')) return;
  const same =
    member.subscription.length === subscription.length &&
    subscription.every((topic) => member.subscription.includes(topic));
  if (!same)
    context.emit({
      of: 'log',
      lane,
      kind: 'rejoin-needed',
      group: group.id,
      consumer: name,
      because: 'subscription',
    });
}
