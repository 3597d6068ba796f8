// Who gets which partitions in a generation: computed by the group's leader, from what its members subscribed to.

import type { ConsumerId, Immutable } from '../../../vocabulary.ts';
import type { LogState } from '../../state.ts';
import type { PartitionId } from '../../storage/state.ts';

interface Subscriber {
  readonly consumer: ConsumerId;
  readonly subscription: readonly string[];
}

/** Kafka orders members by member id, which is the client id, a hyphen and a random UUID: by code units. */
const byMemberId = (a: Subscriber, b: Subscriber): number => {
  const [left, right] = [`${a.consumer}-`, `${b.consumer}-`];
  return left < right ? -1 : left > right ? 1 : 0;
};

/**
 * Per topic, consecutive partitions to the members in the order of their ids, one more each to the first ones where it does not
 * come out even. Topics that do not exist are passed over. Kafka: RangeAssignor.
 */
export function assignByRange(
  topics: Immutable<LogState['topics']>,
  members: readonly Subscriber[],
): Record<ConsumerId, PartitionId[]> {
  const assignment: Record<ConsumerId, PartitionId[]> = {};
  for (const { consumer } of members) assignment[consumer] = [];
  const sorted = [...members].sort(byMemberId);
  for (const topic of [...new Set(members.flatMap(({ subscription }) => subscription))].sort()) {
    const partitions = topics[topic]?.partitions ?? [];
    const subscribers = sorted.filter(({ subscription }) => subscription.includes(topic));
    const share = Math.floor(partitions.length / subscribers.length);
    const extra = partitions.length % subscribers.length;
    subscribers.forEach(({ consumer }, n) => {
      const begin = share * n + Math.min(n, extra);
      assignment[consumer]!.push(...partitions.slice(begin, begin + share + (n < extra ? 1 : 0)));
    });
  }
  return assignment;
}
