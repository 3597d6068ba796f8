// What is in flight of a partition, read: the batch at an offset, the state of a record, where the next fetch begins, how much room is
// left. Nothing here changes anything.

import type { Immutable, Offset } from '../../../vocabulary.ts';
import type { InFlightRun } from './fact.ts';
import type { InFlightBatch, SharePartition, ShareRecord, ShareRecordState } from './state.ts';

type Partition = Immutable<SharePartition>;
type Batch = Immutable<InFlightBatch>;
type Record = Immutable<ShareRecord>;

/** Index of the last batch that begins at this offset or before; -1 if none does. */
export function indexOfBatch(inFlight: readonly Batch[], offset: Offset): number {
  let low = 0;
  for (let high = inFlight.length; low < high;) {
    const middle = (low + high) >> 1;
    if (inFlight[middle]!.firstOffset <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export const sizeOf = ({ firstOffset, lastOffset }: Batch): number => lastOffset - firstOffset + 1;

/** Whether its offsets have a state each. */
export const isApart = ({ records }: Batch): boolean => records.length > 1;

/** The state of the record at an offset of the batch. */
export const recordAt = ({ firstOffset, records }: Batch, offset: Offset): Record =>
  records.length === 1 ? records[0]! : records[offset - firstOffset]!;

export const isDone = (state: ShareRecordState): boolean => state === 'Acknowledged' || state === 'Archived';

/**
 * Where the next fetch begins: with the first record that is available again, else behind the window. Kafka: SharePartition.nextFetchOffset.
 */
export function nextFetchOffset(partition: Partition): Offset {
  const { inFlight, availableRecords, startOffset, endOffset } = partition;
  const last = inFlight[inFlight.length - 1];
  if (last === undefined || startOffset > last.lastOffset) return endOffset;
  if (availableRecords > 0)
    for (const batch of inFlight) {
      const { firstOffset, records } = batch;
      const n = records.findIndex(({ state }) => state === 'Available');
      if (n >= 0) return firstOffset + n;
    }
  return endOffset + 1;
}

/** The length of the window, whatever is done inside it. Kafka: SharePartition.numInFlightRecords. */
export const inFlightRecords = ({ inFlight, startOffset, endOffset }: Partition): number =>
  inFlight.length === 0 ? 0 : endOffset - startOffset + 1;

/** Adds a run to others, or makes the last of them longer where it goes on in the same way. */
export function addRun<Run extends InFlightRun & { readonly state?: ShareRecordState }>(
  runs: Run[],
  run: Run,
): void {
  const last = runs[runs.length - 1];
  const goesOn =
    last !== undefined &&
    last.apart &&
    run.apart &&
    last.batch === run.batch &&
    last.lastOffset + 1 === run.firstOffset &&
    last.deliveryCount === run.deliveryCount &&
    last.state === run.state;
  if (goesOn) runs[runs.length - 1] = { ...last, lastOffset: run.lastOffset };
  else runs.push(run);
}

/** All offsets of a batch that has one state. */
export const wholeRun = ({ firstOffset, lastOffset }: Batch, deliveryCount: number): InFlightRun => ({
  batch: firstOffset,
  batchEnd: lastOffset,
  firstOffset,
  lastOffset,
  deliveryCount,
  apart: false,
});

/** One offset of a batch, apart from the others. */
export const runAt = (
  { firstOffset, lastOffset }: Batch,
  offset: Offset,
  deliveryCount: number,
): InFlightRun => ({
  batch: firstOffset,
  batchEnd: lastOffset,
  firstOffset: offset,
  lastOffset: offset,
  deliveryCount,
  apart: true,
});
