// How members of a consumer group go: they leave, for good or for a while, or the coordinator drops them because it heard nothing for
// too long, or waited too long for what they had to give up. Kafka: GroupMetadataManager.consumerGroupLeave, consumerGroupFenceMember.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { lastOn } from '../../grid.ts';
import { logOf } from '../../reading.ts';
import { consumerGroup } from '../kinds.ts';
import { memberOf } from './roster.ts';
import { bumpEpoch } from './epoch.ts';
import { canDowngrade, downgrade } from './migration.ts';
import { planAnyHeartbeat, planHeartbeats } from './heartbeats.ts';
import { settingsOf } from './settings.ts';

/** A member goes for good. What it had is free, and the others get it with their own heartbeats. */
export function removeMember(
  context: Context,
  lane: LaneId,
  id: GroupId,
  consumer: ConsumerId,
  because: 'left' | 'session' | 'late',
): void {
  context.emit({ of: 'log', lane, kind: 'member-removed', group: id, consumer, because });
  if (canDowngrade(context, lane, id)) {
    downgrade(context, lane, id);
    return;
  }
  bumpEpoch(context, lane, id, 'gone');
  planHeartbeats(context, lane, id);
}

/** A static member goes for a while: nobody else gets what it has until its session ends. */
export function leaveForAWhile(context: Context, lane: LaneId, id: GroupId, consumer: ConsumerId): void {
  context.emit({ of: 'log', lane, kind: 'member-away', group: id, consumer });
  planSessionEnd(context, lane, id, consumer);
}

/** Nothing will be heard of a member any more: its session ends so long after its last heartbeat. */
export function planSessionEnd(context: Context, lane: LaneId, id: GroupId, consumer: ConsumerId): void {
  const state = logOf(context.world, lane);
  const { now } = context.world;
  const member = memberOf(consumerGroup(state, id)!, consumer)!;
  const { group, membership, classic, config } = state.consumers[consumer]!;
  const timeoutMs = member.classic ? config['session.timeout.ms'] : settingsOf(state, id).sessionTimeoutMs;
  // another process may have the name by now, which says nothing for this member
  let heardAt = member.lastHeardAt;
  if (group === id && member.classic && classic)
    heardAt = lastOn(classic.heartbeatsFrom, config['heartbeat.interval.ms'], now);
  else if (group === id && !member.classic && membership)
    heardAt = lastOn(membership.heartbeatAt, membership.heartbeatIntervalMs, now);
  const expiryAt = Math.max(heardAt + timeoutMs, now + 1);
  context.emit({ of: 'log', lane, kind: 'session-end-planned', group: id, consumer, expiryAt });
}

/** Kafka: scheduleConsumerGroupSessionTimeout. */
export function endSession(
  context: Context,
  { lane, group: id, consumer }: LogCommandOf<'end-session'>,
): void {
  const group = consumerGroup(logOf(context.world, lane), id);
  const member = group && memberOf(group, consumer);
  if (member?.expiresAt === context.world.now) removeMember(context, lane, id, consumer, 'session');
}

/** It had time enough to move on. Kafka: scheduleConsumerGroupRebalanceTimeout, scheduleConsumerGroupJoinTimeoutIfAbsent. */
export function dropLateMember(
  context: Context,
  { lane, group: id, consumer }: LogCommandOf<'drop-late-member'>,
): void {
  const state = logOf(context.world, lane);
  const group = consumerGroup(state, id);
  const member = group && memberOf(group, consumer);
  if (member?.moveBy !== context.world.now) return;
  removeMember(context, lane, id, consumer, 'late');
  planAnyHeartbeat(context, lane, consumer);
}
