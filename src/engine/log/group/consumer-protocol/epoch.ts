// The epoch of a consumer group: it grows whenever members come or go, subscribe to something else, or find other topics and
// partitions than before. The target has to follow it.

import type { Context } from '../../../broker.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import { logOf } from '../../reading.ts';
import type { LogState } from '../../state.ts';
import { planOffsetsCheck } from '../expiry.ts';
import { consumerGroup } from '../kinds.ts';
import type { ConsumerGroupFact } from './fact.ts';
import type { ConsumerGroup } from './state.ts';
import { subscribedTopics } from './subscription.ts';

/** A topic as a group sees it: its id and how many partitions it has; undefined if there is none. */
const signatureOf = ({ topics }: Immutable<LogState>, name: string): string | undefined =>
  topics[name] && `${topics[name].id}:${topics[name].partitions.length}`;

/** The topics that any member subscribes to. */
function topicNames(group: Immutable<ConsumerGroup>): ReadonlySet<string> {
  const names = new Set<string>();
  // asked with every heartbeat, so no lists are made on the way
  for (const member of group.members) for (const name of subscribedTopics(group, member)) names.add(name);
  return names;
}

/**
 * Whether a topic that the group reads came or went since its epoch last grew, or has other partitions.
 * Kafka: the metadata hash, ModernGroup.computeMetadataHash.
 *
 * Simplified: members of the consumer protocol keep what they have of a topic that was deleted and created again between two heartbeats.
 */
export function topicsChanged(state: Immutable<LogState>, group: Immutable<ConsumerGroup>): boolean {
  for (const name of topicNames(group)) if (signatureOf(state, name) !== group.topicsSeen[name]) return true;
  return false;
}

export function topicsOf(
  state: Immutable<LogState>,
  group: Immutable<ConsumerGroup>,
): Record<string, string> {
  const seen: Record<string, string> = {};
  for (const name of topicNames(group)) {
    const signature = signatureOf(state, name);
    if (signature !== undefined) seen[name] = signature;
  }
  return seen;
}

type Reason = Extract<ConsumerGroupFact, { kind: 'group-epoch-bumped' }>['because'];

/** One epoch on; with nobody left, the group is empty. What nobody reads any more is forgotten some day. */
export function bumpEpoch(context: Context, lane: LaneId, id: GroupId, because: Reason): void {
  const state = logOf(context.world, lane);
  const group = consumerGroup(state, id)!;
  const groupEpoch = group.groupEpoch + 1;
  if (group.members.length === 0) {
    context.emit({ of: 'log', lane, kind: 'group-vacated', group: id, groupEpoch });
  } else {
    const topicsSeen = topicsOf(state, group);
    context.emit({ of: 'log', lane, kind: 'group-epoch-bumped', group: id, groupEpoch, topicsSeen, because });
  }
  planOffsetsCheck(context, lane, id);
}
