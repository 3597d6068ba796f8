// The epoch of a consumer group: it grows whenever members come or go, subscribe to something else, or find other topics and
// partitions than before. The target has to follow it.

import type { Context } from '../../../broker.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import { logOf } from '../../reading.ts';
import type { LogState } from '../../state.ts';
import { consumerGroup } from '../kinds.ts';
import type { ConsumerGroupFact } from './fact.ts';
import type { ConsumerGroup } from './state.ts';
import { subscribedTopics } from './subscription.ts';

/**
 * The topics that a group reads as they are now: which there are, and how many partitions each has.
 * Kafka: the metadata hash, ModernGroup.computeMetadataHash.
 */
export function topicsOf({ topics }: Immutable<LogState>, group: Immutable<ConsumerGroup>): string {
  const names = new Set(group.members.flatMap((member) => subscribedTopics(group, member)));
  return [...names]
    .filter((name) => topics[name])
    .sort()
    .map((name) => `${name}#${topics[name]!.id}:${topics[name]!.partitions.length}`)
    .join(' ');
}

type Reason = Extract<ConsumerGroupFact, { kind: 'group-epoch-bumped' }>['because'];

/** One epoch on; with nobody left, the group is empty. */
export function bumpEpoch(context: Context, lane: LaneId, id: GroupId, because: Reason): void {
  const state = logOf(context.world, lane);
  const group = consumerGroup(state, id)!;
  const groupEpoch = group.groupEpoch + 1;
  if (group.members.length === 0) {
    context.emit({ of: 'log', lane, kind: 'group-vacated', group: id, groupEpoch });
    return;
  }
  const topicsSeen = topicsOf(state, group);
  context.emit({ of: 'log', lane, kind: 'group-epoch-bumped', group: id, groupEpoch, topicsSeen, because });
}
