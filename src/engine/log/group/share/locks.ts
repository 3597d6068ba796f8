// When it is looked for locks that have run out: one check is planned at a time, for the first that will. What becomes of them is in
// lock-expiry.ts.

import type { Context } from '../../../broker.ts';
import type { GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import type { SharePartition } from './state.ts';

/** Looks at a lock's end, unless it looks earlier anyway. */
export function planLocksCheck(
  context: Context,
  lane: LaneId,
  group: GroupId,
  { id: partition, locksCheckAt }: Immutable<SharePartition>,
  checkAt: Instant,
): void {
  if (locksCheckAt === null || checkAt < locksCheckAt)
    context.emit({ of: 'log', lane, kind: 'locks-check-planned', group, partition, checkAt });
}
