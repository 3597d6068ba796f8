// How members of a share group go: they leave, or the coordinator drops them because it heard nothing for too long. Kafka:
// GroupMetadataManager.shareGroupLeave, shareGroupFenceMember.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { lastOn } from '../../grid.ts';
import { logOf } from '../../reading.ts';
import { shareGroup } from '../kinds.ts';
import { bumpShareEpoch } from './epoch.ts';
import { planShareHeartbeats } from './heartbeats.ts';
import { shareSettingsOf } from './settings.ts';

/** A member goes for good; the others hear of it with their own heartbeats. */
export function removeShareMember(
  context: Context,
  lane: LaneId,
  id: GroupId,
  consumer: ConsumerId,
  because: 'left' | 'session',
): void {
  const group = shareGroup(logOf(context.world, lane), id);
  if (!group?.members.some((member) => member.consumer === consumer)) return;
  context.emit({ of: 'log', lane, kind: 'share-member-removed', group: id, consumer, because });
  bumpShareEpoch(context, lane, id);
  planShareHeartbeats(context, lane, id);
}

/** Nothing will be heard of a member any more: its session ends so long after its last heartbeat. */
export function planShareSessionEnd(
  context: Context,
  lane: LaneId,
  group: GroupId,
  consumer: ConsumerId,
): void {
  const state = logOf(context.world, lane);
  const { now } = context.world;
  if (!shareGroup(state, group)?.members.some((member) => member.consumer === consumer)) return;
  const { heartbeatAt, heartbeatIntervalMs } = state.shareConsumers[consumer]!;
  const heardAt = lastOn(heartbeatAt, heartbeatIntervalMs, now);
  const expiryAt = Math.max(heardAt + shareSettingsOf(state, group).sessionTimeoutMs, now + 1);
  context.emit({ of: 'log', lane, kind: 'share-session-end-planned', group, consumer, expiryAt });
}

/** Kafka: scheduleShareGroupSessionTimeout. */
export function endShareSession(
  context: Context,
  { lane, group: id, consumer }: LogCommandOf<'end-share-session'>,
): void {
  const member = shareGroup(logOf(context.world, lane), id)?.members.find((one) => one.consumer === consumer);
  if (member?.expiresAt === context.world.now) removeShareMember(context, lane, id, consumer, 'session');
}
