// kafka-console-producer: sends a record for each line typed. Kafka: ConsoleProducer.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import type { NewRecord, ProduceAnswer, SendAnswer } from '../../engine/log/producer/command.ts';
import { sizeOf } from '../../engine/payload.ts';
import { isAddress, parseProperties, readConfigFile } from './address.ts';
import { Failure } from './failure.ts';
import type { Job } from './job.ts';
import { lineReader, type LineReader } from './line-reader.ts';
import {
  argument,
  COMMON,
  flag,
  optional,
  type Options,
  parseOptions,
  printUsage,
  Usage,
} from './options.ts';
import { mergeOption, parsePairs } from './properties.ts';

const READER = 'org.apache.kafka.tools.LineMessageReader';

const TABLE = {
  ...COMMON,
  topic: argument('The topic to send to.'),
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  sync: flag('Waits for each record before it sends the next.'),
  'compression-codec': optional('none, gzip, snappy, lz4 or zstd; gzip if nothing is said.'),
  'batch-size': argument('How many bytes of records are sent together (batch.size).'),
  'max-partition-memory-bytes': argument('Deprecated: use --batch-size.'),
  'message-send-max-retries': argument('How often a record is sent again (retries).'),
  'retry-backoff-ms': argument('How long to wait before that (retry.backoff.ms).'),
  timeout: argument('How long a record waits for others (linger.ms).'),
  'request-required-acks': argument('Which acknowledgements to wait for (acks).'),
  'request-timeout-ms': argument('How long to wait for them (request.timeout.ms).'),
  'metadata-expiry-ms': argument('When to look at the topic again (metadata.max.age.ms).'),
  'max-block-ms': argument('How long to look for a topic (max.block.ms).'),
  'max-memory-bytes': argument('How many bytes may wait in all (buffer.memory).'),
  'socket-buffer-size': argument('The size of the socket’s buffer (send.buffer.bytes).'),
  'line-reader': argument('The class that reads lines.'),
  'reader-property': argument('How lines are read, as name=value: parse.key, key.separator, …'),
  'reader-config': argument('The same in a file.'),
  property: argument('Deprecated: use --reader-property.'),
  'command-property': argument('A setting of the producer, as name=value.'),
  'command-config': argument('The same in a file.'),
  'producer-property': argument('Deprecated: use --command-property.'),
  'producer.config': argument('Deprecated: use --command-config.'),
};

type Name = keyof typeof TABLE;
type Given = Options<Name>;

/** What is old, and what it is called now. */
const RENAMED: readonly (readonly [now: Name, old: Name])[] = [
  ['command-property', 'producer-property'],
  ['reader-property', 'property'],
  ['command-config', 'producer.config'],
];

export function kafkaConsoleProducer(job: Job, args: readonly string[]): void {
  const options = readOptions(job, args);
  try {
    sendLines(job, options);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const inOptions = /Option\w*Exception$/.test(thrown.name);
    job.err(inOptions ? thrown.message : thrown.toString());
    job.exit(1);
  }
}

function readOptions(job: Job, args: readonly string[]): Given {
  let options: Given;
  try {
    options = parseOptions<Name>(TABLE, args);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return printUsage(job, TABLE, thrown.message);
  }
  const usage = new Usage<Name>(job, TABLE, options);
  usage.helpOrVersion('This tool helps to read data from standard input and publish it to Kafka.');
  usage.require('topic');
  for (const [now, old] of RENAMED)
    if (options.has(now) && options.has(old))
      usage.refuse(`Options --${now} and --${old} cannot be specified together.`);
  for (const [now, old] of RENAMED)
    if (options.has(old))
      job.out(
        `Warning: --${old} is deprecated and will be removed in a future version. Use --${now} instead.`,
      );
  if (options.has('max-partition-memory-bytes'))
    job.out(
      'Warning: --max-partition-memory-bytes is deprecated and will be removed in Apache Kafka 5.0. Use --batch-size instead.',
    );
  const address = options.values('bootstrap-server')[0];
  if (address === undefined) return usage.refuse('Error while validating the bootstrap address\n');
  if (!isAddress(address)) usage.refuse('Please provide valid host:port like host1:9091,host2:9092\n');
  return options;
}

/** What stands under either of two names. */
const both = (options: Given, now: Name, old: Name): readonly string[] =>
  options.has(old) ? options.values(old) : options.values(now);

function readerOf(job: Job, options: Given): LineReader {
  const reader = options.value('line-reader') ?? READER;
  if (reader !== READER) throw new Failure('ClassNotFoundException', reader);
  return lineReader({
    ...parseProperties(readConfigFile(job, options.value('reader-config'))),
    ...parsePairs(both(options, 'reader-property', 'property')),
  });
}

/** Kafka: ConsoleProducerConfig.producerProps. */
function producerConfig(job: Job, options: Given): Record<string, string> {
  const properties = {
    ...parseProperties(readConfigFile(job, both(options, 'command-config', 'producer.config')[0])),
    ...parsePairs(both(options, 'command-property', 'producer-property')),
  };
  const merge = (property: string, name: Name, usual: string, bits?: 32 | 64): void => {
    if (bits !== undefined) options.integer(name, bits);
    mergeOption(properties, property, options, name, usual);
  };
  properties['compression.type'] ??= 'none';
  if (options.has('compression-codec'))
    properties['compression.type'] = options.value('compression-codec') || 'gzip';
  properties['client.id'] ??= 'console-producer';
  merge('linger.ms', 'timeout', '1000', 64);
  merge('acks', 'request-required-acks', '-1');
  merge('request.timeout.ms', 'request-timeout-ms', '1500', 32);
  merge('retries', 'message-send-max-retries', '3', 32);
  merge('retry.backoff.ms', 'retry-backoff-ms', '100', 64);
  merge('send.buffer.bytes', 'socket-buffer-size', '102400', 32);
  merge('buffer.memory', 'max-memory-bytes', '33554432', 64);
  merge('batch.size', 'batch-size', '16384', 32);
  if (options.has('max-partition-memory-bytes'))
    merge('batch.size', 'max-partition-memory-bytes', '16384', 32);
  merge('metadata.max.age.ms', 'metadata-expiry-ms', '300000', 64);
  merge('max.block.ms', 'max-block-ms', '60000', 64);
  return properties;
}

/** Lines that came before one that cannot be read are sent all the same. */
function sendLines(job: Job, options: Given): void {
  const topic = options.value('topic')!;
  const read = readerOf(job, options);
  const config = producerConfig(job, options);
  const producer = newName(job);
  job.demand({ kind: 'open-producer', producer, config });
  const from = job.run.journal.length;
  const waiting = new Map<number, NewRecord>();
  try {
    job.stdin.forEach((line, n) => {
      const record = read(line, n + 1);
      const missing = missingTopic(job, topic, config);
      if (options.has('sync')) {
        if (missing) throw missing.within('ExecutionException');
        const answer = job.demand({ kind: 'produce', producer, topic, records: [record] }) as ProduceAnswer;
        const [sent] = answer.appended;
        if (isRefusal(sent)) throw Failure.of(sent).within('ExecutionException');
      } else if (missing) {
        logFailure(job, topic, record, missing);
      } else {
        const answer = job.ask({ kind: 'send', producer, topic, record }) as Refusal | SendAnswer;
        if (isRefusal(answer)) logFailure(job, topic, record, Failure.of(answer));
        else waiting.set(answer.ticket, record);
      }
    });
  } finally {
    job.ask({ kind: 'close-producer', producer });
    logRefused(job, producer, topic, from, waiting);
  }
}

/** A process of its own each time. */
function newName({ state }: Job): string {
  let name = 'console-producer';
  for (let n = 2; state.producers[name]; n++) name = `console-producer-${n}`;
  return name;
}

/** Why there is no such topic, after the time that the producer looks for it; null if there is one. */
function missingTopic(job: Job, topic: string, config: Readonly<Record<string, string>>): Failure | null {
  if (job.state.topics[topic]) return null;
  if (!/^[\w.-]{1,249}$/.test(topic))
    return new Failure('InvalidTopicException', `Invalid topics: [${topic}]`);
  const blockMs = Number(config['max.block.ms']);
  job.pass(blockMs);
  return new Failure('TimeoutException', `Topic ${topic} not present in metadata after ${blockMs} ms.`);
}

function logFailure(job: Job, topic: string, { key, value }: NewRecord, failure: Failure): void {
  const sizeText = (payload: NewRecord['key']): string =>
    payload == null ? 'null' : `${sizeOf(payload)} bytes`;
  job.log(
    'ERROR',
    `Error when sending message to topic ${topic} with key: ${sizeText(key)}, value: ${sizeText(value)} with error:`,
    'org.apache.kafka.clients.producer.internals.ErrorLoggingCallback',
  );
  job.err(failure.toString());
}

/** What became of the records that were handed over and not waited for. */
function logRefused(
  job: Job,
  producer: string,
  topic: string,
  from: number,
  waiting: ReadonlyMap<number, NewRecord>,
): void {
  for (const fact of job.run.journal.slice(from)) {
    if (fact.of !== 'log' || fact.kind !== 'batch-sent' || fact.producer !== producer) continue;
    fact.results.forEach((result, n) => {
      const record = waiting.get(fact.tickets[n]!);
      if (record && isRefusal(result)) logFailure(job, topic, record, Failure.of(result));
    });
  }
}
