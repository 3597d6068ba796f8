// Sticky where members want different topics: what is owned stays, what is free goes to whoever has least, and then partitions move
// away from those who have two or more too many, to where they were before if that helps. Kafka:
// AbstractStickyAssignor.GeneralAssignmentBuilder.

import type { PartitionId } from '../../storage/state.ts';
import { byText, type Owners, type Subscriber, type Topics } from './assignor.ts';
import { Movements } from './movements.ts';
import { Ranking } from './ranking.ts';

/** The work as far as it is done. */
interface Work {
  readonly topics: Topics;
  readonly topicOf: ReadonlyMap<PartitionId, string>;
  /** The topics that each member wants, those that exist. */
  readonly wants: ReadonlyMap<string, ReadonlySet<string>>;
  /** Topics that two or more want: only their partitions can move. */
  readonly shared: ReadonlySet<string>;
  /** Who had a partition in an earlier generation than the last. */
  readonly earlier: ReadonlyMap<PartitionId, string>;
  readonly owners: Owners;
  /** Members that may still give or get something. */
  readonly ranking: Ranking;
  readonly movements: Movements;
}

/**
 * @param wanted the topics that exist and that somebody wants
 * @param owned per member, what counts as its own
 */
export function assignGenerally(
  topics: Topics,
  members: readonly Subscriber[],
  wanted: readonly string[],
  owned: ReadonlyMap<string, readonly PartitionId[]>,
): Owners {
  const wants = new Map(
    members.map((member) => [member.id, new Set(member.topics.filter((topic) => topics[topic]))]),
  );
  const readers = (topic: string): number => members.filter(({ id }) => wants.get(id)!.has(topic)).length;
  const count = new Map(wanted.map((topic) => [topic, readers(topic)]));
  const inOrder = [...wanted].sort((a, b) => count.get(a)! - count.get(b)! || byText(a, b));
  const all = inOrder.flatMap((topic) => topics[topic]!.partitions);
  const topicOf = new Map(
    inOrder.flatMap((topic) => topics[topic]!.partitions.map((partition) => [partition, topic] as const)),
  );
  const owners: Owners = new Map();
  let gaveUp = false;
  for (const [id, partitions] of owned)
    for (const partition of partitions)
      if (wants.get(id)!.has(topicOf.get(partition)!)) owners.set(partition, id);
      else gaveUp = true;
  const work: Work = {
    topics,
    topicOf,
    wants,
    shared: new Set(wanted.filter((topic) => count.get(topic)! > 1)),
    earlier: earlierOwners(members),
    owners: new Map(owners),
    ranking: new Ranking(loads(members, owners)),
    movements: new Movements(),
  };
  const free = all.filter((partition) => !owners.has(partition));
  for (const partition of free) {
    const receiver = leastLoaded(work, topicOf.get(partition)!);
    work.owners.set(partition, receiver);
    work.ranking.change(receiver, 1);
  }
  return balance(work, all, gaveUp ? [] : free, owners.size === 0);
}

function loads(members: readonly Subscriber[], owners: Owners): Map<string, number> {
  const load = new Map(members.map(({ id }) => [id, 0]));
  for (const id of owners.values()) load.set(id, load.get(id)! + 1);
  return load;
}

/** Of those who claim a partition by an older generation than the youngest, the one with the younger. */
function earlierOwners(members: readonly Subscriber[]): Map<PartitionId, string> {
  const last = Math.max(...members.map(({ generation }) => generation));
  const older = members.filter(({ generation }) => generation < last);
  const earlier = new Map<PartitionId, string>();
  for (const { id, owned } of older.sort((a, b) => a.generation - b.generation))
    for (const partition of owned) earlier.set(partition, id);
  return earlier;
}

const leastLoaded = ({ ranking, wants }: Work, topic: string): string =>
  ranking.members.find((id) => wants.get(id)!.has(topic))!;

/**
 * Evens things out: with what was free first, then with everything. If something was owned before and it did not get more even,
 * nothing moves.
 */
function balance(
  work: Work,
  all: readonly PartitionId[],
  free: readonly PartitionId[],
  fresh: boolean,
): Owners {
  const { ranking, shared, topicOf } = work;
  for (const id of [...ranking.members]) if (!mayChange(work, id)) ranking.remove(id);
  const before = new Map(work.owners);
  const unevenness = ranking.unevenness();
  const canMove = (partition: PartitionId): boolean => shared.has(topicOf.get(partition)!);
  move(work, free.filter(canMove));
  const moved = move(work, all.filter(canMove));
  return !fresh && moved && ranking.unevenness() >= unevenness ? before : work.owners;
}

/** It lacks something that it wants, or has something that somebody else wants too. */
const mayChange = (work: Work, id: string): boolean =>
  work.ranking.loadOf(id) < capacity(work, id) ||
  [...work.wants.get(id)!].some((topic) => work.shared.has(topic));

function capacity({ topics, wants }: Work, id: string): number {
  let partitions = 0;
  for (const topic of wants.get(id)!) partitions += topics[topic]!.partitions.length;
  return partitions;
}

/** Goes through these partitions as long as that moves any. Whether it did. */
function move(work: Work, partitions: readonly PartitionId[]): boolean {
  let moved = false;
  let balanced = partitions.length === 0 || isBalanced(work);
  for (let again = !balanced; again;) {
    again = false;
    for (const partition of partitions) {
      const receiver = balanced ? undefined : betterOwner(work, partition);
      if (receiver === undefined) continue;
      reassign(work, partition, receiver);
      moved = again = true;
      balanced = isBalanced(work);
    }
  }
  return moved;
}

/** Nobody has two more than somebody who could have one of them. */
function isBalanced(work: Work): boolean {
  const { ranking, owners, topicOf, shared, wants } = work;
  const { members } = ranking;
  if (ranking.loadOf(members[0]!) >= ranking.loadOf(members.at(-1)!) - 1) return true;
  const most = new Map<string, number>();
  for (const [partition, owner] of owners) {
    const topic = topicOf.get(partition)!;
    if (shared.has(topic)) most.set(topic, Math.max(most.get(topic) ?? 0, ranking.loadOf(owner)));
  }
  return members.every((id) => {
    const load = ranking.loadOf(id);
    if (load === capacity(work, id)) return true;
    return ![...wants.get(id)!].some((topic) => (most.get(topic) ?? 0) > load + 1);
  });
}

/** Who should rather have this partition: who had it before, or whoever has least. */
function betterOwner(work: Work, partition: PartitionId): string | undefined {
  const { ranking, topicOf, wants, earlier } = work;
  const topic = topicOf.get(partition)!;
  const load = ranking.loadOf(work.owners.get(partition)!);
  const former = earlier.get(partition);
  if (former !== undefined && wants.get(former)!.has(topic) && load > ranking.loadOf(former) + 1)
    return former;
  const least = leastLoaded(work, topic);
  return load > ranking.loadOf(least) + 1 ? least : undefined;
}

function reassign({ movements, owners, ranking, topicOf }: Work, wished: PartitionId, to: string): void {
  const topic = topicOf.get(wished)!;
  const partition = movements.insteadOf(wished, { topic, from: owners.get(wished)!, to });
  const from = owners.get(partition)!;
  movements.note(partition, { topic, from, to });
  owners.set(partition, to);
  ranking.change(from, -1);
  ranking.change(to, 1);
}
