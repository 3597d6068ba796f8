// kafka-groups: lists groups of all kinds. Kafka: GroupsCommand.

import { connectAdmin, readConfigFile } from './address.ts';
import { Failure } from './failure.ts';
import { type ListedGroup, listedGroups } from './groups.ts';
import type { Job } from './job.ts';
import { argument, COMMON, flag, type Options, parseOrUsage, Usage } from './options.ts';
import { row, widest } from './table.ts';

const TABLE = {
  ...COMMON,
  'bootstrap-server': argument('The broker to connect to, as host:port.'),
  'command-config': argument('A file of settings for the connection.'),
  list: flag('Lists the groups.'),
  'group-type': argument('Only groups of this type: classic, consumer, share or streams.'),
  protocol: argument('Only groups that speak this.'),
  consumer: flag('Only groups of consumers, of either protocol.'),
  share: flag('Only share groups.'),
  streams: flag('Only streams groups.'),
};

type Name = keyof typeof TABLE;

export function kafkaGroups(job: Job, args: readonly string[]): void {
  const options = readOptions(job, args);
  try {
    listGroups(job, options);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    job.err(thrown.message);
    job.err(thrown.toString());
    job.err();
    job.exit(1);
  }
}

function readOptions(job: Job, args: readonly string[]): Options<Name> {
  const options = parseOrUsage<Name>(job, TABLE, args);
  const usage = new Usage(job, TABLE, options);
  if (!options.has('help') && !options.has('version') && !options.has('bootstrap-server'))
    usage.refuse('Missing required option(s) [bootstrap-server]');
  usage.helpOrVersion('This tool helps to list groups of all types.');
  if (!options.has('list')) usage.refuse('Command must include exactly one action: --list.');
  usage.exclude('consumer', ['protocol', 'group-type', 'share', 'streams']);
  usage.exclude('share', ['consumer', 'protocol', 'group-type', 'streams']);
  usage.exclude('streams', ['consumer', 'protocol', 'group-type', 'share']);
  return options;
}

const TYPES = ['classic', 'consumer', 'share', 'streams'];

function listGroups(job: Job, options: Options<Name>): void {
  readConfigFile(job, options.value('command-config'));
  connectAdmin(options.value('bootstrap-server')!);
  const type = options.value('group-type')?.toLowerCase();
  if (type !== undefined && !TYPES.includes(type))
    throw new Failure('IllegalArgumentException', '--group-type must be a valid group type.');
  const protocol = options.value('protocol');
  const isMeant = (group: ListedGroup): boolean => {
    if (options.has('consumer')) return group.type === 'Consumer' || group.protocol !== 'share';
    if (options.has('share')) return group.type === 'Share';
    if (options.has('streams')) return false;
    return (
      (type === undefined || group.type.toLowerCase() === type) &&
      (protocol === undefined || group.protocol === protocol)
    );
  };
  const groups = listedGroups(job).filter(isMeant);
  const width = widest(
    20,
    groups.flatMap(({ id, type: kind, protocol: speaks }) => [id, kind, speaks]),
  );
  const widths = [width, width, width];
  job.out(row(widths, ['GROUP', 'TYPE', 'PROTOCOL']));
  // a blank stands at the end of every line but the first
  for (const { id, type: kind, protocol: speaks } of groups) job.out(`${row(widths, [id, kind, speaks])} `);
}
