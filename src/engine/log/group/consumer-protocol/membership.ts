// A consumer's part in a group of the consumer protocol, as far as it happens inside its own calls: it joins, gives up and takes
// partitions, leaves, dies. Its heartbeats are in heartbeats.ts. Kafka: AsyncKafkaConsumer, ConsumerMembershipManager.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { Immutable, LaneId } from '../../../vocabulary.ts';
import { commitConsumed } from '../../consumer/auto-commit.ts';
import { giveUp } from '../../consumer/listener.ts';
import type { Consumer } from '../../consumer/state.ts';
import { logOf } from '../../reading.ts';
import { without } from '../../set.ts';
import { consumerGroup } from '../kinds.ts';
import type { MembershipOperation } from '../membership.ts';
import { memberOf } from './roster.ts';
import { leaveForAWhile, planSessionEnd, removeMember } from './departure.ts';
import { heartbeat, join, planHeartbeats } from './heartbeats.ts';

/**
 * What a poll does for the group before it fetches: all callbacks run here. Nothing waits: whatever the consumer has it may read.
 * Kafka: ApplicationEventProcessor for AsyncPollEvent, AsyncKafkaConsumer.processBackgroundEvents.
 */
export function takePart(context: Context, lane: LaneId, consumer: Immutable<Consumer>): true | Refusal {
  const membership = consumer.membership!;
  // it is no member any more, so what it has may be somebody else's by now
  if (consumer.generation < 0) giveUp(context, lane, consumer, consumer.assignment, true);
  if (JOINS.has(membership.state)) join(context, lane, consumer);
  while (membership.state === 'Reconciling') reconcile(context, lane, consumer);
  const { failure } = membership;
  if (failure) context.emit({ of: 'log', lane, kind: 'failure-thrown', consumer: consumer.id });
  return failure ?? true;
}

/** The states out of which a poll joins. */
const JOINS: ReadonlySet<string> = new Set(['Unsubscribed', 'Fenced', 'Stale']);

/** Commits, gives up, takes, and says so at once. Kafka: AbstractMembershipManager.maybeReconcile, revokeAndAssign. */
function reconcile(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  const { id: name, assignment, membership, group } = consumer;
  const partitions = membership!.told!;
  const revoked = without(assignment, partitions);
  const added = without(partitions, assignment);
  commitConsumed(context, lane, consumer);
  giveUp(context, lane, consumer, revoked, false);
  if (added.length > 0)
    context.emit({ of: 'log', lane, kind: 'assigned', consumer: name, partitions, added });
  context.emit({ of: 'log', lane, kind: 'assignment-taken', group: group!, consumer: name });
  heartbeat(context, lane, consumer, partitions);
}

/**
 * Gives everything up and leaves. A static member leaves for a while, unless it is told to leave for good; a dynamic one cannot
 * remain. Kafka: ConsumerMembershipManager.leaveGroupEpoch.
 */
export function leave(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  operation: MembershipOperation,
): void {
  const { id, group, generation, assignment, membership } = consumer;
  if (membership!.state === 'Unsubscribed') return;
  const lost = generation < 0;
  giveUp(context, lane, consumer, assignment, lost);
  context.emit({ of: 'log', lane, kind: 'membership-ended', group: group!, consumer: id });
  if (!lost) tellLeaving(context, lane, consumer, operation);
}

/** It has not polled for max.poll.interval.ms, and leaves. Kafka: AbstractHeartbeatRequestManager.poll. */
export function stall(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  const { id, group } = consumer;
  context.emit({ of: 'log', lane, kind: 'membership-stalled', group: group!, consumer: id });
  tellLeaving(context, lane, consumer, 'DEFAULT');
}

function tellLeaving(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  operation: MembershipOperation,
): void {
  const { id, group, config } = consumer;
  if (!isMember(context, lane, consumer)) return;
  if (config['group.instance.id'] !== null && operation !== 'LEAVE_GROUP')
    leaveForAWhile(context, lane, group!, id);
  else removeMember(context, lane, group!, id, 'left');
}

/** Its process is gone without a word: the coordinator finds out when the session ends. */
export function die(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  context.emit({ of: 'log', lane, kind: 'consumer-killed', consumer: consumer.id });
  if (consumer.generation >= 0 && isMember(context, lane, consumer))
    planSessionEnd(context, lane, consumer.group!, consumer.id);
}

/** It subscribed to something else, which it says with its next heartbeat. */
export const followSubscription = (context: Context, lane: LaneId, { group }: Immutable<Consumer>): void =>
  planHeartbeats(context, lane, group!);

function isMember(context: Context, lane: LaneId, { id, group: name }: Immutable<Consumer>): boolean {
  const group = consumerGroup(logOf(context.world, lane), name!);
  return group !== undefined && memberOf(group, id) !== undefined;
}
