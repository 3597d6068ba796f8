// The assignors that consumers of a classic group can be given (partition.assignment.strategy), how a group agrees on one, and which
// of two ways to rebalance a client's list allows.

export type AssignorName = 'range' | 'roundrobin' | 'sticky' | 'cooperative-sticky';

interface ClientAssignor {
  /** The class behind it, without its package. */
  readonly className: string;
  /** Whether its members may keep what they have while they join. */
  readonly cooperative: boolean;
}

/** Kafka: ConsumerPartitionAssignor.name, supportedProtocols. */
export const ASSIGNORS: Readonly<Record<AssignorName, ClientAssignor>> = {
  range: { className: 'RangeAssignor', cooperative: false },
  roundrobin: { className: 'RoundRobinAssignor', cooperative: false },
  sticky: { className: 'StickyAssignor', cooperative: false },
  'cooperative-sticky': {
    className: 'CooperativeStickyAssignor',
    cooperative: true,
  },
};

/**
 * Whether a client with these assignors keeps its partitions while it joins: only if all of them allow that.
 * Kafka: ConsumerCoordinator's protocol.
 */
export const isCooperative = (names: readonly AssignorName[]): boolean =>
  names.every((name) => ASSIGNORS[name].cooperative);

interface Voter {
  readonly protocols: readonly AssignorName[];
}

/** Whether somebody with these assignors could work with all of them. Kafka: ClassicGroup.supportsProtocols. */
export const haveCommonProtocol = (members: readonly Voter[], names: readonly AssignorName[]): boolean =>
  names.some((name) => members.every(({ protocols }) => protocols.includes(name)));

/**
 * The assignor of the next generation: of those that all members know, the one that most like best.
 * Kafka: ClassicGroup.selectProtocol.
 */
export function elect(members: readonly Voter[]): AssignorName {
  const votes = new Map<AssignorName, number>();
  for (const { protocols } of members) {
    const choice = protocols.find((name) => members.every((other) => other.protocols.includes(name)))!;
    votes.set(choice, (votes.get(choice) ?? 0) + 1);
  }
  return [...votes].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
