// Uniform, the default of the consumer protocol: everybody gets the same share, and what it has already counts first.

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
import { assignUnevenly } from './uniform-mixed.ts';

/** Kafka: the coordinator's UniformAssignor. */
export const assignUniformly: Assignor = (topics, members) => {
  const assign = wantTheSame(members) ? assignEvenly : assignUnevenly;
  return assignmentOf(topics, members, assign(topics, members, wantedTopics(topics, members)));
};

/**
 * Members that want the same topics, in the order of their ids: each keeps what it has up to its quota, then those that are short
 * are filled up one after the other, so that a fresh group gets contiguous blocks. One that would use the extra partition of an
 * uneven division only for something new leaves it to a later one. Kafka: UniformHomogeneousAssignmentBuilder.
 */
function assignEvenly(topics: Topics, members: readonly Subscriber[], wanted: readonly string[]): Owners {
  const all = wanted.flatMap((topic) => topics[topic]!.partitions);
  const least = Math.floor(all.length / members.length);
  let extras = all.length % members.length;
  const claimants = new Map(members.flatMap(({ id, owned }) => owned.map((partition) => [partition, id])));
  const claimed = new Map<string, PartitionId[]>(members.map(({ id }) => [id, []]));
  const free: PartitionId[] = [];
  for (const partition of all) (claimed.get(claimants.get(partition) ?? '') ?? free).push(partition);
  const owners: Owners = new Map();
  const short: { readonly id: string; readonly by: number }[] = [];
  [...members].sort(byId).forEach(({ id }, n) => {
    const own = claimed.get(id)!;
    const extra = extras > 0 && (own.length > least || members.length - n <= extras);
    if (extra) extras--;
    const quota = least + (extra ? 1 : 0);
    for (const partition of own.slice(0, quota)) owners.set(partition, id);
    free.push(...own.slice(quota));
    if (own.length < quota) short.push({ id, by: quota - own.length });
  });
  for (const { id, by } of short) for (const partition of free.splice(0, by)) owners.set(partition, id);
  return owners;
}
