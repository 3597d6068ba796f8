// A request to join a classic group, as its coordinator answers it: with a place in the rebalance that it calls for, at once, or with
// a refusal. Kafka: GroupMetadataManager.classicGroupJoin.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { sameSet } from '../../set.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { classicGroup } from '../kinds.ts';
import { drop, ensureGroup, memberOf, planHeartbeat } from './coordinator.ts';
import { elect, haveCommonProtocol } from './protocols.ts';
import { rebalance } from './rebalance.ts';
import { staticMember } from './session.ts';
import type { ClassicGroup, ClassicMember } from './state.ts';
import { awaitSyncs } from './sync.ts';

/** How long the first join of a member may be held back. Kafka: GroupCoordinatorConfig.CLASSIC_GROUP_NEW_MEMBER_JOIN_TIMEOUT_MS. */
const NEW_MEMBER_JOIN_MS = 5 * 60 * 1000;

type Reading = Immutable<ClassicGroup>;

/**
 * Asks to join: as the member that it is, in a static member's place, or as a new one. A client that has a member id is known to the
 * group; if there is no room for it any more it is dropped.
 */
export function joinGroup(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  id: GroupId,
): Refusal | null {
  const refused = refuseJoin(context, lane, consumer, id);
  if (refused) return refused;
  const group = ensureGroup(context, lane, id);
  const member = memberOf(group, consumer.id);
  const instanceId = consumer.config['group.instance.id'];
  const before = instanceId === null ? undefined : staticMember(group, instanceId);
  if (member && consumer.classic!.memberId !== null) rejoin(context, lane, consumer, group, member);
  else if (before) takePlace(context, lane, consumer, group, before);
  else joinAnew(context, lane, consumer, group);
  return null;
}

function refuseJoin(
  context: Context,
  lane: LaneId,
  { id: name, config }: Immutable<Consumer>,
  id: GroupId,
): Refusal | null {
  const state = logOf(context.world, lane);
  const { settings } = state;
  const timeoutMs = config['session.timeout.ms'];
  if (
    timeoutMs < settings['group.min.session.timeout.ms'] ||
    timeoutMs > settings['group.max.session.timeout.ms']
  )
    return refusal(
      'InvalidSessionTimeoutException',
      'The session timeout is not within the range allowed by the broker (as configured by group.min.session.timeout.ms and group.max.session.timeout.ms).',
    );
  const group = classicGroup(state, id);
  if (group && !hasRoom(group, name, settings['group.max.size'])) {
    if (memberOf(group, name)) drop(context, lane, id, name, 'size');
    return refusal('GroupMaxSizeReachedException', 'Consumer group has reached its configured maximum size.');
  }
  if (group && !haveCommonProtocol(group.members, config['partition.assignment.strategy']))
    return refusal(
      'InconsistentGroupProtocolException',
      "The group member's supported protocols are incompatible with those of existing members or first group member tried to join with empty protocol type or empty protocol list.",
    );
  return null;
}

/** While joining is open, those who have come count; else all members. Kafka: GroupMetadataManager.acceptJoiningMember. */
function hasRoom(group: Reading, name: string, most: number): boolean {
  const { state, members } = group;
  if (state === 'Empty') return true;
  const member = memberOf(group, name);
  if (state !== 'PreparingRebalance') return member !== undefined || members.length < most;
  return member?.state === 'Joining' || members.filter((one) => one.state === 'Joining').length < most;
}

/** Becomes a member under a new id. Kafka: addMemberThenRebalanceOrCompleteJoin. */
function joinAnew(context: Context, lane: LaneId, consumer: Immutable<Consumer>, group: Reading): void {
  const { id: name, subscription } = consumer;
  const { id } = group;
  const memberId = newMemberId(consumer, group);
  context.emit({ of: 'log', lane, kind: 'member-joined', group: id, consumer: name, memberId, subscription });
  rebalance(context, lane, id);
  const expiryAt = context.world.now + NEW_MEMBER_JOIN_MS;
  if (group.completeAt !== null && group.completeAt > expiryAt)
    context.emit({ of: 'log', lane, kind: 'expiry-planned', group: id, consumer: name, expiryAt });
}

/** Kafka: ClassicGroup.generateMemberId, where the last part is random. */
const newMemberId = ({ id, config }: Immutable<Consumer>, { memberIds }: Reading): string =>
  `${config['group.instance.id'] ?? config['client.id'] ?? id}-${memberIds + 1}`;

/**
 * A static member's next process takes its place: the same partitions in the same generation, unless the group is on its way to
 * another one. The process before it is fenced. Kafka: updateStaticMemberThenRebalanceOrCompleteJoin.
 */
function takePlace(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  group: Reading,
  { consumer: replaces }: Immutable<ClassicMember>,
): void {
  const { id: name, subscription } = consumer;
  const { id } = group;
  const memberId = newMemberId(consumer, group);
  context.emit({
    of: 'log',
    lane,
    kind: 'member-replaced',
    group: id,
    consumer: name,
    replaces,
    memberId,
    subscription,
  });
  planHeartbeat(context, lane, id, replaces);
  if (group.state === 'Stable' && elect(group.members) === group.protocol)
    answerAtOnce(context, lane, id, name);
  else rebalance(context, lane, id);
}

/**
 * The member joins again. A leader always gets a rebalance, and so does whoever wants or has something else than it said before;
 * anybody else is told the generation that stands. Kafka: classicGroupJoinExistingMember.
 */
function rejoin(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  { id, state, leader }: Reading,
  member: Immutable<ClassicMember>,
): void {
  const { id: name, subscription } = consumer;
  const changed = !saysTheSame(consumer, member);
  const rebalances = state === 'PreparingRebalance' || changed || (state === 'Stable' && leader === name);
  context.emit({ of: 'log', lane, kind: 'member-rejoined', group: id, consumer: name, subscription });
  if (rebalances) rebalance(context, lane, id);
  else answerAtOnce(context, lane, id, name);
}

function answerAtOnce(context: Context, lane: LaneId, group: GroupId, consumer: string): void {
  context.emit({ of: 'log', lane, kind: 'join-answered', group, consumer });
  awaitSyncs(context, lane, group);
}

/** Kafka: ClassicGroupMember.matches, which compares what clients write into their requests byte by byte. */
function saysTheSame(
  { subscription, assignment, generation, classic }: Immutable<Consumer>,
  { subscription: wanted, claims }: Immutable<ClassicMember>,
): boolean {
  const { remembered } = classic!;
  return (
    sameSet(subscription, wanted) &&
    sameSet(assignment, claims.owned) &&
    generation === claims.generation &&
    remembered?.generation === claims.remembered?.generation &&
    sameSet(remembered?.partitions ?? [], claims.remembered?.partitions ?? [])
  );
}
