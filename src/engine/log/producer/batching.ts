// The ways to hand a producer records that may wait for others: one to be sent when it is time (`send`), or some that are sent at once
// (`produce`); and sending what waits. Kafka: KafkaProducer.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable, LaneId, ProducerId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { clientRefusal } from '../refusal.ts';
import { contentSize } from '../storage/encoding.ts';
import type { Topic } from '../topic/state.ts';
import { partitionOf, recordOf, takesTurn } from './acceptance.ts';
import { enqueue } from './accumulator.ts';
import type { FlushAnswer, NewRecord, ProduceAnswer, SendAnswer, SendResult } from './command.ts';
import { invalidityOf } from './invalidity.ts';
import { sendAlone, tellRefused, topicFor, unknownTopic } from './producer.ts';
import { type Results, sendQueued, sendReady } from './sender.ts';
import type { Producer } from './state.ts';

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

/** Puts a record into a batch, and gives its ticket, unless the client library refuses it. */
export function handOver(
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
