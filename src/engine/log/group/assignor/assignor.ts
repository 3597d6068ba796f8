// What all assignors have in common: what they are told of topics and members, and what they answer. Each one is a pure function in
// a file of its own; those of the classic protocol run in the leader's client, those of the consumer protocol in the coordinator.
//
// Simplified: where Kafka goes by a hash order (which of several over-full members gives a partition up, which of several topics comes
// first), members and topics come in the order of their names.

import type { PartitionId } from '../../storage/state.ts';

/** The topics that exist, with their partitions in the order of their numbers. */
export type Topics = Readonly<Record<string, { readonly partitions: readonly PartitionId[] }>>;

/** A member as an assignor sees it. */
export interface Subscriber {
  /** The member id: it decides the order of members. */
  readonly id: string;
  /** `group.instance.id` of a static member, else null. */
  readonly instanceId: string | null;
  readonly topics: readonly string[];
  /** What it says that it owns: only sticky assignors ask. */
  readonly owned: readonly PartitionId[];
  /** The generation in which it was given that; -1 if it never was. */
  readonly generation: number;
}

/** Every member's partitions, by topic and number; also of those that get none. */
export type Assignment = Record<string, PartitionId[]>;

export type Assignor = (topics: Topics, members: readonly Subscriber[]) => Assignment;

/** Who owns what, as assignors work it out. */
export type Owners = Map<PartitionId, string>;

/** By code units, as Java compares strings. */
export const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

export const byId = (left: Subscriber, right: Subscriber): number => byText(left.id, right.id);

/** Static members by their instance ids, then the others by their member ids. Kafka: AbstractPartitionAssignor.MemberInfo. */
export function staticFirst(left: Subscriber, right: Subscriber): number {
  if (left.instanceId !== null && right.instanceId !== null) return byText(left.instanceId, right.instanceId);
  if (left.instanceId !== null) return -1;
  return right.instanceId !== null ? 1 : byId(left, right);
}

/** The topics that exist and that somebody wants, by name. */
export const wantedTopics = (topics: Topics, members: readonly Subscriber[]): string[] =>
  [...new Set(members.flatMap((member) => member.topics))].filter((topic) => topics[topic]).sort(byText);

/** Whether all members want the same topics, whether these exist or not. */
export function wantTheSame([first, ...others]: readonly Subscriber[]): boolean {
  const topics = new Set(first?.topics);
  return others.every((other) => {
    const own = new Set(other.topics);
    return own.size === topics.size && other.topics.every((topic) => topics.has(topic));
  });
}

/** The same as lists: each member's partitions by topic and number. */
export function assignmentOf(
  topics: Topics,
  members: readonly Subscriber[],
  owners: ReadonlyMap<PartitionId, string>,
): Assignment {
  const assignment: Assignment = {};
  for (const { id } of members) assignment[id] = [];
  for (const topic of wantedTopics(topics, members))
    for (const partition of topics[topic]!.partitions) {
      const owner = owners.get(partition);
      if (owner !== undefined) assignment[owner]!.push(partition);
    }
  return assignment;
}
