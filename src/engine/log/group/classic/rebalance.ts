// How a classic group gets from one generation to the next, as its coordinator sees it: joining is opened, everybody is waited for,
// joining is closed. Who joins is in join.ts, how assignments are told in sync.ts. Kafka: GroupMetadataManager.prepareRebalance,
// completeClassicGroupJoin.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import type { LogState } from '../../state.ts';
import { planOffsetsCheck } from '../expiry.ts';
import { classicGroup } from '../kinds.ts';
import { elect } from './protocols.ts';
import { drop, planHeartbeat } from './coordinator.ts';
import type { ClassicGroup } from './state.ts';
import { awaitSyncs } from './sync.ts';

type Reading = Immutable<ClassicGroup>;

/** Kafka: the largest rebalance timeout of its members, each the client's max.poll.interval.ms. */
export const rebalanceTimeout = ({ consumers }: Immutable<LogState>, group: Reading): number =>
  Math.max(0, ...group.members.map(({ consumer }) => consumers[consumer]!.config['max.poll.interval.ms']));

const allJoined = (group: Reading): boolean => group.members.every(({ state }) => state === 'Joining');

/**
 * Calls for a rebalance, unless one is being prepared already, and closes it at once if everybody is here. Members learn of it
 * with their next heartbeat; those who wait for their assignment are told so at once.
 * Kafka: GroupMetadataManager.maybePrepareRebalanceOrCompleteJoin.
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
  const refused = group.members
    .filter((member) => member.state === 'Syncing')
    .map(({ consumer }) => consumer);
  context.emit({
    of: 'log',
    lane,
    kind: 'rebalance-began',
    group: id,
    completeAt: now + waitMs,
    initialRemainingMs: initial ? Math.max(timeoutMs - delayMs, 0) : null,
  });
  for (const { consumer, state: standing } of group.members)
    if (refused.includes(consumer))
      context.emit({ of: 'log', lane, kind: 'rejoin-needed', group: id, consumer, because: 'sync' });
    else if (standing === 'Awaited') planHeartbeat(context, lane, id, consumer);
  closeIfComplete(context, lane, id);
}

/** The first rebalance of an empty group always waits for its time; any other closes when everybody has joined again. */
function closeIfComplete(context: Context, lane: LaneId, id: GroupId): void {
  const group = classicGroup(logOf(context.world, lane), id)!;
  if (group.initialRemainingMs === null && allJoined(group)) formGeneration(context, lane, id);
}

/**
 * The time for joining is over: whoever has not come is dropped, static members aside. If nobody has, it goes on.
 * Kafka: tryCompleteInitialRebalanceElseSchedule, completeClassicGroupJoin.
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
  for (const { consumer, state: standing, instanceId } of [...group.members])
    if (standing === 'Awaited' && instanceId === null) drop(context, lane, id, consumer, 'rebalance');
  if (group.members.length > 0 && group.members.every((member) => member.state === 'Awaited'))
    extendJoining(context, lane, id, world.now + rebalanceTimeout(state, group), null);
  else formGeneration(context, lane, id);
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
 * The members that are here make the next generation and are told so, with static ones that are not; with none left the group is
 * empty, which counts as a generation too.
 */
function formGeneration(context: Context, lane: LaneId, id: GroupId): void {
  const group = classicGroup(logOf(context.world, lane), id)!;
  const generation = group.generation + 1;
  if (group.members.length === 0) {
    context.emit({ of: 'log', lane, kind: 'group-emptied', group: id, generation });
    planOffsetsCheck(context, lane, id);
    return;
  }
  const missing = group.members.filter((member) => member.state === 'Awaited');
  const leader = leaderOf(group);
  const protocol = elect(group.members);
  context.emit({ of: 'log', lane, kind: 'generation-formed', group: id, generation, leader, protocol });
  for (const { consumer, state } of [...group.members])
    if (state === 'Joining') context.emit({ of: 'log', lane, kind: 'join-answered', group: id, consumer });
  for (const { consumer } of missing) planHeartbeat(context, lane, id, consumer);
  awaitSyncs(context, lane, id);
}

/**
 * The first member of an empty group leads it, until it goes or misses a rebalance. Kafka: ClassicGroup.maybeElectNewJoinedLeader.
 *
 * Simplified: the successor of a leader that is gone is the member that came first; in Kafka it is one by hash order.
 */
function leaderOf({ leader, members }: Reading): ConsumerId {
  const here = members.filter(({ state }) => state === 'Joining');
  return (here.find(({ consumer }) => consumer === leader) ?? here[0]!).consumer;
}
