// Who is to have what in a consumer group: which assignor computes it, and when it may. Kafka: TargetAssignmentBuilder,
// GroupMetadataManager.maybeUpdateTargetAssignment.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import { logOf } from '../../reading.ts';
import type { LogState } from '../../state.ts';
import type { Assignment } from '../assignor/assignor.ts';
import { consumerGroup } from '../kinds.ts';
import { settingsOf } from './settings.ts';
import type { ConsumerGroup } from './state.ts';
import { subscribedTopics } from './subscription.ts';

/**
 * The assignor that most members ask for, else the broker's first. Of two that are asked for equally often it is the one that a
 * member brings up with the heartbeat being answered, else `uniform`: so their hashes fall.
 * Kafka: ConsumerGroup.computePreferredServerAssignor.
 */
export function assignorOf(
  state: Immutable<LogState>,
  { members }: Immutable<ConsumerGroup>,
  heard: ConsumerId | null,
): string {
  const votes = new Map<string, number>();
  for (const { assignor } of members)
    if (assignor !== null) votes.set(assignor, (votes.get(assignor) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const [first, second] = [...votes.keys()].filter((name) => votes.get(name) === most);
  if (first === undefined) return state.settings['group.consumer.assignors'][0]!;
  if (second === undefined) return first;
  const asked = members.find(({ consumer }) => consumer === heard)?.assignor;
  return asked && most === 1 ? asked : 'uniform';
}

/** When the target may be computed next: at once if it never was. */
export function targetDueAt(state: Immutable<LogState>, group: Immutable<ConsumerGroup>): Instant {
  const { assignmentIntervalMs } = settingsOf(state, group.id);
  return group.targetAt === null ? 0 : group.targetAt + assignmentIntervalMs;
}

/** With a member's heartbeat: lets the assignor run if the group epoch is ahead, unless it ran a moment ago. */
export function followGroupEpoch(context: Context, lane: LaneId, id: GroupId, heard: ConsumerId): void {
  const state = logOf(context.world, lane);
  const group = consumerGroup(state, id)!;
  if (group.targetEpoch >= group.groupEpoch || context.world.now < targetDueAt(state, group)) return;
  const assignor = assignorOf(state, group, heard);
  const subscribers = group.members.map((member) => ({
    id: member.consumer,
    instanceId: member.instanceId,
    topics: subscribedTopics(group, member),
    owned: member.target,
    generation: group.targetEpoch,
  }));
  const target = context.ask({
    of: 'log',
    lane,
    kind: 'deal-out',
    assignor,
    topics: state.topics,
    members: subscribers,
  }) as Assignment;
  const { groupEpoch: targetEpoch } = group;
  context.emit({ of: 'log', lane, kind: 'target-computed', group: id, targetEpoch, assignor, target });
}
