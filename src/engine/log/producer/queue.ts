// The batches that wait in a producer, as those see them who put records there or send them off.

import type { Immutable } from '../../vocabulary.ts';
import type { QueuedBatch } from './state.ts';

type Queue = readonly Immutable<QueuedBatch>[];

/** The batch of a partition that was begun last. */
export function lastBatch<Batch extends Immutable<QueuedBatch>>(
  queue: readonly Batch[],
  topic: string,
  partition: number,
): Batch | undefined {
  for (let i = queue.length - 1; i >= 0; i--)
    if (queue[i]!.partition === partition && queue[i]!.topic === topic) return queue[i];
  return undefined;
}

/** No record joins it any more. Kafka: ProducerBatch.isFull. */
export const isFull = ({ closed, limitBytes, sizeBytes }: Immutable<QueuedBatch>): boolean =>
  closed || limitBytes <= sizeBytes;

/** The first batch of each partition, in the order in which they were begun. */
export function firstBatches(queue: Queue): Immutable<QueuedBatch>[] {
  return queue.filter(
    (batch, n) =>
      !queue.slice(0, n).some((one) => one.partition === batch.partition && one.topic === batch.topic),
  );
}

/** How many batches of each partition of a topic wait, by partition number. */
export function queueSizes(queue: Queue, topic: string, partitionCount: number): number[] {
  const sizes = new Array<number>(partitionCount).fill(0);
  for (const batch of queue)
    if (batch.topic === topic && batch.partition < partitionCount) sizes[batch.partition]!++;
  return sizes;
}

/** What the batches take of the producer's memory. */
export const bytesHeld = (queue: Queue): number => queue.reduce((sum, { limitBytes }) => sum + limitBytes, 0);
