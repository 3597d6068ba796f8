// Heartbeats of a classic group's members, and what comes of their absence. A member heartbeats all the time, in the background; only
// heartbeats that tell its client something are planned. Kafka: GroupMetadataManager.classicGroupHeartbeatToClassicGroup,
// expireClassicGroupMemberHeartbeat, AbstractCoordinator.HeartbeatThread.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import type { Consumer } from '../../consumer/state.ts';
import { lastOn } from '../../grid.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { classicGroup, consumerGroup } from '../kinds.ts';
import { drop, heartbeats, memberOf, planExpiry } from './coordinator.ts';
import { rebalance } from './rebalance.ts';
import { serveClassicClient } from './serving.ts';
import type { ClassicGroup, ClassicMember } from './state.ts';

/** Another process has a static member's place. */
export const FENCED_INSTANCE = refusal(
  'FencedInstanceIdException',
  'The broker rejected this static consumer since another consumer with the same group.instance.id has registered with a different member.id.',
);

/** A heartbeat that tells its client something: that the group rebalances, or that it is no member any more. */
export function heartbeat(
  context: Context,
  { lane, group: id, consumer: name }: LogCommandOf<'heartbeat'>,
): void {
  const state = logOf(context.world, lane);
  const consumer = state.consumers[name]!;
  if (!heartbeats(consumer) || consumer.group !== id) return;
  if (consumerGroup(state, id)) {
    serveClassicClient(context, lane, name, 'hear');
    return;
  }
  const group = classicGroup(state, id);
  const because = whyFenced(group, consumer);
  if (because) context.emit({ of: 'log', lane, kind: 'member-fenced', group: id, consumer: name, because });
  else if (
    group!.state === 'PreparingRebalance' &&
    consumer.classic!.state === 'Stable' &&
    !consumer.classic!.rejoin
  )
    context.emit({ of: 'log', lane, kind: 'rejoin-needed', group: id, consumer: name, because: 'heartbeat' });
}

/** Why a request of this client would be refused; null if it is a member of the group's generation. Kafka: ClassicGroup.validateMember. */
export function whyFenced(
  group: Immutable<ClassicGroup> | undefined,
  { config, classic, generation }: Immutable<Consumer>,
): 'unknown' | 'generation' | 'instance' | null {
  const { memberId } = classic!;
  const instanceId = config['group.instance.id'];
  if (instanceId !== null) {
    const known = group && staticMember(group, instanceId);
    if (known && known.id !== memberId) return 'instance';
  }
  if (!group?.members.some(({ id }) => id === memberId)) return 'unknown';
  return group.generation === generation ? null : 'generation';
}

/** The member with this `group.instance.id`. */
export const staticMember = (
  { members }: Immutable<ClassicGroup>,
  instance: string,
): Immutable<ClassicMember> | undefined => members.find(({ instanceId }) => instanceId === instance);

/** From now on nothing is heard of this member. One whose request is held back counts as alive until that is answered. */
export function fallSilent(context: Context, lane: LaneId, id: GroupId, consumer: ConsumerId): void {
  const state = logOf(context.world, lane);
  if (consumerGroup(state, id)) serveClassicClient(context, lane, consumer, 'fall-silent');
  const group = classicGroup(state, id);
  const member = group && memberOf(group, consumer);
  if (!member || member.state === 'Joining' || member.state === 'Syncing') return;
  planExpiry(context, lane, id, consumer, lastHeardAt(state.consumers[consumer]!, member, context.world.now));
}

/** When the coordinator last heard from a member, its heartbeats counted. */
function lastHeardAt(
  consumer: Immutable<Consumer>,
  { lastHeardAt: heardAt }: Immutable<ClassicMember>,
  now: Instant,
): Instant {
  if (!heartbeats(consumer)) return heardAt;
  const { classic, config } = consumer;
  return Math.max(heardAt, lastOn(classic!.heartbeatsFrom, config['heartbeat.interval.ms'], now));
}

/** The session of a member of which nothing was heard is over. */
export function expireMember(
  context: Context,
  { lane, group: id, consumer }: LogCommandOf<'expire-member'>,
): void {
  const group = classicGroup(logOf(context.world, lane), id);
  const member = group && memberOf(group, consumer);
  if (member?.expiresAt !== context.world.now) return;
  drop(context, lane, id, consumer, 'session');
  rebalance(context, lane, id);
}
