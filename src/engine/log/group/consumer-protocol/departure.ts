// How members of a consumer group go: they leave, for good or for a while, or the coordinator drops them because it heard nothing for
// too long, or waited too long for what they had to give up. Kafka: GroupMetadataManager.consumerGroupLeave, consumerGroupFenceMember.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { lastOn } from '../../grid.ts';
import { logOf } from '../../reading.ts';
import { consumerGroup } from '../kinds.ts';
import { memberOf } from './coordinator.ts';
import { bumpEpoch } from './epoch.ts';
import { planHeartbeats, planNextHeartbeat } from './heartbeats.ts';
import { settingsOf } from './settings.ts';

/** A member goes for good. What it had is free, and the others get it with their own heartbeats. */
export function removeMember(
  context: Context,
  lane: LaneId,
  id: GroupId,
  consumer: ConsumerId,
  because: 'left' | 'session' | 'revocation',
): void {
  context.emit({ of: 'log', lane, kind: 'member-removed', group: id, consumer, because });
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
  const { heartbeatAt, heartbeatIntervalMs } = state.consumers[consumer]!.membership!;
  const lastHeartbeatAt = lastOn(heartbeatAt, heartbeatIntervalMs, context.world.now);
  const expiryAt = lastHeartbeatAt + settingsOf(state, id).sessionTimeoutMs;
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

/** Kafka: scheduleConsumerGroupRebalanceTimeout. */
export function endRevocation(
  context: Context,
  { lane, group: id, consumer }: LogCommandOf<'end-revocation'>,
): void {
  const state = logOf(context.world, lane);
  const group = consumerGroup(state, id);
  const member = group && memberOf(group, consumer);
  if (member?.revokeBy !== context.world.now) return;
  removeMember(context, lane, id, consumer, 'revocation');
  planNextHeartbeat(context, lane, state.consumers[consumer]!);
}
