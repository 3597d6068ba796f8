// Producers: opening and closing them, and what a send goes through before the broker sees it: metadata, partition, batches.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import {
  type Accumulator,
  addKeyless,
  addTo,
  createAccumulator,
  type OpenBatch,
  splitBatch,
} from './accumulator.ts';
import { appendBatch } from '../storage/append.ts';
import type { Appended, NewRecord, ProduceAnswer } from './command.ts';
import type { LogCommandOf } from '../command.ts';
import { BATCH_OVERHEAD, contentSize, largestBatchSize, recordSize } from '../storage/encoding.ts';
import { noteTopic } from '../topic/metadata.ts';
import { partitionForKey } from './partitioner.ts';
import { logOf } from '../reading.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import { boolean, integer, MAX_INT, type Reader, readSettings, type Settings } from '../settings.ts';
import type { LogRecord } from '../storage/state.ts';
import type { Producer, ProducerConfig } from './state.ts';
import type { Topic } from '../topic/state.ts';

/** Kafka: ProducerConfig. */
const DEFAULTS: ProducerConfig = {
  'batch.size': 16384,
  'max.request.size': 1024 * 1024,
  'metadata.max.age.ms': 5 * 60 * 1000,
  'partitioner.class': null,
  'partitioner.ignore.keys': false,
};

const ROUND_ROBIN = 'RoundRobinPartitioner';

const partitionerClass: Reader<string> = (text) => {
  const name = text.split('.').at(-1)!;
  return name === ROUND_ROBIN ? { value: name } : `Class ${text} could not be found.`;
};

const READERS: Readonly<Record<keyof ProducerConfig, Reader>> = {
  'batch.size': integer(0, MAX_INT),
  'max.request.size': integer(0, MAX_INT),
  'metadata.max.age.ms': integer(1),
  'partitioner.class': partitionerClass,
  'partitioner.ignore.keys': boolean,
};

const misconfigured = (message: string): Refusal => clientRefusal('ConfigException', message);

/** Simplified: a producer is never idempotent or transactional; since nothing fails on the way to the broker, nothing is sent twice. */
export function openProducer(
  context: Context,
  { lane, producer, config: given = {} }: LogCommandOf<'open-producer'>,
): Refusal | object {
  const read = readSettings<ProducerConfig>(given, READERS, misconfigured);
  if (isRefusal(read)) return read;
  const config = { ...DEFAULTS, ...read };
  const pid = isIdempotent(given) ? logOf(context.world, lane).producerIds : -1;
  context.emit({ of: 'log', lane, kind: 'producer-opened', producer, config, pid });
  return {};
}

/** Every producer is, unless its settings rule that out. Kafka: ProducerConfig.postProcessAndValidateIdempotenceConfigs. */
const isIdempotent = (given: Settings): boolean =>
  String(given['enable.idempotence'] ?? true) === 'true' &&
  ['all', '-1'].includes(String(given['acks'] ?? 'all')) &&
  String(given['retries'] ?? '') !== '0';

export function closeProducer(
  context: Context,
  { lane, producer }: LogCommandOf<'close-producer'>,
): Refusal | object {
  if (logOf(context.world, lane).producers[producer])
    context.emit({ of: 'log', lane, kind: 'producer-closed', producer });
  return {};
}

/**
 * Sends records and flushes. Kafka: KafkaProducer.doSend, RecordAccumulator, Sender.
 *
 * Simplified: a send and its flush are one, so linger.ms, buffer.memory, acks, retries and compression change nothing.
 */
export function produce(context: Context, command: LogCommandOf<'produce'>): ProduceAnswer | Refusal {
  const { lane, producer: id, topic: name, records } = command;
  const state = logOf(context.world, lane);
  const producer = state.producers[id];
  if (!producer) return clientRefusal('IllegalStateException', 'Cannot send: this producer is not open.');
  const topic = state.topics[name];
  if (!topic) {
    const unknown = refusal('TimeoutException', `Topic ${name} not present in metadata after max.block.ms.`);
    for (let n = 0; n < records.length; n++) tellRefused(context, lane, id, name, unknown, 0, 0);
    return { appended: records.map(() => unknown) };
  }
  if (producer.metadata[name]?.topicId !== topic.id) noteTopic(context, lane, id, topic, context.world.now);
  const alone = records.length === 1 ? sendAlone(context, lane, producer, topic, records[0]!) : null;
  return { appended: alone ? [alone] : sendAll(context, lane, producer, topic, records) };
}

/** Sends records in batches. */
function sendAll(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: Immutable<Topic>,
  records: readonly NewRecord[],
): (Appended | Refusal)[] {
  const { id } = producer;
  const { name } = topic;
  const appended: (Appended | Refusal)[] = new Array(records.length) as (Appended | Refusal)[];
  const accumulator = createAccumulator(context, lane, producer, name);
  let turns = producer.metadata[name]!.turn;
  for (let index = 0; index < records.length; index++) {
    const given = records[index]!;
    const record = recordOf(given, context.world.epoch + context.world.now);
    const content = contentSize(record);
    const invalid = invalidityOf(context, lane, producer, topic, given, content);
    if (invalid) {
      appended[index] = invalid;
      tellRefused(context, lane, id, name, invalid, 0, 0);
      continue;
    }
    const { partitionCount } = producer.metadata[name]!;
    const { config } = producer;
    if (given.partition !== undefined) addTo(accumulator, given.partition, record, content, index);
    else if (config['partitioner.class'] === ROUND_ROBIN)
      addTo(accumulator, turns++ % partitionCount, record, content, index).turns++;
    else if (record.key !== null && !config['partitioner.ignore.keys'])
      addTo(accumulator, partitionForKey(record.key, partitionCount), record, content, index);
    else addKeyless(accumulator, record, content, index);
  }
  for (const batch of accumulator.batches) send(accumulator, topic, batch, appended);
  return appended;
}

/**
 * One record with a partition of its own is a batch of its own: nothing has to be accumulated. This is the path of every worker's
 * send, so it is kept short. Null where the record takes the long way: it has no key, or the client library refuses it.
 */
function sendAlone(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: Immutable<Topic>,
  given: NewRecord,
): Appended | Refusal | null {
  const { config, id } = producer;
  const { partitionCount, turn } = producer.metadata[topic.name]!;
  const { key = null, partition: explicit } = given;
  const inTurn = explicit === undefined && config['partitioner.class'] === ROUND_ROBIN;
  if (explicit === undefined && !inTurn && (key === null || config['partitioner.ignore.keys'])) return null;
  const record = recordOf(given, context.world.epoch + context.world.now);
  const content = contentSize(record);
  if (invalidityOf(context, lane, producer, topic, given, content)) return null;
  const number = explicit ?? (inTurn ? turn % partitionCount : partitionForKey(key!, partitionCount));
  const partition = logOf(context.world, lane).partitions[topic.partitions[number]!]!;
  const sizeBytes = BATCH_OVERHEAD + recordSize(content, 0, 0);
  const turns = inTurn ? 1 : 0;
  const answer = appendBatch(context, lane, producer, topic, partition, {
    records: [record],
    sizeBytes,
    stuckBytes: 0,
    turns,
  });
  if (typeof answer === 'number') return { partition: number, offset: answer };
  tellRefused(context, lane, id, topic.name, answer.error, 0, turns);
  return answer.error;
}

/** The record as it is stored, unless the broker stamps it with its own time. */
function recordOf(
  { key = null, value = null, timestamp, headers, send: id }: NewRecord,
  clock: number,
): LogRecord {
  const at = timestamp ?? clock;
  if (headers) return { key, value, timestamp: at, headers, ...(id !== undefined && { send: id }) };
  return id === undefined ? { key, value, timestamp: at } : { key, value, timestamp: at, send: id };
}

/** What the client library itself refuses, in its order. A partition that it has not heard of makes it look again. */
function invalidityOf(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: Immutable<Topic>,
  { partition, timestamp = 0 }: NewRecord,
  content: number,
): Refusal | null {
  if (partition !== undefined && partition < 0)
    return clientRefusal('IllegalArgumentException', `Invalid partition: ${partition}.`);
  if (timestamp < 0) return clientRefusal('IllegalArgumentException', `Invalid timestamp: ${timestamp}.`);
  const known = producer.metadata[topic.name]!;
  if (partition !== undefined && partition >= known.partitionCount) {
    if (known.partitionCount !== topic.partitions.length)
      noteTopic(context, lane, producer.id, topic, context.world.now);
    if (partition >= topic.partitions.length)
      return refusal(
        'TimeoutException',
        `Partition ${partition} of topic ${topic.name} not present in metadata after max.block.ms.`,
      );
  }
  const size = largestBatchSize(content);
  const limit = producer.config['max.request.size'];
  if (size > limit)
    return refusal(
      'RecordTooLargeException',
      `The record would take ${size} bytes; max.request.size is ${limit}.`,
    );
  return null;
}

/** Hands a batch to the broker and notes what became of each of its records. */
function send(
  accumulator: Accumulator,
  topic: Immutable<Topic>,
  batch: OpenBatch,
  appended: (Appended | Refusal)[],
): void {
  const { context, lane, producer } = accumulator;
  const partition = logOf(context.world, lane).partitions[topic.partitions[batch.partition]!]!;
  const answer = appendBatch(context, lane, producer, topic, partition, batch);
  if (typeof answer === 'number') {
    for (let n = 0; n < batch.indexes.length; n++)
      appended[batch.indexes[n]!] = { partition: batch.partition, offset: answer + n };
    return;
  }
  const { error, culprits } = answer;
  if (error.error === 'RecordTooLargeException' && batch.records.length > 1) {
    for (const part of splitBatch(batch)) send(accumulator, topic, part, appended);
    return;
  }
  const mates = clientRefusal(
    'KafkaException',
    'Failed to append record because it was part of a batch which had one more more invalid records',
  );
  batch.indexes.forEach((index, n) => {
    appended[index] = culprits.length === 0 || culprits.includes(n) ? error : mates;
  });
  tellRefused(context, lane, producer.id, topic.name, error, batch.stuckBytes, batch.turns);
}

function tellRefused(
  context: Context,
  lane: LaneId,
  producer: string,
  topic: string,
  { error, message }: Refusal,
  stuckBytes: number,
  turns: number,
): void {
  context.emit({
    of: 'log',
    lane,
    kind: 'produce-refused',
    producer,
    topic,
    error,
    message,
    stuckBytes,
    turns,
  });
}
