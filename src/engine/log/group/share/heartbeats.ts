// The heartbeats of the members of a share group. Only those are planned that tell something, or are told something, so that a group at
// rest leaves the agenda empty. Kafka: AbstractHeartbeatRequestManager, ShareMembershipManager.

import type { Context } from '../../../broker.ts';
import { isRefusal, type Refusal } from '../../../command.ts';
import type { GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { nextOn } from '../../grid.ts';
import { logOf } from '../../reading.ts';
import { sameSet } from '../../set.ts';
import type { LogState } from '../../state.ts';
import { shareGroup } from '../kinds.ts';
import type { ShareConsumer } from './client-state.ts';
import { answerShareHeartbeat, shareTargetDueAt } from './coordinator.ts';
import { shareTopicsChanged } from './epoch.ts';
import { shareSettingsOf } from './settings.ts';
import type { ShareGroup, ShareMember } from './state.ts';

type Consumer = Immutable<ShareConsumer>;

/** Asks to join. */
export const joinShare = (context: Context, lane: LaneId, consumer: Consumer): void =>
  heartbeat(context, lane, consumer, true);

/**
 * A heartbeat goes out now and is answered. What it is told to have the client takes at once, and says so with another heartbeat, at once.
 */
function heartbeat(context: Context, lane: LaneId, consumer: Consumer, joins: boolean): void {
  const { id, group, subscription, assignment } = consumer;
  const answer = answerShareHeartbeat(context, lane, consumer, joins);
  if (isRefusal(answer)) return hearRefusal(context, lane, consumer, answer);
  const { memberEpoch, heartbeatIntervalMs } = answer;
  const isNew = answer.assignment !== null && (joins || !sameSet(answer.assignment, assignment));
  context.emit({
    of: 'log',
    lane,
    kind: 'share-heartbeat-answered',
    group,
    consumer: id,
    memberEpoch,
    told: isNew ? answer.assignment : null,
    said: subscription,
    heartbeatIntervalMs,
  });
  if (isNew) heartbeat(context, lane, consumer, false);
  else planShareHeartbeats(context, lane, group);
}

/** A member that hears that it is none any more joins anew; any other refusal is for good. */
function hearRefusal(context: Context, lane: LaneId, consumer: Consumer, failure: Refusal): void {
  const { id } = consumer;
  if (failure.error !== 'UnknownMemberIdException') {
    context.emit({ of: 'log', lane, kind: 'share-membership-failed', consumer: id, failure });
    return;
  }
  context.emit({ of: 'log', lane, kind: 'share-membership-ended', consumer: id, because: 'dropped' });
  heartbeat(context, lane, consumer, true);
}

/** The heartbeat that was planned, unless another one went out meanwhile, or the process is gone. */
export function sendShareHeartbeat(
  context: Context,
  { lane, consumer: name }: LogCommandOf<'send-share-heartbeat'>,
): void {
  const consumer = logOf(context.world, lane).shareConsumers[name]!;
  if (consumer.open && consumer.nextHeartbeatAt === context.world.now)
    heartbeat(context, lane, consumer, false);
}

/** Plans the next heartbeat of each member that it will tell something, or that has something to say with it. */
export function planShareHeartbeats(context: Context, lane: LaneId, id: GroupId): void {
  const state = logOf(context.world, lane);
  const group = shareGroup(state, id);
  if (!group) return;
  const groupDueAt = dueForAll(state, group);
  for (const member of group.members) {
    const consumer = state.shareConsumers[member.consumer]!;
    if (!consumer.open || consumer.state !== 'Joined' || consumer.group !== id) continue;
    const dueAt = isDue(state, group, member, consumer) ? 0 : groupDueAt;
    if (dueAt !== null) planNext(context, lane, consumer, dueAt);
  }
}

/** From when on any member's heartbeat would change the group; null if none would. */
function dueForAll(state: Immutable<LogState>, group: Immutable<ShareGroup>): Instant | null {
  if (shareTopicsChanged(state, group)) return 0;
  return group.targetEpoch < group.groupEpoch ? shareTargetDueAt(state, group) : null;
}

/** Whether this member's heartbeat would say or bring something. */
const isDue = (
  state: Immutable<LogState>,
  { id, targetEpoch }: Immutable<ShareGroup>,
  { memberEpoch }: Immutable<ShareMember>,
  { said, subscription, heartbeatIntervalMs }: Consumer,
): boolean =>
  memberEpoch !== targetEpoch ||
  !sameSet(said, subscription) ||
  heartbeatIntervalMs !== shareSettingsOf(state, id).heartbeatIntervalMs;

/** Plans the first heartbeat from `dueAt` on, or any later than now, unless an earlier one is planned. */
function planNext(
  context: Context,
  lane: LaneId,
  { id: consumer, group, heartbeatAt: from, heartbeatIntervalMs, nextHeartbeatAt }: Consumer,
  dueAt: Instant,
): void {
  const heartbeatAt = nextOn(from, heartbeatIntervalMs, Math.max(context.world.now, dueAt - 1));
  if (nextHeartbeatAt !== null && nextHeartbeatAt <= heartbeatAt) return;
  context.emit({ of: 'log', lane, kind: 'share-heartbeat-planned', group, consumer, heartbeatAt });
}
