// Members of a consumer group whose clients speak the classic protocol, as there are while a group moves over from one to the other.
// Their clients join, ask for their assignment and are called by heartbeats as in a classic group, but nobody waits for anybody: all
// is answered at once, from the member's own way to its target. Kafka: GroupMetadataManager.classicGroupJoinToConsumerGroup,
// classicGroupHeartbeatToConsumerGroup.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { nextOn } from '../../grid.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { heartbeats } from '../classic/coordinator.ts';
import type { Departure } from '../classic/fact.ts';
import { haveCommonProtocol } from '../classic/protocols.ts';
import { consumerGroup } from '../kinds.ts';
import { canDowngrade, downgrade } from './migration.ts';
import { enter, refusedRoom } from './admission.ts';
import { advance } from './coordinator.ts';
import { planSessionEnd, removeMember } from './departure.ts';
import { planHeartbeats } from './heartbeats.ts';
import { hasToMove, holdersOf } from './reconciliation.ts';
import { memberOf, whyRefused } from './roster.ts';
import type { ClassicPart, ConsumerGroup } from './state.ts';

type Reading = Immutable<ConsumerGroup>;

/** Asks to join, and for its assignment; both are answered at once. What it has it says with its request. */
export function joinAsClassic(context: Context, lane: LaneId, consumer: Immutable<Consumer>): Refusal | null {
  const { id: name, classic, assignment: owned } = consumer;
  const id = consumer.group!;
  const group = consumerGroup(logOf(context.world, lane), id)!;
  const refused = refuseJoin(context, lane, consumer, group);
  if (refused) return refused;
  const known = memberOf(group, name);
  const joins = !known || classic!.memberId === null;
  if (joins) enter(context, lane, group, consumer, partOf(consumer, group));
  const member = memberOf(group, name)!;
  advance(context, lane, group, member, consumer, { joins, owned });
  const { memberEpoch: generation, assignment: told, classic: part } = member;
  const memberId = part!.id;
  context.emit({
    of: 'log',
    lane,
    kind: 'classic-client-answered',
    group: id,
    consumer: name,
    memberId,
    generation,
    told,
  });
  // the last client of the consumer protocol may have given way to this one
  if (canDowngrade(context, lane, id)) downgrade(context, lane, id, group.targetEpoch < group.groupEpoch);
  else planHeartbeats(context, lane, id);
  return null;
}

function refuseJoin(
  context: Context,
  lane: LaneId,
  { id: name, config }: Immutable<Consumer>,
  group: Reading,
): Refusal | null {
  const state = logOf(context.world, lane);
  const inconsistent = (why: string): Refusal => refusal('InconsistentGroupProtocolException', why);
  if (state.settings['group.consumer.migration.policy'] === 'disabled')
    return inconsistent(
      `Cannot join the consumer group ${group.id} with the classic protocol because the group migration is disabled.`,
    );
  const full = memberOf(group, name) ? null : refusedRoom(state, group);
  const others = group.members.flatMap(({ classic }) => classic ?? []);
  if (!full && !haveCommonProtocol(others, config['partition.assignment.strategy']))
    return inconsistent(`${name}'s assignors are incompatible with those of the group's members.`);
  return full;
}

/** Under a member id of its own, which in Kafka is a random one. */
const partOf = ({ id, config }: Immutable<Consumer>, { groupEpoch }: Reading): ClassicPart => ({
  id: `${config['group.instance.id'] ?? id}-${groupEpoch + 1}`,
  clientId: config['client.id'] ?? id,
  protocols: [...config['partition.assignment.strategy']],
  nextHeartbeatAt: null,
});

/** Plans a client's next heartbeat, which will tell it something. */
export function planClassicHeartbeat(
  context: Context,
  lane: LaneId,
  id: GroupId,
  consumer: Immutable<Consumer>,
): void {
  const { id: name, classic, config } = consumer;
  if (!heartbeats(consumer)) return;
  const group = consumerGroup(logOf(context.world, lane), id);
  const planned = group && memberOf(group, name)?.classic?.nextHeartbeatAt;
  const heartbeatAt = nextOn(classic!.heartbeatsFrom, config['heartbeat.interval.ms'], context.world.now);
  if (planned === heartbeatAt) return;
  context.emit({
    of: 'log',
    lane,
    kind: 'classic-heartbeat-planned',
    group: id,
    consumer: name,
    heartbeatAt,
  });
}

/** A heartbeat of such a client: it has to join again to come nearer to its target, or it is no member any more. */
export function hearAsClassic(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  const { id: name, classic } = consumer;
  const id = consumer.group!;
  const group = consumerGroup(logOf(context.world, lane), id)!;
  if (!heartbeats(consumer)) return;
  const because = whyRefused(group, consumer);
  if (because) {
    context.emit({ of: 'log', lane, kind: 'member-fenced', group: id, consumer: name, because });
    return;
  }
  const member = memberOf(group, name)!;
  if (classic!.rejoin || !hasToMove(group, member, holdersOf(group))) return;
  context.emit({ of: 'log', lane, kind: 'rejoin-needed', group: id, consumer: name, because: 'heartbeat' });
  if (member.moveBy === null) {
    const moveBy = context.world.now + member.rebalanceTimeoutMs;
    context.emit({ of: 'log', lane, kind: 'rejoin-awaited', group: id, consumer: name, moveBy });
  }
}

/** It leaves, or says nothing and keeps its place until its session ends. */
export function departAsClassic(
  context: Context,
  lane: LaneId,
  client: Immutable<Consumer>,
  because: Departure,
  leaves: boolean,
): void {
  const { id: consumer } = client;
  const group = client.group!;
  const isMember = isMemberOf(context, lane, client);
  if (!leaves) fallSilentAsClassic(context, lane, client);
  context.emit({ of: 'log', lane, kind: 'classic-client-departed', group, consumer, because });
  if (isMember && leaves) removeMember(context, lane, group, consumer, 'left');
}

/** Nothing is heard of it any more. */
export function fallSilentAsClassic(context: Context, lane: LaneId, client: Immutable<Consumer>): void {
  if (isMemberOf(context, lane, client)) planSessionEnd(context, lane, client.group!, client.id);
}

function isMemberOf(context: Context, lane: LaneId, { id, group }: Immutable<Consumer>): boolean {
  const found = consumerGroup(logOf(context.world, lane), group!);
  return found !== undefined && memberOf(found, id) !== undefined;
}
