// How the members of a new generation get their assignments, as the coordinator sees it: it holds everybody's request back until the
// leader's brings the assignment of all. Kafka: GroupMetadataManager.classicGroupSyncToClassicGroup, schedulePendingSync.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import { planOffsetsCheck } from '../expiry.ts';
import { classicGroup } from '../kinds.ts';
import { drop, memberOf, planExpiry } from './coordinator.ts';
import { assignAll } from './leader.ts';
import { rebalance, rebalanceTimeout } from './rebalance.ts';

/**
 * A member asks for its assignment. The leader's request brings everybody's, and all who asked are answered; in a group that has
 * its assignments the answer comes at once.
 */
export function syncGroup(context: Context, lane: LaneId, id: GroupId, consumer: ConsumerId): void {
  const state = logOf(context.world, lane);
  const group = classicGroup(state, id)!;
  context.emit({ of: 'log', lane, kind: 'member-synced', group: id, consumer });
  if (group.state === 'CompletingRebalance') {
    if (group.leader !== consumer) return;
    context.emit({
      of: 'log',
      lane,
      kind: 'group-stabilised',
      group: id,
      ...assignAll(context, lane, state, group),
    });
    planOffsetsCheck(context, lane, id);
  }
  for (const member of [...group.members])
    if (member.state === 'Syncing') answer(context, lane, id, member.consumer);
}

function answer(context: Context, lane: LaneId, id: GroupId, consumer: ConsumerId): void {
  context.emit({ of: 'log', lane, kind: 'sync-answered', group: id, consumer });
  const { alive } = memberOf(classicGroup(logOf(context.world, lane), id)!, consumer)!;
  if (!alive) planExpiry(context, lane, id, consumer, context.world.now);
}

/**
 * Whoever holds a poll open hears the answer to its join at this very instant and asks for its assignment. Who has not done so by
 * the end of it has a deadline.
 */
export function awaitSyncs(context: Context, lane: LaneId, id: GroupId): void {
  const { generation } = classicGroup(logOf(context.world, lane), id)!;
  context.emit({
    of: 'agenda',
    kind: 'planned',
    at: context.world.now,
    command: { of: 'log', kind: 'await-syncs', lane, group: id, generation },
  });
}

/**
 * Members that have heard nothing yet do not heartbeat, so their sessions end; and nobody waits for them beyond the rebalance timeout.
 */
export function limitSyncs(
  context: Context,
  { lane, group: id, generation }: LogCommandOf<'await-syncs'>,
): void {
  const { world } = context;
  const state = logOf(world, lane);
  const group = classicGroup(state, id);
  if (group?.generation !== generation) return;
  const deaf = group.members.filter(
    ({ state: standing, consumer }) =>
      standing === 'Joined' ||
      (standing === 'Awaited' && state.consumers[consumer]!.classic?.state === 'Preparing'),
  );
  for (const { consumer } of deaf) planExpiry(context, lane, id, consumer, world.now);
  if (deaf.length === 0 || group.state === 'PreparingRebalance') return;
  const closeAt = world.now + rebalanceTimeout(state, group);
  context.emit({ of: 'log', lane, kind: 'sync-deadline-set', group: id, generation, closeAt });
}

/** Who has not asked for its assignment in all this time is dropped, and the others begin anew. Kafka: expirePendingSync. */
export function closeSyncing(
  context: Context,
  { lane, group: id, generation }: LogCommandOf<'close-syncing'>,
): void {
  const group = classicGroup(logOf(context.world, lane), id);
  if (group?.generation !== generation || group.state === 'PreparingRebalance') return;
  const late = group.members.filter((member) => member.state === 'Joined');
  if (late.length === 0) return;
  for (const { consumer } of late) drop(context, lane, id, consumer, 'sync');
  rebalance(context, lane, id);
}
