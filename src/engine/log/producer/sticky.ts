// Which partition records without a key go to: one that the producer sticks to for about `batch.size` bytes before chance picks
// another (KIP-794). Kafka: BuiltInPartitioner.

import type { Context } from '../../broker.ts';
import { drawBelow } from '../../random.ts';
import type { Immutable, LaneId, ProducerId } from '../../vocabulary.ts';
import { isFull, lastBatch, queueSizes } from './queue.ts';
import type { Producer, ProducerTopic } from './state.ts';

/** Whose draws of chance pick sticky partitions. */
export const actorOf = (lane: LaneId, producer: ProducerId): string => `${lane}/${producer}`;

/** The partition to put the next keyless record into, picked anew where that is due. Kafka: RecordAccumulator.partitionChanged. */
export function stickyPartition(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: string,
): number {
  if (producer.metadata[topic]!.sticky === null) stick(context, lane, producer, topic);
  else moveOn(context, lane, producer, topic);
  return (producer.metadata[topic] as ProducerTopic).sticky!;
}

/**
 * Leaves the sticky partition once `batch.size` bytes went there and no batch for it is open, or at twice as many anyhow.
 * Kafka: BuiltInPartitioner.updatePartitionInfo.
 */
export function moveOn(context: Context, lane: LaneId, producer: Immutable<Producer>, topic: string): void {
  const { sticky, stickyBytes } = producer.metadata[topic]!;
  const batchSize = Math.max(1, producer.config['batch.size']);
  if (stickyBytes < batchSize) return;
  const last = lastBatch(producer.queue, topic, sticky!);
  if (stickyBytes >= 2 * batchSize || !last || isFull(last)) stick(context, lane, producer, topic);
}

/** Chance picks the partition to stick to from here on, perhaps the same again. Kafka: BuiltInPartitioner.nextPartition. */
function stick(context: Context, lane: LaneId, producer: Immutable<Producer>, topic: string): void {
  const { seed, chance } = context.world;
  const actor = actorOf(lane, producer.id);
  const weights = weightsOf(producer, topic);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let rest = drawBelow(total, seed, actor, chance[actor] ?? 0);
  const partition = weights.findIndex((weight) => (rest -= weight) < 0);
  context.emit({ of: 'log', lane, kind: 'partition-stuck', producer: producer.id, topic, partition });
}

/**
 * All partitions weigh alike, until the producer has sent to each of them: from then on those weigh more for which fewer batches
 * wait. Kafka: BuiltInPartitioner.updatePartitionLoadStats.
 */
function weightsOf({ metadata, queue, config }: Immutable<Producer>, topic: string): number[] {
  const { partitionCount, reached } = metadata[topic]!;
  const sizes = queueSizes(queue, topic, partitionCount);
  const adaptive = config['partitioner.adaptive.partitioning.enable'];
  if (!adaptive || sizes.some((_, partition) => !reached[partition])) return sizes.map(() => 1);
  const most = Math.max(...sizes);
  return sizes.map((size) => most + 1 - size);
}
