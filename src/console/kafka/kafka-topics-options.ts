// The options of kafka-topics, and which of them go together. Kafka: TopicCommandOptions.

import { Failure } from './failure.ts';
import { argument, COMMON, flag, type Options, type Usage } from './options.ts';

const ONLY = 'With --describe, only partitions';

export const TABLE = {
  ...COMMON,
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  'command-config': argument('A file of settings for the connection.'),
  list: flag('Lists all topics.'),
  describe: flag('Tells of topics and their partitions.'),
  create: flag('Creates a topic.'),
  alter: flag('Gives topics more partitions.'),
  delete: flag('Deletes topics.'),
  topic: argument('The topic; a regular expression except with --create.'),
  'topic-id': argument('The id of a topic to describe.'),
  config: argument('With --create, a setting of the topic as name=value.'),
  'delete-config': argument('No longer supported.'),
  partitions: argument('How many partitions.'),
  'replication-factor': argument('How many replicas of each partition.'),
  'replica-assignment': argument('Brokers of each partition, as 1:2,2:3.'),
  'under-replicated-partitions': flag(`${ONLY} that lack replicas in sync.`),
  'unavailable-partitions': flag(`${ONLY} without a leader.`),
  'under-min-isr-partitions': flag(`${ONLY} below min.insync.replicas.`),
  'at-min-isr-partitions': flag(`${ONLY} just at min.insync.replicas.`),
  'topics-with-overrides': flag('With --describe, only topics with settings of their own.'),
  'if-exists': flag('Does nothing where there is no such topic.'),
  'if-not-exists': flag('With --create, does nothing where there is such a topic.'),
  'exclude-internal': flag('Leaves out internal topics.'),
  'partition-size-limit-per-response': argument('How many partitions come in one answer.'),
};

export type Name = keyof typeof TABLE;
export type Given = Options<Name>;

const ACTIONS = ['list', 'describe', 'create', 'alter', 'delete'] as const;
/** In the order in which they are checked against each other. */
const CHECKED = ['alter', 'create', 'describe', 'list', 'delete'] as const;
/** What --describe can be narrowed to. */
export const REPORTS = [
  'under-replicated-partitions',
  'under-min-isr-partitions',
  'at-min-isr-partitions',
  'unavailable-partitions',
] as const;

/** Ends the tool where the options do not go together. Kafka: TopicCommandOptions.checkArgs. */
export function check(usage: Usage<Name>): void {
  const { options, job } = usage;
  const has = (name: Name): boolean => options.has(name);
  if (options.args.length === 0) usage.refuse('Create, delete, describe, or change a topic.');
  usage.helpOrVersion('This tool helps to create, delete, describe, or change a topic.');
  if (ACTIONS.filter(has).length !== 1)
    usage.refuse(
      'Command must include exactly one action: --list, --describe, --create, --alter or --delete',
    );
  if (has('delete-config'))
    job.err(
      'delete-config option is no longer supported and deprecated since version 4.0. The config will be fully removed in future releases.',
    );
  if (!has('bootstrap-server'))
    throw new Failure('IllegalArgumentException', '--bootstrap-server must be specified');
  if (has('describe') && has('if-exists')) {
    if (!has('topic') && !has('topic-id'))
      usage.refuse('--topic or --topic-id is required to describe a topic');
    if (has('topic') && has('topic-id'))
      job.out(
        'Only topic id will be used when both --topic and --topic-id are specified and topicId is not Uuid.ZERO_UUID',
      );
  }
  if (!has('list') && !has('describe')) usage.require('topic');
  if (has('alter')) {
    if (has('config'))
      usage.refuse(
        `Option combination "[[config], [bootstrap-server]]" can't be used with option "[alter]" (To alter topic configurations, the kafka-configs tool can be used.)`,
      );
    usage.require('partitions');
  }
  const onlyFor = (name: Name, ...actions: readonly (typeof ACTIONS)[number][]): void =>
    usage.exclude(
      name,
      CHECKED.filter((action) => !actions.includes(action)),
    );
  onlyFor('config', 'alter', 'create');
  onlyFor('partitions', 'alter', 'create');
  onlyFor('replication-factor', 'create');
  onlyFor('replica-assignment', 'alter', 'create');
  if (has('create')) usage.exclude('replica-assignment', ['partitions', 'replication-factor']);
  for (const report of REPORTS)
    usage.exclude(report, [...CHECKED.filter((action) => action !== 'describe'), 'topics-with-overrides']);
  usage.exclude('topics-with-overrides', [...CHECKED.filter((action) => action !== 'describe'), ...REPORTS]);
  onlyFor('if-exists', 'alter', 'delete', 'describe');
  onlyFor('if-not-exists', 'create');
  onlyFor('exclude-internal', 'list', 'describe');
}
