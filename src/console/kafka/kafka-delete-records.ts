// kafka-delete-records: moves the starts of logs as a file says. Kafka: DeleteRecordsCommand.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import type { DeletedRecords } from '../../engine/log/storage/command.ts';
import { connectAdmin, readConfigFile } from './address.ts';
import { Failure } from './failure.ts';
import { hashOfPartition, hashOrder } from './hash-order.ts';
import type { Job } from './job.ts';
import { argument, COMMON, type Options, parseOptions, Usage } from './options.ts';

const TABLE = {
  ...COMMON,
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  'offset-json-file': argument(
    'A file with offsets: {"partitions":[{"topic":"t","partition":0,"offset":3}]}.',
  ),
  'command-config': argument('A file of settings for the connection.'),
};

type Name = keyof typeof TABLE;

interface Target {
  readonly topic: string;
  readonly number: number;
  readonly offset: number;
}

export function kafkaDeleteRecords(job: Job, args: readonly string[]): void {
  try {
    deleteRecords(job, args);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    job.err(thrown.message);
    job.err(thrown.toString());
    job.err();
    job.exit(1);
  }
}

function deleteRecords(job: Job, args: readonly string[]): void {
  const options: Options<Name> = parseOptions<Name>(TABLE, args);
  const usage = new Usage(job, TABLE, options);
  usage.helpOrVersion(
    'This tool helps to delete records of the given partitions down to the specified offset.',
  );
  usage.require('bootstrap-server', 'offset-json-file');
  readConfigFile(job, options.value('command-config'));
  connectAdmin(options.value('bootstrap-server')!);
  const name = options.value('offset-json-file')!;
  const text = job.file(name);
  if (text === null) throw new Failure('IOException', `Unable to read file ${name}`);
  const targets = hashOrder(readTargets(text), ({ topic, number }) => hashOfPartition(topic, number));
  job.out('Executing records delete operation');
  const lines = targets.map((target) => deleteBefore(job, target));
  job.out('Records delete operation completed:');
  lines.forEach((line) => job.out(line));
}

/** The broker's own words for an error. Kafka: Errors. */
const WORDS: Readonly<Record<string, string>> = {
  OffsetOutOfRangeException:
    'The requested offset is not within the range of offsets maintained by the server.',
  PolicyViolationException: 'Request parameters do not satisfy the configured policy.',
};

function deleteBefore(job: Job, { topic, number, offset }: Target): string {
  const answer = job.ask({ kind: 'delete-records', topic, before: { [number]: offset } }) as
    Refusal | DeletedRecords;
  const low = isRefusal(answer) ? answer : answer.low[number]!;
  const partition = `partition: ${topic}-${number}`;
  if (!isRefusal(low)) return `${partition}\tlow_watermark: ${low}`;
  const failure = new Failure(low.error, WORDS[low.error] ?? low.message);
  return `${partition}\terror: ${failure.toString()}`;
}

type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

const unreadable = (expected: string, value: JsonValue): Failure =>
  new Failure('JsonMappingException', `Expected ${expected}, received ${JSON.stringify(value)}`);

const ill = (message: string): Failure => new Failure('AdminOperationException', message);

/** Kafka: DeleteRecordsCommand.parseOffsetJsonStringWithoutDedup. */
function readTargets(text: string): Target[] {
  const json = objectOf(parseJson(text));
  const version = 'version' in json ? integerOf(json['version'], 'Integer') : 1;
  if (version !== 1) throw ill(`Not supported version field value ${version}`);
  if (!('partitions' in json)) throw ill('Missing partitions field');
  const { partitions } = json;
  if (!Array.isArray(partitions)) throw unreadable('JSON array', partitions);
  const targets = (partitions as readonly JsonValue[]).map((one) => {
    const entry = objectOf(one);
    const topic = fieldOf(entry, 'topic');
    if (typeof topic !== 'string') throw unreadable('`String` value', topic);
    const number = integerOf(fieldOf(entry, 'partition'), 'Integer');
    return { topic, number, offset: integerOf(fieldOf(entry, 'offset'), 'Long') };
  });
  const twice = targets.filter((one, n) => targets.findIndex((other) => isSame(one, other)) < n);
  if (twice.length > 0) {
    const names = new Set(twice.map(({ topic, number }) => `${topic}-${number}`));
    throw new Failure(
      'AdminCommandFailedException',
      `Offset json file contains duplicate topic partitions: ${[...names].join(',')}`,
    );
  }
  return targets;
}

const isSame = (one: Target, other: Target): boolean =>
  one.topic === other.topic && one.number === other.number;

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw ill('The input string is not a valid JSON');
  }
}

type JsonObject = { readonly [name: string]: JsonValue };

function objectOf(value: JsonValue): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadable('JSON object', value);
  return value as JsonObject;
}

function fieldOf(object: JsonObject, name: string): JsonValue {
  if (!Object.hasOwn(object, name))
    throw new Failure('JsonMappingException', `No such field exists: \`${name}\``);
  return object[name]!;
}

function integerOf(value: JsonValue, type: 'Integer' | 'Long'): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw unreadable(`\`${type}\` value`, value);
  return value;
}
