// The coordinator of a share group: what it does when a member heartbeats, which is all that ever moves the group. Kafka:
// GroupMetadataManager.shareGroupHeartbeat.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { sameSet } from '../../set.ts';
import type { LogState } from '../../state.ts';
import type { PartitionId } from '../../storage/state.ts';
import { shareGroup } from '../kinds.ts';
import type { ShareConsumer } from './client-state.ts';
import { bumpShareEpoch, setUpPartitions, shareTopicsChanged } from './epoch.ts';
import { shareSettingsOf } from './settings.ts';
import { dealOutShared } from './simple-assignor.ts';
import type { ShareGroup } from './state.ts';

interface HeartbeatAnswer {
  readonly memberEpoch: number;
  /** All that it has from now on; null where that is as it was told last. */
  readonly assignment: readonly PartitionId[] | null;
  readonly heartbeatIntervalMs: number;
}

/** Answers a heartbeat, in Kafka's order: the member, its subscription, the group epoch, the target, what the member has. */
export function answerShareHeartbeat(
  context: Context,
  lane: LaneId,
  { id: consumer, group: id, subscription }: Immutable<ShareConsumer>,
  joins: boolean,
): HeartbeatAnswer | Refusal {
  const state = logOf(context.world, lane);
  const refused = joins ? admit(context, lane, id, consumer) : null;
  if (refused) return refused;
  const group = shareGroup(state, id);
  const member = group?.members.find((one) => one.consumer === consumer);
  if (!group || !member)
    return refusal('UnknownMemberIdException', `${consumer} is not a member of group ${id}.`);
  const before = member.assignment;
  const resubscribed = !sameSet(member.subscription, subscription);
  if (resubscribed)
    context.emit({
      of: 'log',
      lane,
      kind: 'share-member-subscribed',
      group: id,
      consumer,
      topics: subscription,
    });
  if (joins || resubscribed || shareTopicsChanged(state, group)) bumpShareEpoch(context, lane, id);
  followShareEpoch(context, lane, id);
  const { targetEpoch: memberEpoch } = group;
  const told = member.memberEpoch === memberEpoch ? before : member.target;
  setUpPartitions(context, lane, id);
  const { heartbeatIntervalMs } = shareSettingsOf(state, id);
  const assignment = joins || !sameSet(before, told) ? told : null;
  return { memberEpoch, assignment, heartbeatIntervalMs };
}

/** Lets a consumer in, or says why not. A group that is not there comes into being. */
function admit(context: Context, lane: LaneId, id: GroupId, consumer: string): Refusal | null {
  const state = logOf(context.world, lane);
  const known = state.groups[id];
  if (known && known.type !== 'share')
    return refusal('GroupIdNotFoundException', `Group ${id} is not a share group.`);
  if (known && known.members.length >= state.settings['group.share.max.size'])
    return refusal(
      'GroupMaxSizeReachedException',
      `The share group has reached its maximum capacity of ${known.members.length} members.`,
    );
  if (!known) context.emit({ of: 'log', lane, kind: 'share-group-created', group: id });
  context.emit({ of: 'log', lane, kind: 'share-member-joined', group: id, consumer });
  return null;
}

/** When the target may be computed next: at once if it never was. */
export function shareTargetDueAt(state: Immutable<LogState>, group: Immutable<ShareGroup>): Instant {
  const { assignmentIntervalMs } = shareSettingsOf(state, group.id);
  return group.targetAt === null ? 0 : group.targetAt + assignmentIntervalMs;
}

/** With a member's heartbeat: lets the assignor run if the group epoch is ahead, unless it ran a moment ago. */
function followShareEpoch(context: Context, lane: LaneId, id: GroupId): void {
  const state = logOf(context.world, lane);
  const group = shareGroup(state, id)!;
  const { groupEpoch: targetEpoch } = group;
  if (group.targetEpoch >= targetEpoch || context.world.now < shareTargetDueAt(state, group)) return;
  const target = dealOutShared(state, group);
  context.emit({ of: 'log', lane, kind: 'share-target-computed', group: id, targetEpoch, target });
}
