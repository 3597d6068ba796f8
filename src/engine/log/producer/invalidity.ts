// What a producer's client library refuses of records, before they go anywhere. Kafka: KafkaProducer.doSend.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import { largestBatchSize } from '../storage/encoding.ts';
import { noteTopic } from '../topic/metadata.ts';
import type { Topic } from '../topic/state.ts';
import { memoryFor } from './acceptance.ts';
import type { NewRecord } from './command.ts';
import type { Producer, ProducerTopic } from './state.ts';

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
