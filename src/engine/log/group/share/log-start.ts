// What becomes of records in flight that are gone from the log: deleted with its start, or compacted away. Kafka:
// SharePartition.updateCacheAndOffsets, maybeArchiveStaleBatches.

import type { Context } from '../../../broker.ts';
import type { GroupId, Immutable, LaneId, Offset } from '../../../vocabulary.ts';
import { logOf } from '../../reading.ts';
import type { SettledRun } from './fact.ts';
import { addRun, isApart, recordAt, runAt, sizeOf, wholeRun } from './in-flight.ts';
import { settle } from './settlement.ts';
import type { InFlightBatch, SharePartition } from './state.ts';

type Partition = Immutable<SharePartition>;

/**
 * The log begins further on than what is still open: what is available below is archived, and the window begins there. What is in a
 * member's hands stays there until it is given back.
 */
export function followLogStart(context: Context, lane: LaneId, group: GroupId, partition: Partition): void {
  const { logStartOffset } = logOf(context.world, lane).partitions[partition.id]!;
  const { startOffset, endOffset, inFlight, doneRecords } = partition;
  if (logStartOffset <= startOffset) return;
  const about = { of: 'log', lane, group, partition: partition.id } as const;
  const done = inFlight.reduce((sum, batch) => sum + doneBetween(batch, startOffset, logStartOffset), 0);
  const runs = availableBetween(partition, startOffset, logStartOffset);
  if (runs.length > 0)
    context.emit({ ...about, kind: 'records-settled', consumer: null, because: 'log', runs });
  context.emit({
    ...about,
    kind: 'share-start-moved',
    startOffset: logStartOffset,
    endOffset: Math.max(endOffset, logStartOffset),
    dropped: 0,
    doneRecords: inFlight.length === 0 ? 0 : doneRecords - done,
  });
}

/** Nothing stands any more between where a fetch began and the first batch that came. */
export function archiveGap(
  context: Context,
  lane: LaneId,
  group: GroupId,
  partition: Partition,
  from: Offset,
  to: Offset,
): void {
  if (from < to) settle(context, lane, group, partition, null, 'log', availableBetween(partition, from, to));
}

/** What is available in [from, to), archived. */
function availableBetween({ inFlight }: Partition, from: Offset, to: Offset): SettledRun[] {
  const runs: SettledRun[] = [];
  for (const batch of inFlight) {
    if (batch.firstOffset >= to) break;
    const whole = !isApart(batch) && batch.firstOffset >= from && batch.lastOffset < to;
    if (whole) {
      const { state, deliveryCount } = batch.records[0]!;
      if (state === 'Available') runs.push({ ...wholeRun(batch, deliveryCount), state: 'Archived' });
      continue;
    }
    for (
      let n = Math.max(0, from - batch.firstOffset);
      n < Math.min(sizeOf(batch), to - batch.firstOffset);
      n++
    ) {
      const { state, deliveryCount } = recordAt(batch, batch.firstOffset + n);
      if (state === 'Available')
        addRun(runs, { ...runAt(batch, batch.firstOffset + n, deliveryCount), state: 'Archived' });
    }
  }
  return runs;
}

/** How many offsets in [from, to) are done. */
function doneBetween(batch: Immutable<InFlightBatch>, from: Offset, to: Offset): number {
  let count = 0;
  for (
    let offset = Math.max(from, batch.firstOffset);
    offset < Math.min(to, batch.lastOffset + 1);
    offset++
  ) {
    const { state } = recordAt(batch, offset);
    if (state === 'Acknowledged' || state === 'Archived') count++;
  }
  return count;
}
