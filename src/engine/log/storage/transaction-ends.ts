// What the cleaner makes of transactions on its way through a log: aborted batches go at once, and a marker is no longer needed once
// nothing of its transaction is there any more. Kafka: CleanedTransactionMetadata.

import type { Batch } from './state.ts';

/** One way through a log, from its beginning. */
export class TransactionEnds {
  /** Producers whose open transaction, as far as it was met, has batches here: aborted ones, and others. */
  private readonly aborted = new Set<number>();
  private readonly committed = new Set<number>();

  private readonly isAborted: (batch: Batch) => boolean;

  constructor(isAborted: (batch: Batch) => boolean) {
    this.isAborted = isAborted;
  }

  /** Notes the next batch; whether it is aborted or, of a marker, whether nothing of its transaction was met. */
  isOver(batch: Batch): boolean {
    const { pid, transaction } = batch;
    switch (transaction) {
      case 'abort':
        return !this.aborted.delete(pid);
      case 'commit':
        return !this.committed.delete(pid);
      default: {
        const aborted = this.isAborted(batch);
        (aborted ? this.aborted : this.committed).add(pid);
        return aborted;
      }
    }
  }
}
