// kafka-get-offsets: offsets of partitions, at their ends or at a time. Kafka: GetOffsetShell.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import type { FoundOffset, OffsetAt } from '../../engine/log/storage/command.ts';
import { isAddress, readConfigFile } from './address.ts';
import { Failure } from './failure.ts';
import type { Job } from './job.ts';
import { argument, COMMON, flag, type Options, parseInteger, parseOptions, Usage } from './options.ts';
import { topicFilter } from './topic-filter.ts';

const TABLE = {
  ...COMMON,
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  'command-config': argument('A file of settings for the connection.'),
  topic: argument('The topics, as a regular expression; all if not given.'),
  partitions: argument('Numbers of partitions, separated by commas; all if not given.'),
  'topic-partitions': argument('Topics with partitions, as topic:1,other:0-3,third.'),
  time: argument('A timestamp, or latest, earliest, max-timestamp and their like.'),
  'exclude-internal-topics': flag('Leaves out internal topics.'),
};

type Name = keyof typeof TABLE;
type Filter = (topic: string, number: number) => boolean;

export function kafkaGetOffsets(job: Job, args: readonly string[]): void {
  try {
    getOffsets(job, readOptions(job, args));
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    job.err(`Error occurred: ${thrown.message}`);
    if (thrown.name !== 'TerseException') {
      job.err(thrown.toString());
      job.err();
    }
    job.exit(1);
  }
}

function readOptions(job: Job, args: readonly string[]): Options<Name> {
  const usage = new Usage(job, TABLE, parseTersely(args));
  usage.helpOrVersion('An interactive shell for getting topic-partition offsets.');
  usage.require('bootstrap-server');
  if (!isAddress(usage.options.value('bootstrap-server')!))
    usage.refuse('Please provide valid host:port like host1:9091,host2:9092\n');
  return usage.options;
}

const terse = (message: string): Failure => new Failure('TerseException', message);

function parseTersely(args: readonly string[]): Options<Name> {
  try {
    return parseOptions<Name>(TABLE, args);
  } catch (thrown) {
    throw thrown instanceof Failure ? terse(thrown.message) : thrown;
  }
}

function getOffsets(job: Job, options: Options<Name>): void {
  if (options.has('topic-partitions') && (options.has('topic') || options.has('partitions')))
    throw terse('--topic-partitions cannot be used with --topic or --partitions');
  const at = readTime(options.value('time') ?? 'latest');
  const isMeant = options.has('topic-partitions')
    ? oneOfRules(options.value('topic-partitions')!)
    : byTopicAndNumber(options.value('topic'), options.value('partitions'));
  readConfigFile(job, options.value('command-config'));
  const { topics } = job.state;
  const meant = Object.values(topics)
    .flatMap(({ name, partitions }) => partitions.map((id, number) => ({ id, topic: name, number })))
    .filter(({ topic, number }) => isMeant(topic, number))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (meant.length === 0) throw terse('Could not match any topic-partitions with the specified filters');
  for (const { id, topic, number } of meant) {
    if (at === null) {
      job.err(
        `Skip getting offsets for topic-partition ${id} due to error: org.apache.kafka.common.errors.UnsupportedVersionException: The version of API is not supported.`,
      );
      continue;
    }
    const answer = job.ask({ kind: 'list-offsets', topic, at }) as Refusal | Record<string, FoundOffset>;
    if (isRefusal(answer)) throw Failure.of(answer);
    const { offset } = answer[id]!;
    if (offset >= 0) job.out(`${topic}:${number}:${offset}`);
  }
}

/** The numbers that stand for names. Kafka: ListOffsetsRequest. */
const NUMBERED: Readonly<Record<number, OffsetAt>> = {
  [-1]: 'latest',
  [-2]: 'earliest',
  [-3]: 'max-timestamp',
  [-4]: 'earliest-local',
  [-5]: 'latest-tiered',
  [-6]: 'earliest-pending-upload',
};

/** Where to look; null for a number that no broker knows. */
function readTime(text: string): OffsetAt | null {
  const named = Object.values(NUMBERED).find((name) => name === text);
  if (named) return named;
  const time = parseInteger(text, 64);
  if (time === null)
    throw terse(
      `Malformed time argument ${text}. Please use -1 or latest / -2 or earliest / -3 or max-timestamp / -4 or earliest-local / -5 or latest-tiered / -6 or earliest-pending-upload, or a specified long format timestamp`,
    );
  return time >= 0 ? time : (NUMBERED[time] ?? null);
}

function byTopicAndNumber(topic: string | undefined, partitions: string | undefined): Filter {
  const isTopic = topicFilter(topic ?? '.*');
  const numbers = (partitions ?? '') === '' ? [] : partitions!.split(',').map((one) => parseInteger(one, 32));
  if (numbers.includes(null))
    throw terse(
      `--partitions expects a comma separated list of numeric partition ids, but received: ${partitions}`,
    );
  return (name, number) => isTopic(name) && (numbers.length === 0 || numbers.includes(number));
}

/** Kafka: GetOffsetShell.parseRuleSpec. */
function oneOfRules(text: string): Filter {
  const rules = text.split(',').map((rule): Filter => {
    const match = /^([^:,]*)(?::(?:([0-9]*)|(?:([0-9]*)-([0-9]*))))?$/.exec(rule);
    if (!match) throw terse(`Invalid rule specification: ${rule}`).within('RuntimeException');
    const [, topic, only, from, to] = match;
    const isTopic = topicFilter(topic || '.*');
    if (only) return (name, number) => isTopic(name) && number === Number(only);
    const [low, high] = [Number(from || 0), to ? Number(to) : Infinity];
    return (name, number) => isTopic(name) && number >= low && number < high;
  });
  return (name, number) => rules.some((rule) => rule(name, number));
}
