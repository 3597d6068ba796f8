// The options of kafka-consumer-groups, and which of them go together. Kafka: ConsumerGroupCommandOptions.

import { argument, COMMON, flag, optional, type Options, type Usage } from './options.ts';

export const TABLE = {
  ...COMMON,
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  'command-config': argument('A file of settings for the connection.'),
  list: flag('Lists the consumer groups.'),
  describe: flag('Tells of groups: their offsets, members or states.'),
  delete: flag('Deletes groups.'),
  'reset-offsets': flag('Moves the offsets of groups without members.'),
  'delete-offsets': flag('Deletes the offsets of a group in topics.'),
  'validate-regex': argument('Says whether a regular expression is one that brokers understand.'),
  group: argument('The group; may be given several times.'),
  'all-groups': flag('All groups.'),
  topic: argument('The topic, or topic:0,1; may be given several times.'),
  'all-topics': flag('All topics in which the group has offsets.'),
  timeout: argument('How many milliseconds to wait for an answer.'),
  offsets: flag('With --describe, the offsets and lags; so it is by default.', 'describe'),
  members: flag('With --describe, the members.', 'describe'),
  state: optional('With --describe the state; with --list only groups in these states.', 'describe', 'list'),
  type: optional('With --list, only groups of these types: classic, consumer.', 'list'),
  verbose: flag('With --describe, more columns.', 'describe'),
  'dry-run': flag('With --reset-offsets, only shows where the offsets would go.'),
  execute: flag('With --reset-offsets, moves them.'),
  export: flag('With --reset-offsets, prints as CSV.'),
  'to-offset': argument('To this offset.'),
  'from-file': argument('As a CSV file says: topic,partition,offset.'),
  'to-datetime': argument('To the first record since YYYY-MM-DDThh:mm:ss.sss.'),
  'by-duration': argument('To the first record since so long ago, as PnDTnHnMnS.'),
  'to-earliest': flag('To the beginning.'),
  'to-latest': flag('To the end.'),
  'to-current': flag('To where they are.'),
  'shift-by': argument('By so many records, forward or back.'),
};

export type Name = keyof typeof TABLE;
export type Given = Options<Name>;

/** Where a reset can go, in the order in which the tool names them. */
export const TARGETS = [
  'to-latest',
  'to-current',
  'to-earliest',
  'to-offset',
  'shift-by',
  'from-file',
  'to-datetime',
  'by-duration',
] as const;

/** Two targets are refused in this order. */
const TARGETS_CHECKED = [
  'to-offset',
  'to-datetime',
  'by-duration',
  'to-earliest',
  'to-latest',
  'to-current',
  'shift-by',
  'from-file',
] as const;

export const ACTIONS = [
  'list',
  'describe',
  'delete',
  'reset-offsets',
  'delete-offsets',
  'validate-regex',
] as const;

/** Ends the tool where the options do not go together. Kafka: ConsumerGroupCommandOptions.checkArgs. */
export function check(usage: Usage<Name>): void {
  const { options } = usage;
  const has = (name: Name): boolean => options.has(name);
  usage.helpOrVersion(
    'This tool helps to list all consumer groups, describe a consumer group, delete consumer group info, or reset consumer group offsets.',
  );
  if (!has('validate-regex')) usage.require('bootstrap-server');
  const needsGroups = (action: Name): void => {
    if (!has('group') && !has('all-groups'))
      usage.refuse(`Option [${action}] takes one of these options: [all-groups], [group]`);
  };
  if (has('describe')) {
    needsGroups('describe');
    if ((['members', 'offsets', 'state'] as const).filter(has).length > 1)
      usage.refuse('Option [describe] takes at most one of these options: [members], [offsets], [state]');
    if (options.value('state') !== undefined)
      usage.refuse('Option [describe] does not take a value for [state]');
  }
  if (has('delete')) {
    needsGroups('delete');
    if (has('topic'))
      usage.refuse('The consumer does not support topic-specific offset deletion from a consumer group.');
  }
  if (has('delete-offsets') && !(has('group') && has('topic')))
    usage.refuse('Option [delete-offsets] takes the following options: [topic], [group]');
  if (has('reset-offsets')) checkReset(usage, needsGroups);
  usage.exclude('group', ['all-groups']);
  usage.exclude('group', ['list']);
  usage.exclude('topic', ['list', 'describe']);
}

function checkReset(usage: Usage<Name>, needsGroups: (action: Name) => void): void {
  const { options, job } = usage;
  if (options.has('dry-run') && options.has('execute'))
    usage.refuse('Option [reset-offsets] only accepts one of [execute] and [dry-run]');
  if (!options.has('dry-run') && !options.has('execute'))
    job.err(
      'WARN: No action will be performed as the --execute option is missing. In version 5.0, this command will require either --dry-run or --execute to be specified. You should add the --dry-run option explicitly if you are scripting this command and want to keep the current default behavior without prompting.',
    );
  needsGroups('reset-offsets');
  for (const target of TARGETS_CHECKED)
    usage.exclude(
      target,
      TARGETS.filter((other) => other !== target),
    );
}
