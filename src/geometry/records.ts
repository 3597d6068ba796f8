// The records of a partition one by one, in the order of their offsets: those that retention took included, for they sink from sight
// only little by little.

import type { Batch } from '../engine/log/storage/state.ts';
import type { Immutable, Offset, SendId } from '../engine/vocabulary.ts';
import { itemsOf } from './sheet.ts';
import type { SomePartition } from './tape.ts';

export interface Standing {
  readonly offset: Offset;
  /** The workload's send that it carries, where there is one. */
  readonly send: SendId | undefined;
}

/** The offset of a batch's n-th record. */
export const offsetIn = ({ baseOffset, offsets }: Immutable<Batch>, n: number): Offset =>
  offsets === null ? baseOffset + n : offsets[n]!;

/** The records from an offset on. */
export function* recordsFrom(partition: SomePartition, from: Offset): Generator<Standing> {
  for (const { batches } of [...itemsOf(partition.closed), partition.active])
    for (const batch of itemsOf(batches)) {
      if (batch.lastOffset < from) continue;
      for (const [n, { send }] of batch.records.entries()) {
        const offset = offsetIn(batch, n);
        if (offset >= from) yield { offset, send };
      }
    }
}
