// Range: every topic is cut into consecutive pieces, one per member. The default of classic groups.

import { type Assignor, type Assignment, staticFirst, wantedTopics } from './assignor.ts';

/**
 * Per topic, consecutive partitions to those that want it, in their order, one more each to the first ones where it does not come
 * out even. So equal numbers of equally large topics meet at one member, and the first ones carry every topic's remainder.
 * Kafka: RangeAssignor of the clients, and the coordinator's of the same name.
 */
export const assignByRange: Assignor = (topics, members) => {
  const assignment: Assignment = {};
  for (const { id } of members) assignment[id] = [];
  const sorted = [...members].sort(staticFirst);
  for (const topic of wantedTopics(topics, members)) {
    const { partitions } = topics[topic]!;
    const subscribers = sorted.filter((member) => member.topics.includes(topic));
    const share = Math.floor(partitions.length / subscribers.length);
    const extra = partitions.length % subscribers.length;
    subscribers.forEach(({ id }, n) => {
      const begin = share * n + Math.min(n, extra);
      assignment[id]!.push(...partitions.slice(begin, begin + share + (n < extra ? 1 : 0)));
    });
  }
  return assignment;
};
