// What the leader of a classic group does in its own client: it computes everybody's assignment with the assignor that the group
// agreed on, and watches the topics of all. Kafka: ConsumerCoordinator.onLeaderElected, rejoinNeededOrPending.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { logOf } from '../../reading.ts';
import type { LogState } from '../../state.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { Assignment, Subscriber } from '../assignor/assignor.ts';
import { classicGroup } from '../kinds.ts';
import type { AssignorName } from './protocols.ts';
import type { ClassicGroup, ClassicMember } from './state.ts';

type Reading = Immutable<ClassicGroup>;

/**
 * Partitions per member, and the topics by which they were dealt out.
 *
 * Simplified: a leader assigns topics as they are at that instant, not as its last look at them showed them.
 */
export function assignAll(
  context: Context,
  lane: LaneId,
  { topics }: Immutable<LogState>,
  group: Reading,
): { assignment: Record<ConsumerId, PartitionId[]>; topicsSeen: Record<string, number> } {
  const protocol = group.protocol!;
  const members = group.members.map((member) => subscriberOf(member, protocol));
  const dealOut = { of: 'log', lane, kind: 'deal-out', assignor: protocol, topics, members } as const;
  const shares = context.ask(dealOut) as Assignment;
  const assignment = Object.fromEntries(group.members.map(({ id, consumer }) => [consumer, shares[id]!]));
  return { assignment, topicsSeen: topicsNow(topics, group) };
}

/** The sticky assignor claims what it remembers, the others what the client said that it still has. */
function subscriberOf(member: Immutable<ClassicMember>, protocol: AssignorName): Subscriber {
  const { id, instanceId, subscription, claims } = member;
  const { remembered } = claims;
  const { owned, generation } =
    protocol === 'sticky'
      ? { owned: remembered?.partitions ?? [], generation: remembered?.generation ?? -1 }
      : claims;
  return { id, instanceId, topics: subscription, owned, generation };
}

/** Those topics that members want and that exist, with their numbers of partitions. */
function topicsNow(topics: Immutable<LogState['topics']>, { members }: Reading): Record<string, number> {
  const wanted = members.flatMap(({ subscription }) => subscription).filter((topic) => topics[topic]);
  return Object.fromEntries(wanted.map((topic) => [topic, topics[topic]!.partitions.length]));
}

/** The client watches the topic: its consumer subscribes to it, or leads a group of which a member does. */
export function watches(
  { groups }: Immutable<LogState>,
  { id, group, subscription, classic }: Immutable<Consumer>,
  topic: string,
): boolean {
  if (subscription.includes(topic)) return true;
  const own = classic && groups[group!];
  return (
    own?.type === 'classic' &&
    own.leader === id &&
    own.members.some((member) => member.subscription.includes(topic))
  );
}

/** A consumer looked at its topics: if it leads its group and they are not as when it assigned them, it has to join again. */
export function followTopics(context: Context, lane: LaneId, consumer: ConsumerId): void {
  const state = logOf(context.world, lane);
  const { group: id, open, classic } = state.consumers[consumer]!;
  const group = id === null ? undefined : classicGroup(state, id);
  if (!open || group?.leader !== consumer || classic?.state !== 'Stable' || classic.rejoin) return;
  const now = topicsNow(state.topics, group);
  const seen = group.topicsSeen;
  const same =
    Object.keys(now).length === Object.keys(seen).length &&
    Object.keys(now).every((topic) => now[topic] === seen[topic]);
  if (!same)
    context.emit({ of: 'log', lane, kind: 'rejoin-needed', group: group.id, consumer, because: 'metadata' });
}
