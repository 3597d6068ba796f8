// The options of kafka-share-groups, and which of them go together. Kafka: ShareGroupCommandOptions.

import { argument, COMMON, flag, optional, type Options, type Usage } from './options.ts';

export const TABLE = {
  ...COMMON,
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  'command-config': argument('A file of settings for the connection.'),
  list: flag('Lists the share groups.'),
  describe: flag('Tells of groups: their offsets, members or states.'),
  delete: flag('Deletes groups.'),
  'reset-offsets': flag('Moves the start offsets of a group without members.'),
  'delete-offsets': flag('Forgets all that a group has done in topics.'),
  group: argument('The group; may be given several times.'),
  'all-groups': flag('All groups.'),
  topic: argument('The topic, or topic:0,1; may be given several times.'),
  'all-topics': flag('All topics in which the group has offsets.'),
  timeout: argument('How many milliseconds to wait for an answer.'),
  offsets: flag('With --describe, the offsets and lags; so it is by default.', 'describe'),
  members: flag('With --describe, the members.', 'describe'),
  state: optional('With --describe the state; with --list only groups in these states.', 'describe', 'list'),
  verbose: flag('With --describe, more columns.', 'describe'),
  'dry-run': flag('With --reset-offsets, only shows where the offsets would go.'),
  execute: flag('With --reset-offsets, moves them.'),
  'to-datetime': argument('To the first record since YYYY-MM-DDThh:mm:ss.sss.'),
  'to-earliest': flag('To the beginning.'),
  'to-latest': flag('To the end.'),
};

export type Name = keyof typeof TABLE;
export type Given = Options<Name>;

export const ACTIONS = ['list', 'describe', 'delete', 'reset-offsets', 'delete-offsets'] as const;

const TARGETS = ['to-datetime', 'to-earliest', 'to-latest'] as const;

/** Ends the tool where the options do not go together. Kafka: ShareGroupCommandOptions.checkArgs. */
export function check(usage: Usage<Name>): void {
  const { options } = usage;
  const has = (name: Name): boolean => options.has(name);
  usage.helpOrVersion('This tool helps to list, describe, reset and delete share groups.');
  usage.require('bootstrap-server');
  if (has('describe')) {
    if (!has('group') && !has('all-groups'))
      usage.refuse('Option [describe] takes one of these options: [all-groups], [group]');
    if ((['members', 'offsets', 'state'] as const).filter(has).length > 1)
      usage.refuse('Option [describe] takes at most one of these options: [members], [offsets], [state]');
    if (options.value('state') !== undefined)
      usage.refuse('Option [describe] does not take a value for [state]');
  }
  if (has('delete')) {
    if (!has('group') && !has('all-groups'))
      usage.refuse('Option [delete] takes the options [group] or [all-groups]');
    if (has('group') && has('all-groups'))
      usage.refuse('Option [delete] takes either [group] or [all-groups], not both.');
    if (has('topic')) usage.refuse('Option [delete] does not take the option: [topic]');
  }
  if (has('delete-offsets') && !(has('group') && has('topic')))
    usage.refuse('Option [delete-offsets] takes the following options: [group], [topic]');
  if (has('reset-offsets')) checkReset(usage);
  usage.exclude('group', ['all-groups']);
  usage.exclude('group', ['list']);
  usage.exclude('topic', ['list', 'describe']);
  if (ACTIONS.filter(has).length !== 1)
    usage.refuse(
      `Command must include exactly one action: ${ACTIONS.map((action) => `--${action}`).join(', ')}.`,
    );
}

function checkReset(usage: Usage<Name>): void {
  const { options } = usage;
  const has = (name: Name): boolean => options.has(name);
  if (has('dry-run') && has('execute'))
    usage.refuse('Option [reset-offsets] only accepts one of [execute] and [dry-run]');
  if (!has('dry-run') && !has('execute'))
    usage.refuse('Option [reset-offsets] takes the option: [execute] or [dry-run]');
  if (!has('group')) usage.refuse('Option [reset-offsets] takes the option: [group]');
  if (!has('topic') && !has('all-topics'))
    usage.refuse('Option [reset-offsets] takes one of these options: [all-topics], [topic]');
  if (!TARGETS.some(has))
    usage.refuse(
      'Option [reset-offsets] takes one of these options: [to-datetime], [to-earliest], [to-latest]',
    );
  for (const target of TARGETS)
    usage.exclude(
      target,
      TARGETS.filter((other) => other !== target),
    );
}
