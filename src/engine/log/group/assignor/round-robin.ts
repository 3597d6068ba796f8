// Round robin: all partitions of all topics are dealt out one by one.

import { assignmentOf, type Assignor, type Owners, staticFirst, wantedTopics } from './assignor.ts';

/**
 * Partitions by topic and number, each to the next member in the circle that wants its topic; the circle goes on from topic to topic.
 * Kafka: RoundRobinAssignor.
 */
export const assignRoundRobin: Assignor = (topics, members) => {
  const circle = [...members].sort(staticFirst);
  const owners: Owners = new Map();
  let next = 0;
  for (const topic of wantedTopics(topics, members))
    for (const partition of topics[topic]!.partitions) {
      while (!circle[next]!.topics.includes(topic)) next = (next + 1) % circle.length;
      owners.set(partition, circle[next]!.id);
      next = (next + 1) % circle.length;
    }
  return assignmentOf(topics, members, owners);
};
