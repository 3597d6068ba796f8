// Where the records of one batch stand. In a batch as it was appended offsets are dense; the cleaner leaves gaps in it.

import type { Immutable, Offset } from '../../vocabulary.ts';
import { BATCH_OVERHEAD } from './encoding.ts';
import type { Batch } from './state.ts';

/** The offset of the n-th record. */
export const offsetOf = ({ baseOffset, offsets }: Immutable<Batch>, n: number): Offset =>
  offsets === null ? baseOffset + n : offsets[n]!;

/** The offsets of all its records. */
export const offsetsOf = (batch: Immutable<Batch>): Offset[] =>
  batch.records.map((_, n) => offsetOf(batch, n));

/** Whether it is the marker that a transaction ended with, and the cleaner has left it. */
export const isMarker = ({ transaction, sizeBytes }: Immutable<Batch>): boolean =>
  transaction !== null && transaction !== 'data' && sizeBytes > BATCH_OVERHEAD;

/** Which record is the first with at least this offset; as many as there are records if none is. */
export function indexFrom({ baseOffset, records, offsets }: Immutable<Batch>, offset: Offset): number {
  if (offsets === null) return Math.min(Math.max(offset - baseOffset, 0), records.length);
  let low = 0;
  for (let high = offsets.length; low < high;) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
