// What the rules of a classic group's coordinator share: the group and its members, dropping one, and the timers of one. How they join
// is in join.ts, how a group rebalances in rebalance.ts, how assignments are told in sync.ts, what heartbeats are for in session.ts;
// what members do by themselves in membership.ts. Who may do what next is in src/lifecycle/group.ts and member.ts.
// Kafka: GroupMetadataManager, ClassicGroup.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { nextOn } from '../../grid.ts';
import { logOf } from '../../reading.ts';
import { classicGroup } from '../kinds.ts';
import type { ClassicGroup, ClassicMember } from './state.ts';

/** The member that a consumer is, if the coordinator has it. */
export function memberOf(
  group: Immutable<ClassicGroup>,
  consumer: ConsumerId,
): Immutable<ClassicMember> | undefined {
  for (const member of group.members) if (member.consumer === consumer) return member;
  return undefined;
}

/** The group, which comes into being when somebody first joins it or commits in its name. */
export function ensureGroup(context: Context, lane: LaneId, id: GroupId): Immutable<ClassicGroup> {
  const state = logOf(context.world, lane);
  if (!state.groups[id]) context.emit({ of: 'log', lane, kind: 'group-created', group: id, type: 'classic' });
  return classicGroup(state, id)!;
}

/** Takes a member out. Its client, if it still runs, hears of it with its next heartbeat, or with what it waits for. */
export function drop(
  context: Context,
  lane: LaneId,
  group: GroupId,
  consumer: ConsumerId,
  because: 'session' | 'rebalance' | 'sync' | 'size',
): void {
  context.emit({ of: 'log', lane, kind: 'member-expired', group, consumer, because });
  planHeartbeat(context, lane, group, consumer);
}

/** Whether its client sends heartbeats: it has heard its generation, and still runs. Kafka: AbstractCoordinator.HeartbeatThread. */
export const heartbeats = ({ open, classic }: Immutable<Consumer>): boolean =>
  open && (classic?.state === 'Completing' || classic?.state === 'Stable');

/** Its next heartbeat will tell its client something. */
export function planHeartbeat(context: Context, lane: LaneId, group: GroupId, name: ConsumerId): void {
  const consumer = logOf(context.world, lane).consumers[name]!;
  if (!heartbeats(consumer)) return;
  const { classic, config } = consumer;
  const heartbeatAt = nextOn(classic!.heartbeatsFrom, config['heartbeat.interval.ms'], context.world.now);
  context.emit({ of: 'log', lane, kind: 'heartbeat-planned', group, consumer: name, heartbeatAt });
}

/** Nothing is heard of it any more: it is dropped a session timeout after it last was. */
export function planExpiry(
  context: Context,
  lane: LaneId,
  group: GroupId,
  consumer: ConsumerId,
  heardAt: Instant,
): void {
  const { config } = logOf(context.world, lane).consumers[consumer]!;
  const expiryAt = Math.max(heardAt + config['session.timeout.ms'], context.world.now);
  context.emit({ of: 'log', lane, kind: 'expiry-planned', group, consumer, expiryAt });
}
