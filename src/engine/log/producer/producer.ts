// Producers: opening and closing them, and the ways to hand them records: one to be sent when it is time (`send`), or some that are
// sent at once (`produce`). Kafka: KafkaProducer.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable, LaneId, ProducerId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import { appendBatch } from '../storage/append.ts';
import { BATCH_OVERHEAD, contentSize, recordSize } from '../storage/encoding.ts';
import { noteTopic } from '../topic/metadata.ts';
import type { Topic } from '../topic/state.ts';
import { invalidityOf, partitionOf, recordOf, takesTurn } from './acceptance.ts';
import { enqueue } from './accumulator.ts';
import type { FlushAnswer, NewRecord, ProduceAnswer, SendAnswer, SendResult } from './command.ts';
import { isIdempotent, readProducerConfig } from './config.ts';
import { type Results, sendQueued, sendReady, tellRefused } from './sender.ts';
import type { Producer } from './state.ts';

export function openProducer(
  context: Context,
  { lane, producer, config: given = {} }: LogCommandOf<'open-producer'>,
): Refusal | object {
  const config = readProducerConfig(given);
  if (isRefusal(config)) return config;
  const pid = isIdempotent(given) ? logOf(context.world, lane).producerIds : -1;
  context.emit({ of: 'log', lane, kind: 'producer-opened', producer, config, pid });
  return {};
}

/** The producer of this name. A refusal if there is none, or none any more. */
function openProducerOf(context: Context, lane: LaneId, id: ProducerId): Immutable<Producer> | Refusal {
  return (
    logOf(context.world, lane).producers[id] ??
    clientRefusal('IllegalStateException', 'Cannot perform operation after producer has been closed')
  );
}

/** What waits in it is sent first. Kafka: KafkaProducer.close. */
export function closeProducer(
  context: Context,
  { lane, producer }: LogCommandOf<'close-producer'>,
): Refusal | object {
  if (isRefusal(openProducerOf(context, lane, producer))) return {};
  sendQueued(context, lane, producer, new Map());
  context.emit({ of: 'log', lane, kind: 'producer-closed', producer });
  return {};
}

/** Sends everything that waits. Kafka: KafkaProducer.flush. */
export function flush(context: Context, { lane, producer }: LogCommandOf<'flush'>): FlushAnswer | Refusal {
  const open = openProducerOf(context, lane, producer);
  if (isRefusal(open)) return open;
  const results: Results = new Map();
  sendQueued(context, lane, producer, results);
  return { results: Object.fromEntries(results) };
}

/** Sends records and flushes. */
export function produce(
  context: Context,
  { lane, producer: id, topic: name, records }: LogCommandOf<'produce'>,
): ProduceAnswer | Refusal {
  const producer = openProducerOf(context, lane, id);
  if (isRefusal(producer)) return producer;
  const topic = topicFor(context, lane, producer, name);
  if (!topic) {
    const refused = unknownTopic(name);
    for (let n = 0; n < records.length; n++) tellRefused(context, lane, id, name, refused, 0);
    return { appended: records.map(() => refused) };
  }
  const alone = records.length === 1 ? sendAlone(context, lane, producer, topic, records[0]!) : null;
  return { appended: alone ? [alone] : sendTogether(context, lane, producer, topic, records) };
}

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
    sendTogether(context, lane, producer, topic, [record]);
}

/** Hands over all of them, then sends what waits. */
function sendTogether(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: Immutable<Topic>,
  records: readonly NewRecord[],
): SendResult[] {
  const results: Results = new Map();
  const handed = records.map((record) => handOver(context, lane, producer, topic, record, results));
  sendQueued(context, lane, producer.id, results);
  return handed.map((one) => (typeof one === 'number' ? results.get(one)! : one));
}

/** Hands over a record and does not wait for it. Kafka: KafkaProducer.send. */
export function send(
  context: Context,
  { lane, producer: id, topic: name, record }: LogCommandOf<'send'>,
): SendAnswer | Refusal {
  const producer = openProducerOf(context, lane, id);
  if (isRefusal(producer)) return producer;
  const topic = topicFor(context, lane, producer, name);
  if (!topic) {
    const refused = unknownTopic(name);
    tellRefused(context, lane, id, name, refused, 0);
    return refused;
  }
  const results: Results = new Map();
  const ticket = handOver(context, lane, producer, topic, record, results);
  if (isRefusal(ticket)) return ticket;
  const batch = producer.queue.find(({ tickets }) => tickets.includes(ticket))!;
  const isNew = batch.tickets.length === 1;
  sendReady(context, lane, id, results);
  const lingerUntil = context.world.now + producer.config['linger.ms'];
  if (isNew && !results.has(ticket) && lingerUntil <= Number.MAX_SAFE_INTEGER)
    context.emit({ of: 'log', lane, kind: 'linger-planned', producer: id, lingerUntil });
  return { ticket };
}

/** The oldest batch may have waited long enough. */
export function endLinger(context: Context, { lane, producer }: LogCommandOf<'end-linger'>): void {
  if (!isRefusal(openProducerOf(context, lane, producer))) sendReady(context, lane, producer, new Map());
}

/** The topic, which the producer looks at where it does not know it yet; undefined if there is none. */
function topicFor(
  context: Context,
  lane: LaneId,
  { id, metadata }: Immutable<Producer>,
  name: string,
): Immutable<Topic> | undefined {
  const topic = logOf(context.world, lane).topics[name];
  if (topic && metadata[name]?.topicId !== topic.id) noteTopic(context, lane, id, topic, context.world.now);
  return topic;
}

const unknownTopic = (name: string): Refusal =>
  refusal('TimeoutException', `Topic ${name} not present in metadata after max.block.ms.`);

/** Puts a record into a batch, and gives its ticket, unless the client library refuses it. */
function handOver(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: Immutable<Topic>,
  given: NewRecord,
  results: Results,
): number | Refusal {
  const known = producer.metadata[topic.name]!;
  const record = recordOf(given, context.world.epoch + context.world.now);
  const content = contentSize(record);
  const invalid = invalidityOf(context, lane, producer, known, topic, given, content);
  if (invalid) {
    tellRefused(context, lane, producer.id, topic.name, invalid, 0);
    return invalid;
  }
  const partition = partitionOf(producer, known, given);
  const accepted = { record, content, partition, inTurn: takesTurn(producer, given) };
  return enqueue(context, lane, producer, topic.name, accepted, results);
}

/**
 * One record with a partition of its own is a batch of its own: nothing has to be queued. This is the path of every worker's send, so
 * it is kept short. Null where the record takes the long way: any partition would do, or the client library refuses it.
 */
function sendAlone(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: Immutable<Topic>,
  given: NewRecord,
): SendResult | null {
  if (producer.queue.length > 0) return null;
  const { config, id } = producer;
  const known = producer.metadata[topic.name]!;
  const partition = partitionOf(producer, known, given);
  if (partition === null) return null;
  const record = recordOf(given, context.world.epoch + context.world.now);
  const content = contentSize(record);
  if (invalidityOf(context, lane, producer, known, topic, given, content)) return null;
  const log = logOf(context.world, lane).partitions[topic.partitions[partition]!]!;
  const sizeBytes = BATCH_OVERHEAD + recordSize(content, 0, 0);
  const turns = takesTurn(producer, given) ? 1 : 0;
  const answer = appendBatch(context, lane, producer, topic, log, { records: [record], sizeBytes, turns });
  if (typeof answer !== 'number') tellRefused(context, lane, id, topic.name, answer.error, turns);
  if (config.acks === '0') return { partition, offset: -1 };
  return typeof answer === 'number' ? { partition, offset: answer } : answer.error;
}
