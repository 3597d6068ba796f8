// Sticky: as even as can be, and with as few moves as that takes. Where the eager assignor hands a partition over at once, the
// cooperative one leaves it to nobody until its owner has given it up. Kafka: AbstractStickyAssignor.

import type { PartitionId } from '../../storage/state.ts';
import {
  assignmentOf,
  type Assignor,
  byId,
  type Owners,
  type Subscriber,
  type Topics,
  wantedTopics,
  wantTheSame,
} from './assignor.ts';
import { assignConstrained } from './sticky-constrained.ts';
import { assignGenerally } from './sticky-general.ts';

/** Kafka: StickyAssignor. */
export const assignSticky: Assignor = (topics, members) =>
  assignmentOf(topics, members, ownersOf(topics, members).owners);

/** Kafka: CooperativeStickyAssignor. */
export const assignCooperativeSticky: Assignor = (topics, members) => {
  const { owners, changing } = ownersOf(topics, members);
  for (const partition of changing) owners.delete(partition);
  return assignmentOf(topics, members, owners);
};

/** Who gets what, and which partitions change hands between members of the group. */
interface Outcome {
  readonly owners: Owners;
  readonly changing: readonly PartitionId[];
}

function ownersOf(topics: Topics, members: readonly Subscriber[]): Outcome {
  const wanted = wantedTopics(topics, members);
  const partitions = wanted.flatMap((topic) => topics[topic]!.partitions);
  const { owned, contested } = weigh(byNumber(topics, wanted), members);
  if (!wantTheSame(members)) {
    const owners = assignGenerally(topics, members, wanted, owned);
    const claimed = new Set(members.flatMap(({ owned }) => owned));
    const kept = new Set(
      members.flatMap(({ id, owned }) => owned.filter((partition) => owners.get(partition) === id)),
    );
    const changes = (partition: PartitionId): boolean => claimed.has(partition) && !kept.has(partition);
    return { owners, changing: partitions.filter(changes) };
  }
  const owners = assignConstrained(partitions, members, owned);
  const former = new Map([...owned].flatMap(([id, own]) => own.map((partition) => [partition, id])));
  const changes = (partition: PartitionId): boolean => {
    const owner = former.get(partition);
    return contested.has(partition) || (owner !== undefined && owner !== owners.get(partition));
  };
  return { owners, changing: partitions.filter(changes) };
}

/** Partitions by number, then by topic: who has to give something up keeps the low numbers of all topics. */
function byNumber(topics: Topics, wanted: readonly string[]): PartitionId[] {
  const most = Math.max(0, ...wanted.map((topic) => topics[topic]!.partitions.length));
  return Array.from({ length: most }, (_, number) =>
    wanted.flatMap((topic) => topics[topic]!.partitions[number] ?? []),
  ).flat();
}

interface Claims {
  /** Per member, the partitions that count as its own, in the order given. */
  readonly owned: ReadonlyMap<string, readonly PartitionId[]>;
  /** Claimed twice by one generation: nobody's. */
  readonly contested: ReadonlySet<PartitionId>;
}

/** Of two claims on one partition that of the younger generation counts; of one generation neither. */
function weigh(partitions: readonly PartitionId[], members: readonly Subscriber[]): Claims {
  const claimants = new Map<PartitionId, Subscriber>();
  const contested = new Set<PartitionId>();
  for (const member of [...members].sort(byId))
    for (const partition of member.owned) {
      const other = claimants.get(partition);
      if (other && other.generation === member.generation) contested.add(partition);
      if (!other || other.generation < member.generation) claimants.set(partition, member);
    }
  const owned = new Map<string, PartitionId[]>(members.map(({ id }) => [id, []]));
  for (const partition of partitions) {
    const claimant = claimants.get(partition);
    if (claimant && !contested.has(partition)) owned.get(claimant.id)!.push(partition);
  }
  return { owned, contested };
}
