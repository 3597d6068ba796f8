// Sticky where all members want the same topics: sizes differ by one at most, and whoever has something keeps as much of it as that
// allows. Kafka: AbstractStickyAssignor.ConstrainedAssignmentBuilder.

import type { PartitionId } from '../../storage/state.ts';
import { byId, type Owners, type Subscriber } from './assignor.ts';

/**
 * @param partitions all that there are, by topic and number
 * @param owned per member those that count as its own, by number and topic; who has too many gives up the last
 */
export function assignConstrained(
  partitions: readonly PartitionId[],
  members: readonly Subscriber[],
  owned: ReadonlyMap<string, readonly PartitionId[]>,
): Owners {
  const least = Math.floor(partitions.length / members.length);
  let extras = partitions.length % members.length;
  const owners: Owners = new Map();
  let short: { readonly id: string; missing: number }[] = [];
  /** Those who have the least and may get one more. */
  const level: string[] = [];
  for (const { id } of [...members].sort(byId)) {
    const own = owned.get(id)!;
    const extra = own.length > least && extras > 0;
    if (extra) extras--;
    for (const partition of own.slice(0, least + (extra ? 1 : 0))) owners.set(partition, id);
    if (own.length < least) short.push({ id, missing: least - own.length });
    else if (!extra) level.push(id);
  }
  const free = partitions.filter((partition) => !owners.has(partition));
  let next = 0;
  while (short.length > 0)
    short = short.filter((member) => {
      owners.set(free[next++]!, member.id);
      if (--member.missing === 0) level.push(member.id);
      return member.missing > 0;
    });
  free.slice(next).forEach((partition, n) => owners.set(partition, level[n]!));
  return owners;
}
