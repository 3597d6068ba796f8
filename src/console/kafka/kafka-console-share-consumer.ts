// kafka-console-share-consumer: reads a topic in a share group, prints what it gets and says what becomes of each record.
// Kafka: ConsoleShareConsumer.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import type { SharedRecord, SharePollAnswer } from '../../engine/log/group/share/command.ts';
import { isAddress, parseProperties, readConfigFile } from './address.ts';
import { Failure } from './failure.ts';
import type { Job } from './job.ts';
import { argument, COMMON, flag, type Options, parseOptions, printUsage, Usage } from './options.ts';
import { parsePairs } from './properties.ts';
import { DEFAULT_FORMATTER, type Formatter, formatterOf } from './record-formatter.ts';
import { INTERRUPTED, invalidTopic, PATIENCE_MS, pollFor } from './waiting-poll.ts';

const TABLE = {
  ...COMMON,
  topic: argument('The topic to read.'),
  group: argument('The share group to read in; console-share-consumer if not given.'),
  'max-messages': argument('Ends after so many records.'),
  'timeout-ms': argument('Ends when nothing has come for so long.'),
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  reject: flag('Rejects each record instead of accepting it.'),
  release: flag('Gives each record back instead of accepting it.'),
  'reject-message-on-error': flag('Rejects a record that cannot be printed, and goes on.'),
  formatter: argument('The class that prints records.'),
  'formatter-property': argument('How records are printed, as name=value: print.key, key.separator, …'),
  'formatter-config': argument('The same in a file.'),
  property: argument('Deprecated: use --formatter-property.'),
  'key-deserializer': argument('The class that reads keys.'),
  'value-deserializer': argument('The class that reads values.'),
  'command-property': argument('A setting of the consumer, as name=value.'),
  'command-config': argument('The same in a file.'),
  'consumer-property': argument('Deprecated: use --command-property.'),
  'consumer-config': argument('Deprecated: use --command-config.'),
  'enable-systest-events': flag('Tells of the consumer’s life, for tests.'),
};

type Name = keyof typeof TABLE;
type Given = Options<Name>;

const LOGGER = 'org.apache.kafka.tools.consumer.ConsoleShareConsumer';

interface Sharing {
  readonly options: Given;
  readonly group: string;
  readonly config: Readonly<Record<string, string>>;
  readonly formatter: Formatter;
}

export function kafkaConsoleShareConsumer(job: Job, args: readonly string[]): void {
  const sharing = readSharing(job, args);
  try {
    if (consume(job, sharing)) return;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    job.log('ERROR', 'Unknown error when running consumer: ', LOGGER);
    job.err(thrown.toString());
    job.exit(1);
  }
  job.exit(INTERRUPTED);
}

/** Kafka: ConsoleShareConsumerOptions. */
function readSharing(job: Job, args: readonly string[]): Sharing {
  let options: Given;
  try {
    options = parseOptions<Name>(TABLE, args);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return printUsage(job, TABLE, thrown.message);
  }
  const usage = new Usage<Name>(job, TABLE, options);
  usage.helpOrVersion(
    'This tool helps to read data from Kafka topics using share groups and outputs it to standard output.',
  );
  if (!options.has('topic')) usage.refuse('--topic is a required argument');
  usage.require('bootstrap-server');
  if (options.has('reject') && options.has('release'))
    usage.refuse('At most one of --reject and --release may be specified.');
  const pairs = either(usage, 'command-property', 'consumer-property');
  const file = either(usage, 'command-config', 'consumer-config')[0];
  try {
    const config: Record<string, string> = {
      ...parseProperties(readConfigFile(job, file)),
      ...parsePairs(pairs),
    };
    const group = groupOf(usage, config);
    config['client.id'] ??= 'console-share-consumer';
    config['share.acknowledgement.mode'] = 'explicit';
    return { options, group, config, formatter: readFormatter(job, usage) };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    job.err(thrown.toString());
    return job.exit(1);
  }
}

/** What stands under a new name or an old one, which is told of; both together are refused. */
function either(usage: Usage<Name>, now: Name, old: Name): readonly string[] {
  const { options, job } = usage;
  if (options.has(now) && options.has(old))
    usage.refuse(`Options --${old} and --${now} cannot be specified together.`);
  if (!options.has(old)) return options.values(now);
  job.out(`Option --${old} is deprecated and will be removed in a future version. Use --${now} instead.`);
  return options.values(old);
}

function groupOf(usage: Usage<Name>, config: Record<string, string>): string {
  const named = config['group.id'];
  delete config['group.id'];
  const groups = [
    ...new Set([...usage.options.values('group').slice(0, 1), ...(named === undefined ? [] : [named])]),
  ];
  if (groups.length > 1)
    usage.refuse(
      `The group ids provided in different places (directly using '--group', via '--consumer-property', or via '--consumer-config') do not match. Detected group ids: ${groups.map((id) => `'${id}'`).join(', ')}`,
    );
  return groups[0] ?? 'console-share-consumer';
}

function readFormatter(job: Job, usage: Usage<Name>): Formatter {
  const { options } = usage;
  const className = options.value('formatter') ?? DEFAULT_FORMATTER;
  const pairs = either(usage, 'formatter-property', 'property');
  const properties = {
    ...parseProperties(readConfigFile(job, options.value('formatter-config'))),
    ...parsePairs(pairs),
  };
  for (const what of ['key', 'value'] as const) {
    const deserializer = options.value(`${what}-deserializer`);
    if (deserializer) properties[`${what}.deserializer`] = deserializer;
  }
  return formatterOf(job, className, properties) ?? usage.refuse(className);
}

/** Reads until there is a reason to stop; false if that was Ctrl-C. @throws `Failure` */
function consume(job: Job, { options, group, config, formatter }: Sharing): boolean {
  const timeoutMs = options.integer('timeout-ms', 64) ?? null;
  if (!isAddress(options.values('bootstrap-server')[0]!))
    throw new Failure('KafkaException', 'Failed to construct Kafka share consumer');
  let consumer = 'console-share-consumer';
  for (let n = 2; job.state.shareConsumers[consumer]; n++) consumer = `console-share-consumer-${n}`;
  job.demand({ kind: 'open-share-consumer', consumer, group, config });
  try {
    const topic = options.value('topic')!;
    if (topic.trim() === '')
      throw new Failure(
        'IllegalArgumentException',
        'Topic collection to subscribe to cannot contain null or empty topic',
      );
    job.demand({ kind: 'subscribe-share', consumer, topics: [topic] });
  } catch (thrown) {
    job.ask({ kind: 'close-share-consumer', consumer });
    throw thrown;
  }
  let printed = 0;
  try {
    const most = options.integer('max-messages', 32) ?? -1;
    let left: readonly SharedRecord[] = [];
    while (printed < most || most === -1) {
      if (left.length === 0) {
        const polled =
          invalidTopic(options.value('topic')!) ??
          pollFor(
            job,
            timeoutMs ?? PATIENCE_MS,
            () => job.ask({ kind: 'share-poll', consumer }) as Refusal | SharePollAnswer,
          );
        const failure = polled instanceof Failure ? polled : isRefusal(polled) ? Failure.of(polled) : null;
        left = failure ? [] : (polled as readonly SharedRecord[]);
        if (left.length === 0) {
          if (!failure && timeoutMs === null) return false;
          job.log('ERROR', 'Error processing message, terminating consumer process: ', LOGGER);
          job.err((failure ?? new Failure('TimeoutException')).toString());
          break;
        }
      }
      const [record, ...rest] = left;
      left = rest;
      printed++;
      settle(job, options, consumer, record!, formatter);
    }
  } finally {
    job.ask({ kind: 'close-share-consumer', consumer });
    job.err(`Processed a total of ${printed} messages`);
  }
  return true;
}

/** Prints a record, then says what becomes of it. */
function settle(
  job: Job,
  options: Given,
  consumer: string,
  record: SharedRecord,
  formatter: Formatter,
): void {
  const { partition, offset } = record;
  const acknowledge = (type: 'accept' | 'reject' | 'release'): void => {
    job.ask({ kind: 'acknowledge', consumer, partition, offset, type });
  };
  try {
    job.write(formatter(record));
    acknowledge(options.has('reject') ? 'reject' : options.has('release') ? 'release' : 'accept');
  } catch (thrown) {
    if (!(thrown instanceof Failure) || !options.has('reject-message-on-error')) throw thrown;
    job.log('ERROR', 'Error processing message, rejecting this message: ', LOGGER);
    job.err(thrown.toString());
    acknowledge('reject');
  }
}
