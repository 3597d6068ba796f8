// The heartbeats of the members of a consumer group: when each sends its next one, and what it makes of the answer. They go out at the
// interval that the coordinator names, and nearly all of them say nothing and are told nothing; only those that do are ever planned,
// so that a group at rest leaves the agenda empty. Kafka: AbstractHeartbeatRequestManager, ConsumerMembershipManager.

import type { Context } from '../../../broker.ts';
import { isRefusal, type Refusal } from '../../../command.ts';
import type { ConsumerId, GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import type { Consumer } from '../../consumer/state.ts';
import { nextOn } from '../../grid.ts';
import { logOf } from '../../reading.ts';
import { sameSet } from '../../set.ts';
import type { LogState } from '../../state.ts';
import type { PartitionId } from '../../storage/state.ts';
import { consumerGroup } from '../kinds.ts';
import { heartbeats } from './beginning.ts';
import { answerHeartbeat, JOINING } from './coordinator.ts';
import { memberOf } from './roster.ts';
import { planSessionEnd } from './departure.ts';
import { topicsChanged } from './epoch.ts';
import { matchingDueAt } from './patterns.ts';
import { planClassicHeartbeat } from './classic-member.ts';
import { hasToMove, holdersOf } from './reconciliation.ts';
import { settingsOf } from './settings.ts';
import type { ConsumerGroup, ConsumerGroupMember } from './state.ts';
import { sameSubscription, subscriptionOf } from './subscription.ts';
import { targetDueAt } from './target.ts';

/** Asks to join, and takes what it is told. */
export function join(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  context.emit({ of: 'log', lane, kind: 'membership-began', group: consumer.group!, consumer: consumer.id });
  heartbeat(context, lane, consumer, []);
}

/** A heartbeat goes out now and is answered. `owned`: what the member has, if it has to say so. */
export function heartbeat(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  owned: readonly PartitionId[] | null,
): void {
  const { id: name, group: id, generation, assignment, membership } = consumer;
  const joins = membership!.state === 'Joining';
  const sent = { memberEpoch: joins ? JOINING : generation, owned };
  const answer = answerHeartbeat(context, lane, id!, consumer, sent);
  if (isRefusal(answer)) return hearRefusal(context, lane, consumer, answer);
  const { memberEpoch, heartbeatIntervalMs } = answer;
  const same = !joins && answer.assignment && sameSet(answer.assignment, membership!.told ?? assignment);
  context.emit({
    of: 'log',
    lane,
    kind: 'heartbeat-answered',
    group: id!,
    consumer: name,
    memberEpoch,
    told: same ? null : answer.assignment,
    said: subscriptionOf(consumer),
    heartbeatIntervalMs,
  });
  planHeartbeats(context, lane, id!);
}

/** A member that hears that it is none any more joins anew; any other refusal is for good. */
function hearRefusal(context: Context, lane: LaneId, consumer: Immutable<Consumer>, failure: Refusal): void {
  const { id: name, group, assignment } = consumer;
  if (failure.error === 'UnknownMemberIdException') {
    context.emit({ of: 'log', lane, kind: 'membership-fenced', group: group!, consumer: name });
    // with nothing to lose there is nothing to tell its listener, so it need not wait for a poll
    if (assignment.length === 0) join(context, lane, consumer);
    return;
  }
  const known = consumerGroup(logOf(context.world, lane), group!);
  const wasMember = known && memberOf(known, name) !== undefined;
  if (wasMember) planSessionEnd(context, lane, group!, name);
  context.emit({ of: 'log', lane, kind: 'membership-failed', group: group!, consumer: name, failure });
}

/** The heartbeat that was planned, unless another one went out meanwhile, or another process has the name. */
export function sendHeartbeat(
  context: Context,
  { lane, consumer: name }: LogCommandOf<'send-heartbeat'>,
): void {
  const consumer = logOf(context.world, lane).consumers[name]!;
  if (consumer.open && consumer.membership?.nextHeartbeatAt === context.world.now)
    heartbeat(context, lane, consumer, null);
}

/** Plans the next heartbeat of each member that it will tell something, or that has something to say with it. */
export function planHeartbeats(context: Context, lane: LaneId, id: GroupId): void {
  const state = logOf(context.world, lane);
  const group = consumerGroup(state, id);
  if (!group) return;
  const groupDueAt = dueForAll(state, group);
  const waiting = group.members.some((member) => member.state === 'UnreleasedPartitions');
  const holders = waiting ? holdersOf(group) : new Map<PartitionId, string>();
  for (const member of group.members) {
    const consumer = state.consumers[member.consumer]!;
    if (!isThere(group, member, consumer)) continue;
    if (member.classic) {
      if (hasToMove(group, member, holders) && !consumer.classic!.rejoin)
        planClassicHeartbeat(context, lane, group.id, consumer);
      continue;
    }
    const dueAt = isDue(state, group, member, holders) ? 0 : groupDueAt;
    if (dueAt !== null) planNextHeartbeat(context, lane, consumer, dueAt);
  }
}

/** Whether the process that joined still has its name; another one that was opened under it may be in any group, of any protocol. */
const isThere = (
  { id }: Immutable<ConsumerGroup>,
  { alive, classic }: Immutable<ConsumerGroupMember>,
  consumer: Immutable<Consumer>,
): boolean => alive && consumer.group === id && (classic ? consumer.classic : consumer.membership) !== null;

/** Whoever this client is, its next heartbeat tells it something. */
export function planAnyHeartbeat(context: Context, lane: LaneId, name: ConsumerId): void {
  const consumer = logOf(context.world, lane).consumers[name]!;
  if (consumer.membership) planNextHeartbeat(context, lane, consumer);
  else planClassicHeartbeat(context, lane, consumer.group!, consumer);
}

/** From when on any member's heartbeat would change the group; null if none would. */
function dueForAll(state: Immutable<LogState>, group: Immutable<ConsumerGroup>): Instant | null {
  if (topicsChanged(state, group)) return 0;
  const targetAt = group.targetEpoch < group.groupEpoch ? targetDueAt(state, group) : null;
  const matchingAt = matchingDueAt(state, group);
  return targetAt === null || matchingAt === null ? (targetAt ?? matchingAt) : Math.min(targetAt, matchingAt);
}

/** Whether this member's heartbeat would say or bring something. */
function isDue(
  state: Immutable<LogState>,
  group: Immutable<ConsumerGroup>,
  member: Immutable<ConsumerGroupMember>,
  holders: ReadonlyMap<PartitionId, string>,
): boolean {
  const consumer = state.consumers[member.consumer]!;
  const { membership } = consumer;
  if (!sameSubscription(membership!.said, subscriptionOf(consumer))) return true;
  if (membership!.heartbeatIntervalMs !== settingsOf(state, group.id).heartbeatIntervalMs) return true;
  // whoever has to give up something says so by itself, when it has
  return member.state !== 'UnrevokedPartitions' && hasToMove(group, member, holders);
}

/** Plans the first heartbeat from `dueAt` on, or any later than now, unless an earlier one is planned. */
export function planNextHeartbeat(
  context: Context,
  lane: LaneId,
  client: Immutable<Consumer>,
  dueAt: Instant = 0,
): void {
  if (!heartbeats(client)) return;
  const { id: consumer, group, membership } = client;
  const { heartbeatAt: from, heartbeatIntervalMs, nextHeartbeatAt } = membership!;
  const heartbeatAt = nextOn(from, heartbeatIntervalMs, Math.max(context.world.now, dueAt - 1));
  if (nextHeartbeatAt !== null && nextHeartbeatAt <= heartbeatAt) return;
  context.emit({ of: 'log', lane, kind: 'next-heartbeat-planned', group: group!, consumer, heartbeatAt });
}
