// What a producer's client library does with a record before it goes anywhere: it stamps and checks it, and chooses its partition.
// Kafka: KafkaProducer.doSend.

import type { Immutable, Timestamp } from '../../vocabulary.ts';
import { largestBatchSize } from '../storage/encoding.ts';
import type { LogRecord } from '../storage/state.ts';
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

/** How many bytes of the producer's memory a batch takes that this record begins. */
export const memoryFor = (producer: Immutable<Producer>, content: number): number =>
  Math.max(producer.config['batch.size'], 1, largestBatchSize(content));

/** Whether the client library certainly takes the record. What it says of any other is in invalidity.ts. */
export const isSurelyValid = (
  producer: Immutable<Producer>,
  { partitionCount }: Immutable<ProducerTopic>,
  { partition = 0, timestamp = 0 }: NewRecord,
  content: number,
): boolean =>
  partition >= 0 &&
  partition < partitionCount &&
  timestamp >= 0 &&
  largestBatchSize(content) <= producer.config['max.request.size'] &&
  memoryFor(producer, content) <= producer.config['buffer.memory'];
