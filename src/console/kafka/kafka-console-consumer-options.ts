// The options of kafka-console-consumer and what they come to. Kafka: ConsoleConsumerOptions.

import { drawBelow } from '../../engine/random.ts';
import { parseProperties, readConfigFile } from './address.ts';
import type { Job } from './job.ts';
import { argument, COMMON, flag, type Options, parseInteger, parseOrUsage, Usage } from './options.ts';
import { mergeOption, parsePairs } from './properties.ts';
import { DEFAULT_FORMATTER, type Formatter, formatterOf } from './record-formatter.ts';

const TABLE = {
  ...COMMON,
  topic: argument('The topic to read.'),
  include: argument('Topics to read, as a regular expression.'),
  partition: argument('The partition to read; from its end unless --offset says otherwise.'),
  offset: argument('Where to begin: earliest, latest or an offset.'),
  'from-beginning': flag('Begins with the earliest record where the group has committed nothing.'),
  'max-messages': argument('Ends after so many records.'),
  'timeout-ms': argument('Ends when nothing has come for so long.'),
  group: argument('The group to read in.'),
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  'isolation-level': argument('read_committed or read_uncommitted.'),
  'skip-message-on-error': flag('Goes on after a record that cannot be printed.'),
  formatter: argument('The class that prints records.'),
  'formatter-property': argument('How records are printed, as name=value: print.key, key.separator, …'),
  'formatter-config': argument('The same in a file.'),
  property: argument('Deprecated: use --formatter-property.'),
  'key-deserializer': argument('The class that reads keys.'),
  'value-deserializer': argument('The class that reads values.'),
  'command-property': argument('A setting of the consumer, as name=value.'),
  'command-config': argument('The same in a file.'),
  'consumer-property': argument('Deprecated: use --command-property.'),
  'consumer.config': argument('Deprecated: use --command-config.'),
  'enable-systest-events': flag('Tells of the consumer’s life, for tests.'),
};

type Name = keyof typeof TABLE;
type Given = Options<Name>;

/** What is to be read, and how. */
export interface Consumption {
  readonly options: Given;
  readonly config: Readonly<Record<string, string>>;
  readonly group: string;
  /** null for a whole topic. */
  readonly partition: number | null;
  readonly from: number | 'beginning' | 'end';
  readonly timeoutMs: number | null;
  readonly formatter: Formatter;
}

/** Reads the command line, or ends the tool. @throws `Failure` where the real tool ends in a stack trace */
export function readConsumption(job: Job, args: readonly string[]): Consumption {
  const usage = new Usage<Name>(job, TABLE, parseOrUsage<Name>(job, TABLE, args));
  const { options } = usage;
  usage.helpOrVersion('This tool helps to read data from Kafka topics and outputs it to standard output.');
  const partition = checkRequired(usage);
  takeOldNames(usage, [
    ['command-property', 'consumer-property'],
    ['command-config', 'consumer.config'],
  ]);
  const file = either(options, 'command-config', 'consumer.config');
  const properties = {
    ...parseProperties(readConfigFile(job, file[0])),
    ...parsePairs(either(options, 'command-property', 'consumer-property')),
  };
  const group = groupOf(job, usage, properties, partition);
  const config = configOf(job, options, properties);
  const from = readOffset(usage);
  const timeoutMs = options.integer('timeout-ms', 64) ?? null;
  return { options, config, group, partition, from, timeoutMs, formatter: readFormatter(job, usage) };
}

function checkRequired(usage: Usage<Name>): number | null {
  const { options } = usage;
  if (options.has('topic') === options.has('include'))
    usage.refuse('Exactly one of the following arguments is required: [topic], [include]');
  const partition = options.integer('partition', 32) ?? null;
  if (partition === null) {
    if (options.has('offset')) usage.refuse('The partition is required when offset is specified.');
  } else {
    if (!options.has('topic')) usage.refuse('The topic is required when partition is specified.');
    if (options.has('from-beginning') && options.has('offset'))
      usage.refuse('Options from-beginning and offset cannot be specified together.');
  }
  usage.require('bootstrap-server');
  return partition;
}

/** Options that have a new name: both together are refused, the old one is told of. */
function takeOldNames(usage: Usage<Name>, renamed: readonly (readonly [now: Name, old: Name])[]): void {
  const { options, job } = usage;
  for (const [now, old] of renamed)
    if (options.has(now) && options.has(old))
      usage.refuse(`Options --${old} and --${now} cannot be specified together.`);
  for (const [now, old] of renamed)
    if (options.has(old))
      job.out(`Option --${old} is deprecated and will be removed in a future version. Use --${now} instead.`);
}

const either = (options: Given, now: Name, old: Name): readonly string[] =>
  options.has(old) ? options.values(old) : options.values(now);

/** The group that is given in any of the ways, or one by chance. */
function groupOf(
  job: Job,
  usage: Usage<Name>,
  properties: Record<string, string>,
  partition: number | null,
): string {
  const named = [
    ...usage.options.values('group').slice(0, 1),
    ...(properties['group.id'] === undefined ? [] : [properties['group.id']]),
  ];
  const groups = [...new Set(named)];
  if (groups.length > 1)
    usage.refuse(
      `The group ids provided in different places (directly using '--group', via '--consumer-property', or via '--consumer.config') do not match. Detected group ids: ${groups.map((id) => `'${id}'`).join(', ')}`,
    );
  if (groups.length > 0 && partition !== null)
    usage.refuse('Options group and partition cannot be specified together.');
  if (groups[0] !== undefined) return groups[0];
  // what nobody comes back to need not be kept
  properties['enable.auto.commit'] ??= 'false';
  const { seed } = job.run.world;
  const consumers = Object.keys(job.state.consumers).length;
  return `console-consumer-${drawBelow(100_000, seed, 'console-consumer', consumers)}`;
}

function configOf(job: Job, options: Given, properties: Record<string, string>): Record<string, string> {
  const reset = properties['auto.offset.reset'];
  if (reset !== undefined && reset !== 'earliest' && options.has('from-beginning')) {
    job.err(
      `Can't simultaneously specify --from-beginning and 'auto.offset.reset=${reset}', please remove one option`,
    );
    job.exit(1);
  }
  properties['auto.offset.reset'] ??= options.has('from-beginning') ? 'earliest' : 'latest';
  properties['client.id'] ??= 'console-consumer';
  mergeOption(properties, 'isolation.level', options, 'isolation-level', 'read_uncommitted');
  delete properties['group.id'];
  return properties;
}

function readOffset(usage: Usage<Name>): Consumption['from'] {
  const { options } = usage;
  const text = options.value('offset');
  if (text === undefined) return options.has('from-beginning') ? 'beginning' : 'end';
  const word = text.toLowerCase();
  if (word === 'earliest') return 'beginning';
  if (word === 'latest') return 'end';
  const offset = parseInteger(text, 64);
  if (offset !== null && offset >= 0) return offset;
  return usage.refuse(
    `The provided offset value '${text}' is incorrect. Valid values are 'earliest', 'latest', or a non-negative long.`,
  );
}

function readFormatter(job: Job, usage: Usage<Name>): Formatter {
  const { options } = usage;
  const className = options.value('formatter') ?? DEFAULT_FORMATTER;
  takeOldNames(usage, [['formatter-property', 'property']]);
  const properties = {
    ...parseProperties(readConfigFile(job, options.value('formatter-config'))),
    ...parsePairs(either(options, 'formatter-property', 'property')),
  };
  for (const what of ['key', 'value'] as const) {
    const deserializer = options.value(`${what}-deserializer`);
    if (deserializer) properties[`${what}.deserializer`] = deserializer;
  }
  return formatterOf(job, className, properties) ?? usage.refuse(className);
}
