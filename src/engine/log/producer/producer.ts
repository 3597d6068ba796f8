// Producers, as far as every run has to know of them: opening them, and sending a record at once that needs no batch with others. All
// other ways are in batching.ts. Kafka: KafkaProducer.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable, LaneId, Offset, ProducerId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { appendBatch, type ArrivingBatch, type BatchRefusal } from '../storage/append.ts';
import { BATCH_OVERHEAD, contentSize, recordSize } from '../storage/encoding.ts';
import type { Partition } from '../storage/state.ts';
import { noteTopic } from '../topic/metadata.ts';
import type { Topic } from '../topic/state.ts';
import { isSurelyValid, partitionOf, recordOf, takesTurn } from './acceptance.ts';
import type { NewRecord, SendResult } from './command.ts';
import { PRODUCER_DEFAULTS } from './config.ts';
import type { Producer, ProducerConfig } from './state.ts';

/** Opens a producer; one whose settings say something only if they go together. */
export function openProducer(
  context: Context,
  { lane, producer, config = {} }: Pick<LogCommandOf<'open-producer'>, 'lane' | 'producer' | 'config'>,
): Refusal | object {
  if (Object.keys(config).length > 0) {
    const command = { of: 'log', kind: 'open-configured-producer', lane, producer, config } as const;
    return context.ask(command) as Refusal | object;
  }
  addProducer(context, lane, producer, PRODUCER_DEFAULTS, true);
  return {};
}

/** A producer comes up. */
export function addProducer(
  context: Context,
  lane: LaneId,
  producer: ProducerId,
  config: ProducerConfig,
  isIdempotent: boolean,
): void {
  const pid = isIdempotent ? logOf(context.world, lane).producerIds : -1;
  context.emit({ of: 'log', lane, kind: 'producer-opened', producer, config, pid });
}

/** How a batch gets into its partition: as it is, or as part of a transaction. */
export type Append = (
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: Immutable<Topic>,
  partition: Immutable<Partition>,
  arriving: ArrivingBatch,
) => Offset | BatchRefusal;

/** Sends one record at once, for somebody who does not ask what became of it. */
export function produceOne(
  context: Context,
  lane: LaneId,
  id: ProducerId,
  name: string,
  record: NewRecord,
): void {
  const producer = logOf(context.world, lane).producers[id];
  if (!producer) return;
  const topic = topicFor(context, lane, producer, name);
  if (!topic) tellRefused(context, lane, id, name, unknownTopic(name), 0);
  else if (!sendAlone(context, lane, producer, topic, record))
    context.ask({ of: 'log', kind: 'produce', lane, producer: id, topic: name, records: [record] });
}

/** The topic, which the producer looks at where it does not know it yet; undefined if there is none. */
export function topicFor(
  context: Context,
  lane: LaneId,
  { id, metadata }: Immutable<Producer>,
  name: string,
): Immutable<Topic> | undefined {
  const topic = logOf(context.world, lane).topics[name];
  if (topic && metadata[name]?.topicId !== topic.id) noteTopic(context, lane, id, topic, context.world.now);
  return topic;
}

export const unknownTopic = (name: string): Refusal =>
  refusal('TimeoutException', `Topic ${name} not present in metadata after max.block.ms.`);

/**
 * One record with a partition of its own is a batch of its own: nothing has to be queued. This is the path of every worker's send, so
 * it is kept short. Null where the record takes the long way (batching.ts): any partition would do, or the client library may refuse it.
 */
export function sendAlone(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: Immutable<Topic>,
  given: NewRecord,
  append: Append = appendBatch,
): SendResult | null {
  if (producer.queue.length > 0) return null;
  const { config, id } = producer;
  const known = producer.metadata[topic.name]!;
  const partition = partitionOf(producer, known, given);
  if (partition === null) return null;
  const record = recordOf(given, context.world.epoch + context.world.now);
  const content = contentSize(record);
  if (!isSurelyValid(producer, known, given, content)) return null;
  const log = logOf(context.world, lane).partitions[topic.partitions[partition]!]!;
  const sizeBytes = BATCH_OVERHEAD + recordSize(content, 0, 0);
  const turns = takesTurn(producer, given) ? 1 : 0;
  const answer = append(context, lane, producer, topic, log, { records: [record], sizeBytes, turns });
  if (typeof answer !== 'number') tellRefused(context, lane, id, topic.name, answer.error, turns);
  if (config.acks === '0') return { partition, offset: -1 };
  return typeof answer === 'number' ? { partition, offset: answer } : answer.error;
}

/** The fact that a producer, or the broker for it, refused something. */
export function tellRefused(
  context: Context,
  lane: LaneId,
  producer: ProducerId,
  topic: string,
  { error, message }: Refusal,
  turns: number,
): void {
  context.emit({ of: 'log', lane, kind: 'produce-refused', producer, topic, error, message, turns });
}
