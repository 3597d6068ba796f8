// What a producer's client library does with a record before it goes anywhere: it stamps and checks it, and chooses its partition.
// Kafka: KafkaProducer.doSend.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable, LaneId, Timestamp } from '../../vocabulary.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import { largestBatchSize } from '../storage/encoding.ts';
import type { LogRecord } from '../storage/state.ts';
import { noteTopic } from '../topic/metadata.ts';
import type { Topic } from '../topic/state.ts';
import { memoryFor } from './accumulator.ts';
import type { NewRecord } from './command.ts';
import { ROUND_ROBIN } from './config.ts';
import { partitionForKey } from './partitioner.ts';
import type { Producer, ProducerTopic } from './state.ts';

/** The record as it is stored, unless the broker stamps it with its own time. */
export function recordOf(
  { key = null, value = null, timestamp, headers, send: id }: NewRecord,
  clock: Timestamp,
): LogRecord {
  const at = timestamp ?? clock;
  if (headers) return { key, value, timestamp: at, headers, ...(id !== undefined && { send: id }) };
  return id === undefined ? { key, value, timestamp: at } : { key, value, timestamp: at, send: id };
}

/** Whether the record takes a turn of the round robin. */
export const takesTurn = ({ config }: Immutable<Producer>, { partition }: NewRecord): boolean =>
  partition === undefined && config['partitioner.class'] === ROUND_ROBIN;

/** The partition that a record has to go to; null where any would do. Kafka: KafkaProducer.partition. */
export function partitionOf(
  { config }: Immutable<Producer>,
  { partitionCount, turn }: Immutable<ProducerTopic>,
  { partition, key = null }: NewRecord,
): number | null {
  if (partition !== undefined) return partition;
  if (config['partitioner.class'] === ROUND_ROBIN) return turn % partitionCount;
  return key === null || config['partitioner.ignore.keys'] ? null : partitionForKey(key, partitionCount);
}

/** What the client library refuses, in its order. A partition that it has not heard of makes it look again. */
export function invalidityOf(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  known: Immutable<ProducerTopic>,
  topic: Immutable<Topic>,
  { partition, timestamp = 0 }: NewRecord,
  content: number,
): Refusal | null {
  if (partition !== undefined && partition < 0)
    return clientRefusal('IllegalArgumentException', `Invalid partition: ${partition}.`);
  if (timestamp < 0) return clientRefusal('IllegalArgumentException', `Invalid timestamp: ${timestamp}.`);
  if (partition !== undefined && partition >= known.partitionCount) {
    if (known.partitionCount !== topic.partitions.length)
      noteTopic(context, lane, producer.id, topic, context.world.now);
    if (partition >= topic.partitions.length)
      return refusal(
        'TimeoutException',
        `Partition ${partition} of topic ${topic.name} not present in metadata after max.block.ms.`,
      );
  }
  return sizeRefusal(producer, content);
}

/** Kafka: KafkaProducer.ensureValidRecordSize, BufferPool.allocate. */
function sizeRefusal(producer: Immutable<Producer>, content: number): Refusal | null {
  const { 'max.request.size': requestLimit, 'buffer.memory': memory } = producer.config;
  const size = largestBatchSize(content);
  if (size > requestLimit)
    return refusal(
      'RecordTooLargeException',
      `The record would take ${size} bytes; max.request.size is ${requestLimit}.`,
    );
  if (size > memory)
    return refusal(
      'RecordTooLargeException',
      `The record would take ${size} bytes; buffer.memory is ${memory}.`,
    );
  const needed = memoryFor(producer, content);
  return needed > memory
    ? clientRefusal(
        'IllegalArgumentException',
        `Attempt to allocate ${needed} bytes, but there is a hard limit of ${memory} on memory allocations.`,
      )
    : null;
}
