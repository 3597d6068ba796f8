// The coordinator of a classic group: rebalances from the first join to a stable generation. What members do inside a poll is in
// membership.ts, what they commit in offsets.ts; who may do what next is in src/lifecycle/group.ts and member.ts.
// Kafka: GroupMetadataManager, ClassicGroup.
//
// Simplified: every classic group uses the range assignor, whatever partition.assignment.strategy says.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { lastOn, nextOn } from '../../grid.ts';
import { logOf, partitionsOfTopics } from '../../reading.ts';
import { planOffsetsCheck } from '../expiry.ts';
import { classicGroup } from '../kinds.ts';
import type { ClassicGroup, ClassicMember } from './state.ts';
import type { LogState } from '../../state.ts';

type Reading = Immutable<ClassicGroup>;

/** The member that a consumer is, if the coordinator has it. */
export function memberOf(group: Reading, consumer: ConsumerId): Immutable<ClassicMember> | undefined {
  for (const member of group.members) if (member.consumer === consumer) return member;
  return undefined;
}

/** The group, which comes into being when somebody first joins it or commits in its name. */
export function ensureGroup(context: Context, lane: LaneId, id: GroupId): Reading {
  const state = logOf(context.world, lane);
  if (!state.groups[id]) context.emit({ of: 'log', lane, kind: 'group-created', group: id, type: 'classic' });
  return classicGroup(state, id)!;
}

const settingOf = (
  state: Immutable<LogState>,
  consumer: ConsumerId,
  name: 'max.poll.interval.ms' | 'session.timeout.ms' | 'heartbeat.interval.ms',
): number => state.consumers[consumer]!.config[name];

/** Kafka: the largest rebalance timeout of its members, each the client's max.poll.interval.ms. */
const rebalanceTimeout = (state: Immutable<LogState>, group: Reading): number =>
  Math.max(0, ...group.members.map(({ consumer }) => settingOf(state, consumer, 'max.poll.interval.ms')));

const allJoined = (group: Reading): boolean => group.members.every(({ state }) => state === 'Joining');

/**
 * Calls for a rebalance, unless one is being prepared already, and closes it at once if everybody is here. Members learn of it
 * with their next heartbeat. Kafka: GroupMetadataManager.prepareRebalance, maybePrepareRebalanceOrCompleteJoin.
 */
export function rebalance(context: Context, lane: LaneId, id: GroupId): void {
  const { now } = context.world;
  const state = logOf(context.world, lane);
  const group = classicGroup(state, id)!;
  if (group.state === 'PreparingRebalance') return closeIfComplete(context, lane, id);
  const timeoutMs = rebalanceTimeout(state, group);
  const initial = group.state === 'Empty';
  const delayMs = state.settings['group.initial.rebalance.delay.ms'];
  const waitMs = initial ? delayMs : allJoined(group) ? 0 : timeoutMs;
  const interrupted = group.members.filter(({ state }) => state === 'Joined' || state === 'Syncing');
  context.emit({
    of: 'log',
    lane,
    kind: 'rebalance-began',
    group: id,
    completeAt: now + waitMs,
    initialRemainingMs: initial ? Math.max(timeoutMs - delayMs, 0) : null,
  });
  for (const { consumer } of interrupted)
    context.emit({ of: 'log', lane, kind: 'rejoin-needed', group: id, consumer, because: 'sync' });
  for (const member of group.members)
    if (member.state === 'Awaited' && member.alive)
      planHeartbeat(context, lane, id, member.consumer, member.joinedAt);
  closeIfComplete(context, lane, id);
}

/** The first rebalance of an empty group always waits for its time; any other closes when everybody has joined again. */
function closeIfComplete(context: Context, lane: LaneId, id: GroupId): void {
  const group = classicGroup(logOf(context.world, lane), id)!;
  if (group.initialRemainingMs === null && allJoined(group)) formGeneration(context, lane, id);
}

/** Kafka: heartbeats go out every heartbeat.interval.ms, counted from the answer to the join. */
function planHeartbeat(
  context: Context,
  lane: LaneId,
  group: GroupId,
  consumer: ConsumerId,
  from: Instant,
): void {
  const { now } = context.world;
  const intervalMs = settingOf(logOf(context.world, lane), consumer, 'heartbeat.interval.ms');
  const heartbeatAt = nextOn(from, intervalMs, now);
  context.emit({ of: 'log', lane, kind: 'heartbeat-planned', group, consumer, heartbeatAt });
}

/** A heartbeat that tells its client something: that the group rebalances, or that it is no member any more. */
export function heartbeat(
  context: Context,
  { lane, group: id, consumer: name }: LogCommandOf<'heartbeat'>,
): void {
  const state = logOf(context.world, lane);
  const consumer = state.consumers[name]!;
  if (!consumer.open || consumer.subscription.length === 0) return;
  const group = classicGroup(state, id);
  const member = group && memberOf(group, name);
  if (member?.state === 'Awaited')
    context.emit({ of: 'log', lane, kind: 'rejoin-needed', group: id, consumer: name, because: 'heartbeat' });
  else if (!member && consumer.generation >= 0)
    context.emit({ of: 'log', lane, kind: 'member-fenced', group: id, consumer: name });
}

/**
 * The time for joining is over. Kafka: tryCompleteInitialRebalanceElseSchedule, completeClassicGroupJoin.
 */
export function closeJoining(
  context: Context,
  { lane, group: id, rebalance: round }: LogCommandOf<'close-joining'>,
): void {
  const { world } = context;
  const state = logOf(world, lane);
  const group = classicGroup(state, id);
  if (group?.rebalance !== round || group.completeAt !== world.now) return;
  const remainingMs = group.initialRemainingMs;
  if (remainingMs !== null && group.joinedMeanwhile && remainingMs > 0) {
    const waitMs = Math.min(state.settings['group.initial.rebalance.delay.ms'], remainingMs);
    extendJoining(context, lane, id, world.now + waitMs, Math.max(remainingMs - waitMs, 0));
    return;
  }
  const absent = group.members.filter(({ state }) => state !== 'Joining').map(({ consumer }) => consumer);
  if (absent.length > 0 && absent.length === group.members.length) {
    extendJoining(context, lane, id, world.now + rebalanceTimeout(state, group), null);
    return;
  }
  for (const consumer of absent) drop(context, lane, id, consumer, 'rebalance');
  formGeneration(context, lane, id);
}

function extendJoining(
  context: Context,
  lane: LaneId,
  group: GroupId,
  completeAt: Instant,
  initialRemainingMs: number | null,
): void {
  context.emit({ of: 'log', lane, kind: 'joining-extended', group, completeAt, initialRemainingMs });
}

/**
 * The members that are here make the next generation and are told so; with none left the group is empty, which counts as a
 * generation too.
 *
 * Simplified: the successor of a leader that is gone is the member that came first; in Kafka it is one by hash order.
 */
function formGeneration(context: Context, lane: LaneId, id: GroupId): void {
  const state = logOf(context.world, lane);
  const group = classicGroup(state, id)!;
  const generation = group.generation + 1;
  if (group.members.length === 0) {
    context.emit({ of: 'log', lane, kind: 'group-emptied', group: id, generation });
    planOffsetsCheck(context, lane, id);
    return;
  }
  const leader = group.leader ?? group.members[0]!.consumer;
  context.emit({
    of: 'log',
    lane,
    kind: 'generation-formed',
    group: id,
    generation,
    leader,
    protocol: 'range',
  });
  for (const { consumer, alive } of [...group.members]) {
    context.emit({ of: 'log', lane, kind: 'join-answered', group: id, consumer });
    if (!alive) planExpiry(context, lane, id, consumer, context.world.now);
  }
}

/** The coordinator drops a member whose process is gone, a session timeout after it last heard from it. */
export function planExpiry(
  context: Context,
  lane: LaneId,
  group: GroupId,
  consumer: ConsumerId,
  heardAt: Instant,
): void {
  const timeoutMs = settingOf(logOf(context.world, lane), consumer, 'session.timeout.ms');
  context.emit({
    of: 'log',
    lane,
    kind: 'expiry-planned',
    group,
    consumer,
    expiryAt: Math.max(heardAt + timeoutMs, context.world.now),
  });
}

/** When the coordinator last heard from a member, its heartbeats counted. */
export function lastHeardAt(
  state: Immutable<LogState>,
  member: Immutable<ClassicMember>,
  now: Instant,
): Instant {
  const intervalMs = settingOf(state, member.consumer, 'heartbeat.interval.ms');
  return Math.max(member.lastHeardAt, lastOn(member.joinedAt, intervalMs, now));
}

/** The session timeout of a member whose process is gone. Kafka: expireClassicGroupMemberHeartbeat. */
export function expireMember(
  context: Context,
  { lane, group: id, consumer }: LogCommandOf<'expire-member'>,
): void {
  const group = classicGroup(logOf(context.world, lane), id);
  const member = group && memberOf(group, consumer);
  if (!member || member.alive) return;
  drop(context, lane, id, consumer, 'session');
  rebalance(context, lane, id);
}

/** Takes a member out. Its client, if it still runs, hears of it with its next heartbeat. */
function drop(
  context: Context,
  lane: LaneId,
  id: GroupId,
  consumer: ConsumerId,
  because: 'session' | 'rebalance',
): void {
  const { alive, joinedAt } = memberOf(classicGroup(logOf(context.world, lane), id)!, consumer)!;
  context.emit({ of: 'log', lane, kind: 'member-expired', group: id, consumer, because });
  if (alive) planHeartbeat(context, lane, id, consumer, joinedAt);
}

/**
 * A consumer looked at its topics: if it leads its group and there are other partitions than those assigned, it joins again.
 * Kafka: ConsumerCoordinator.rejoinNeededOrPending.
 */
export function followTopics(context: Context, lane: LaneId, name: ConsumerId): void {
  const state = logOf(context.world, lane);
  const { group: id, open } = state.consumers[name]!;
  const group = id === null ? undefined : classicGroup(state, id);
  if (!open || group?.leader !== name) return;
  const member = memberOf(group, name);
  if (member?.state !== 'Stable') return;
  const topics = new Set(group.members.flatMap(({ subscription }) => subscription));
  const wanted = partitionsOfTopics(state, [...topics]);
  const assigned = new Set(group.members.flatMap(({ assignment }) => assignment));
  if (wanted.length === assigned.size && wanted.every((partition) => assigned.has(partition))) return;
  context.emit({
    of: 'log',
    lane,
    kind: 'rejoin-needed',
    group: group.id,
    consumer: name,
    because: 'metadata',
  });
}
