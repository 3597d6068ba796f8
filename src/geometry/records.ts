// The records of a partition one by one, in the order of their offsets: those that retention took included, for they sink from sight
// only little by little.

import type { Batch, LogRecord } from '../engine/log/storage/state.ts';
import type { Immutable, Offset } from '../engine/vocabulary.ts';
import { lastAtMost } from './rank.ts';
import type { SomePartition } from './tape.ts';

export interface Standing {
  readonly offset: Offset;
  readonly record: Immutable<LogRecord>;
}

/** The offset of a batch's n-th record. */
const offsetIn = ({ baseOffset, offsets }: Immutable<Batch>, n: number): Offset =>
  offsets === null ? baseOffset + n : offsets[n]!;

/** The records with offsets in [from, to). */
export function* recordsIn(partition: SomePartition, from: Offset, to: Offset): Generator<Standing> {
  const { closed, active } = partition;
  const first = lastAtMost(closed.length, (n) => closed.items[n]!.baseOffset, from);
  for (let i = Math.max(0, first); i <= closed.length; i++) {
    const { batches, baseOffset } = i < closed.length ? closed.items[i]! : active;
    if (baseOffset >= to) return;
    const begin = lastAtMost(batches.length, (n) => batches.items[n]!.baseOffset, from);
    for (let b = Math.max(0, begin); b < batches.length; b++) {
      const batch = batches.items[b]!;
      if (batch.baseOffset >= to) return;
      for (let n = 0; n < batch.records.length; n++) {
        const offset = offsetIn(batch, n);
        if (offset >= from && offset < to) yield { offset, record: batch.records[n]! };
      }
    }
  }
}
