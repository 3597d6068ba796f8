// What readers of committed data alone are not shown: batches of transactions that were aborted. How far they may read is
// `lastStableOffset` in storage/partition.ts. Kafka: UnifiedLog.collectAbortedTransactions, CompletedFetch.isBatchAborted.

import type { Context } from '../../broker.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import type { LogProducers } from '../producer-state/state.ts';
import { logOf } from '../reading.ts';
import type { Batch } from '../storage/state.ts';

/** Whether a batch is part of a transaction that was aborted. */
export function isAborted(log: Immutable<LogProducers> | undefined, batch: Immutable<Batch>): boolean {
  if (batch.transaction !== 'data') return false;
  const ranges = log?.aborted[batch.pid];
  if (!ranges) return false;
  const { items, length } = ranges;
  let low = 0;
  for (let high = length; low < high;) {
    const middle = (low + high) >> 1;
    if (items[middle]!.last < batch.baseOffset) low = middle + 1;
    else high = middle;
  }
  return low < length && items[low]!.first <= batch.baseOffset;
}

const NOTHING = (): boolean => false;

/** Which batches of a partition are part of aborted transactions; where there are none, that is told without a look at them. */
export function tellAborted(
  context: Context,
  { lane, partition }: LogCommandOf<'tell-aborted'>,
): (batch: Immutable<Batch>) => boolean {
  const log = logOf(context.world, lane).transactions?.logs[partition];
  for (const _ in log?.aborted) return (batch) => isAborted(log, batch);
  return NOTHING;
}
