// A producer's open batches between send and flush: which records share one, and which partition the keyless stick to. What the
// broker then says to a batch is in append.ts.

import type { Context } from '../../broker.ts';
import { drawBelow } from '../../random.ts';
import type { Immutable, LaneId, ProducerId } from '../../vocabulary.ts';
import { BATCH_OVERHEAD, contentSize, largestBatchSize, recordSize } from '../storage/encoding.ts';
import type { LogRecord } from '../storage/state.ts';
import type { Producer, ProducerTopic } from './state.ts';

/** Records for one partition that will be sent together. */
export interface OpenBatch {
  readonly partition: number;
  readonly records: LogRecord[];
  /** Which records of the produce command these are. */
  readonly indexes: number[];
  sizeBytes: number;
  /** Bytes up to which records join; its first record always fits. */
  readonly limit: number;
  closed: boolean;
  /** Bytes that count towards leaving the sticky partition, since it was picked. */
  stuckBytes: number;
  /** Records that took a turn of the round robin. */
  turns: number;
}

/** Everything that one produce command accumulates, in the order in which batches were begun. */
export interface Accumulator {
  readonly context: Context;
  readonly lane: LaneId;
  readonly producer: Immutable<Producer>;
  readonly topic: string;
  readonly batches: OpenBatch[];
  /** `batch.size`, at least 1. */
  readonly batchSize: number;
  /** Bytes sent to the sticky partition by earlier and this command. */
  stuckBytes: number;
}

export const createAccumulator = (
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: string,
): Accumulator => ({
  context,
  lane,
  producer,
  topic,
  batches: [],
  batchSize: Math.max(1, producer.config['batch.size']),
  stuckBytes: producer.metadata[topic]!.stickyBytes,
});

/** Puts a record (`content`: its `contentSize`) into the last batch of its partition, or begins one. Kafka: RecordAccumulator.append. */
export function addTo(
  accumulator: Accumulator,
  partition: number,
  record: LogRecord,
  content: number,
  index: number,
): OpenBatch {
  const last = lastBatch(accumulator, partition);
  return (
    (last && join(last, record, content, index)) ?? begin(accumulator, partition, record, content, index)
  );
}

/**
 * The same for a record without a key: its partition is the one that this producer sticks to. It is left, for one that chance
 * picks, once `batch.size` bytes went there and no batch for it is open, or at twice as many anyhow.
 * Kafka: BuiltInPartitioner.updatePartitionInfo, RecordAccumulator.partitionChanged (KIP-794).
 *
 * Simplified: keyless records pick among all partitions alike; the adaptive weights by queue length are left out.
 */
export function addKeyless(
  accumulator: Accumulator,
  record: LogRecord,
  content: number,
  index: number,
): void {
  const { batchSize } = accumulator;
  for (;;) {
    const partition = stickyPartition(accumulator);
    const last = lastBatch(accumulator, partition);
    if (isFull(last) && accumulator.stuckBytes >= batchSize) {
      stick(accumulator);
      continue;
    }
    const before = last?.sizeBytes ?? 0;
    const joined = last && join(last, record, content, index);
    if (last && !joined && accumulator.stuckBytes >= batchSize) {
      stick(accumulator);
      continue;
    }
    const batch = joined ?? begin(accumulator, partition, record, content, index);
    const bytes = joined ? batch.sizeBytes - before : batch.sizeBytes;
    batch.stuckBytes += bytes;
    accumulator.stuckBytes += bytes;
    if (accumulator.stuckBytes >= (isFull(batch) ? batchSize : 2 * batchSize)) stick(accumulator);
    return;
  }
}

function lastBatch({ batches }: Accumulator, partition: number): OpenBatch | undefined {
  for (let i = batches.length - 1; i >= 0; i--) if (batches[i]!.partition === partition) return batches[i];
  return undefined;
}

/** Kafka: RecordAccumulator.allBatchesFull: also where there is none. */
const isFull = (batch: OpenBatch | undefined): boolean =>
  batch === undefined || batch.closed || batch.limit <= batch.sizeBytes;

/** Kafka: ProducerBatch.tryAppend, MemoryRecordsBuilder.hasRoomFor. */
function join(batch: OpenBatch, record: LogRecord, content: number, index: number): OpenBatch | undefined {
  if (isFull(batch)) return undefined;
  const { records } = batch;
  const size = recordSize(content, record.timestamp - records[0]!.timestamp, records.length);
  if (batch.sizeBytes + size > batch.limit) {
    batch.closed = true;
    return undefined;
  }
  records.push(record);
  batch.indexes.push(index);
  batch.sizeBytes += size;
  return batch;
}

function begin(
  { batches, batchSize }: Accumulator,
  partition: number,
  record: LogRecord,
  content: number,
  index: number,
): OpenBatch {
  const batch = firstOf(partition, record, content, index, batchSize);
  batches.push(batch);
  return batch;
}

const firstOf = (
  partition: number,
  record: LogRecord,
  content: number,
  index: number,
  batchSize: number,
): OpenBatch => ({
  partition,
  records: [record],
  indexes: [index],
  sizeBytes: BATCH_OVERHEAD + recordSize(content, 0, 0),
  limit: Math.max(batchSize, largestBatchSize(content)),
  closed: false,
  stuckBytes: 0,
  turns: 0,
});

function stickyPartition(accumulator: Accumulator): number {
  const { producer, topic } = accumulator;
  if (producer.metadata[topic]!.sticky === null) stick(accumulator);
  return (producer.metadata[topic] as ProducerTopic).sticky!;
}

/** Chance picks the partition to stick to from here on, perhaps the same again. Kafka: BuiltInPartitioner.nextPartition. */
function stick(accumulator: Accumulator): void {
  const { context, lane, producer, topic, batches } = accumulator;
  const { seed, chance } = context.world;
  const actor = actorOf(lane, producer.id);
  const { partitionCount } = producer.metadata[topic]!;
  const partition = drawBelow(partitionCount, seed, actor, chance[actor] ?? 0);
  context.emit({ of: 'log', lane, kind: 'partition-stuck', producer: producer.id, topic, partition });
  accumulator.stuckBytes = 0;
  for (const batch of batches) batch.stuckBytes = 0;
}

/** Whose draws of chance pick sticky partitions. */
export const actorOf = (lane: LaneId, producer: ProducerId): string => `${lane}/${producer}`;

/**
 * A batch that the broker found too large, in parts of about half its size. Kafka: RecordAccumulator.splitAndReenqueue,
 * ProducerBatch.split.
 */
export function splitBatch(batch: OpenBatch): OpenBatch[] {
  const contents = batch.records.map(contentSize);
  const target = Math.max(batch.sizeBytes >> 1, ...contents.map(largestBatchSize));
  const split = (limit: number): OpenBatch[] => {
    const parts: OpenBatch[] = [];
    batch.records.forEach((record, n) => {
      const index = batch.indexes[n]!;
      const last = parts.at(-1);
      if (!last || !join(last, record, contents[n]!, index))
        parts.push(firstOf(batch.partition, record, contents[n]!, index, limit));
    });
    return parts;
  };
  const parts = split(target);
  const smaller = parts.length > 1 ? parts : split(1);
  smaller[0]!.stuckBytes = batch.stuckBytes;
  smaller[0]!.turns = batch.turns;
  return smaller;
}
