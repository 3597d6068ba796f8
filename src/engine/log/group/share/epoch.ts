// The epoch of a share group: it grows whenever members come or go, subscribe to something else, or find other topics and partitions than
// before, and when state was set up for partitions. The target has to follow it.

import type { Context } from '../../../broker.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import { logOf } from '../../reading.ts';
import type { LogState } from '../../state.ts';
import type { PartitionId } from '../../storage/state.ts';
import { shareGroup } from '../kinds.ts';
import type { ShareGroup } from './state.ts';

type Group = Immutable<ShareGroup>;

/** The topics that any member subscribes to. */
const topicNames = ({ members }: Group): ReadonlySet<string> =>
  new Set(members.flatMap(({ subscription }) => subscription));

/** Those topics as they are now: which there are, and their partitions. */
function topicsOf({ topics }: Immutable<LogState>, group: Group): Record<string, string> {
  const seen: Record<string, string> = {};
  for (const name of topicNames(group)) {
    const topic = topics[name];
    if (topic) seen[name] = `${topic.id}:${topic.partitions.length}`;
  }
  return seen;
}

/** Whether a topic that the group reads came or went since its epoch last grew, or has other partitions. */
export function shareTopicsChanged(state: Immutable<LogState>, group: Group): boolean {
  const now = topicsOf(state, group);
  const names = Object.keys(now);
  return (
    names.length !== Object.keys(group.topicsSeen).length ||
    names.some((name) => now[name] !== group.topicsSeen[name])
  );
}

/** One epoch on. */
export function bumpShareEpoch(context: Context, lane: LaneId, id: GroupId): void {
  const state = logOf(context.world, lane);
  const group = shareGroup(state, id)!;
  const groupEpoch = group.groupEpoch + 1;
  const topicsSeen = topicsOf(state, group);
  context.emit({ of: 'log', lane, kind: 'share-epoch-bumped', group: id, groupEpoch, topicsSeen });
}

/** Partitions that members want and for which no state has been set up. */
const missing = ({ topics }: Immutable<LogState>, group: Group): PartitionId[] =>
  [...topicNames(group)]
    .flatMap((name) => topics[name]?.partitions ?? [])
    .filter((id) => !group.partitions[id]);

/** After a heartbeat: sets up state for what members want, so that it can be dealt out. Kafka: maybeCreateInitializeShareGroupStateRequest. */
export function setUpPartitions(context: Context, lane: LaneId, id: GroupId): void {
  const state = logOf(context.world, lane);
  const group = shareGroup(state, id)!;
  const partitions = missing(state, group);
  if (partitions.length === 0) return;
  const groupEpoch = group.groupEpoch + 1;
  context.emit({ of: 'log', lane, kind: 'share-partitions-set-up', group: id, partitions, groupEpoch });
}
