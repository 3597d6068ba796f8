// The locks under which members have records: each runs out so long after its record was given to them or renewed. Kafka:
// AcquisitionLockTimerTask, SharePartition.releaseAcquisitionLockOnTimeout.

import type { Context } from '../../../broker.ts';
import type { Immutable, Instant } from '../../../vocabulary.ts';
import type { LogCommandOf } from '../../command.ts';
import { logOf } from '../../reading.ts';
import { shareGroup } from '../kinds.ts';
import { release } from './settlement.ts';
import type { SharePartition } from './state.ts';

/** Gives back what was held for too long, and looks again when the next lock runs out. */
export function checkLocks(
  context: Context,
  { lane, group, partition: id }: LogCommandOf<'check-locks'>,
): void {
  const { now } = context.world;
  const partition = shareGroup(logOf(context.world, lane), group)?.partitions[id];
  if (partition?.locksCheckAt !== now) return;
  release(context, lane, group, partition, null, 'lock', ({ lockedUntil }) => lockedUntil! <= now);
  const checkAt = firstEnd(partition);
  context.emit({ of: 'log', lane, kind: 'locks-check-planned', group, partition: id, checkAt });
}

function firstEnd({ inFlight }: Immutable<SharePartition>): Instant | null {
  let first: Instant | null = null;
  for (const { records } of inFlight)
    for (const { lockedUntil } of records)
      if (lockedUntil !== null && (first === null || lockedUntil < first)) first = lockedUntil;
  return first;
}
