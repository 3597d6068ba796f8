// Which partitions an assignor has moved so far, from whom to whom: so that of two partitions of one topic none goes one way while
// the other comes back. Kafka: AbstractStickyAssignor.PartitionMovements.

import type { PartitionId } from '../../storage/state.ts';

interface Movement {
  readonly topic: string;
  readonly from: string;
  readonly to: string;
}

export class Movements {
  readonly #moved = new Map<PartitionId, Movement>();

  /** Notes that a partition moves. A partition that comes back to where it was has not moved. */
  note(partition: PartitionId, { topic, from, to }: Movement): void {
    const origin = this.#moved.get(partition)?.from ?? from;
    this.#moved.delete(partition);
    if (origin !== to) this.#moved.set(partition, { topic, from: origin, to });
  }

  /** The partition to move instead: one of the same topic that has moved the opposite way, if there is one; it goes back. */
  insteadOf(partition: PartitionId, { topic, from, to }: Movement): PartitionId {
    const origin = this.#moved.get(partition)?.from ?? from;
    for (const [other, movement] of this.#moved)
      if (movement.topic === topic && movement.from === to && movement.to === origin) return other;
    return partition;
  }
}
