// kafka-consumer-groups --reset-offsets: where the bookmarks of groups go, as a table or as CSV. The moving itself is the engine's.
// Kafka: ConsumerGroupService.resetOffsets, OffsetsUtils.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import type { ResetAnswer, ResetTarget } from '../../engine/log/group/command.ts';
import { parseDateTime } from './date-time.ts';
import { Failure } from './failure.ts';
import { hashOfPartition, hashOfText, hashOrder } from './hash-order.ts';
import type { Job } from './job.ts';
import { type Given, type Name, TARGETS } from './kafka-consumer-groups-options.ts';
import { groupsMeant, printError } from './consumer-groups.ts';
import type { Usage } from './options.ts';
import { type NamedPartition, partitionsNamed } from './partitions-named.ts';
import { readResetPlan } from './reset-plan.ts';
import { row, widest } from './table.ts';

/** One bookmark and where it goes. */
interface Move extends NamedPartition {
  readonly group: string;
  readonly offset: number;
}

export function resetGroups(job: Job, usage: Usage<Name>): void {
  const { options } = usage;
  const groups = hashOrder(groupsMeant(job, options), hashOfText);
  for (const group of groups)
    if (group === '')
      throw new Failure('InvalidGroupIdException', 'The group id is invalid.')
        .within('ExecutionException')
        .within('RuntimeException');
  const moves = groups.flatMap((group) => resetGroup(job, usage, group));
  if (options.has('export')) printCsv(job, options, moves);
  else printMoves(job, groups, moves);
}

function resetGroup(job: Job, usage: Usage<Name>, group: string): Move[] {
  const { options } = usage;
  const { state } = job.state.groups[group] ?? { state: 'Dead' };
  if (state !== 'Empty' && state !== 'Dead') {
    printError(
      job,
      `Assignments can only be reset if the group '${group}' is inactive, but the current state is ${state}.`,
    );
    return [];
  }
  const partitions = scopeOf(job, usage, group);
  if (!options.has('from-file')) checkPartitions(job, group, partitions);
  const to = options.has('from-file') ? rowsOf(job, options, group) : targetOf(usage);
  if (to === null) return [];
  const dryRun = options.has('dry-run') || !options.has('execute');
  const { offsets, warnings } = asked(job, {
    kind: 'reset-offsets',
    group,
    partitions: partitions.map(({ topic, number }) => `${topic}-${number}`),
    to,
    dryRun,
  });
  for (const warning of warnings)
    if (warning.startsWith('Warn:')) {
      job.out();
      job.out(warning);
    } else job.log('WARN', warning, 'org.apache.kafka.tools.OffsetsUtils');
  return Object.entries(offsets).map(([id, offset]) => ({ group, offset, ...placeOf(job, id) }));
}

const placeOf = ({ state }: Job, id: string): NamedPartition => {
  const { topic, number } = state.partitions[id]!;
  return { topic, number };
};

const inHashOrder = <Item extends NamedPartition>(items: readonly Item[]): Item[] =>
  hashOrder(items, ({ topic, number }) => hashOfPartition(topic, number));

/** Which partitions are meant. Kafka: ConsumerGroupService.getPartitionsToReset. */
function scopeOf(job: Job, usage: Usage<Name>, group: string): NamedPartition[] {
  const { options } = usage;
  if (options.has('all-topics')) {
    const committed = Object.keys(job.state.groups[group]?.offsets ?? {});
    return inHashOrder(committed.map((id) => placeOf(job, id)));
  }
  if (options.has('topic')) {
    const { partitions, unknown } = partitionsNamed(job, options.values('topic'));
    if (unknown.length > 0)
      throw new Failure(
        'UnknownTopicOrPartitionException',
        'This server does not host this topic-partition.',
      );
    return inHashOrder(partitions);
  }
  if (!options.has('from-file'))
    usage.refuse('One of the reset scopes should be defined: --all-topics, --topic.');
  return [];
}

/** Every one must exist, and stand there once. */
function checkPartitions(job: Job, group: string, partitions: readonly NamedPartition[]): void {
  const ids = partitions.map(({ topic, number }) => `${topic}-${number}`);
  // a look at where they are changes nothing, and says what does not exist
  asked(job, { kind: 'reset-offsets', group, partitions: ids, to: 'current', dryRun: true });
  const twice = ids.find((id, n) => ids.indexOf(id) < n);
  if (twice !== undefined)
    throw new Failure('IllegalStateException', `Duplicate key ${twice} (attempted merging values)`);
}

function targetOf(usage: Usage<Name>): ResetTarget {
  const { options } = usage;
  if (options.has('to-earliest')) return 'earliest';
  if (options.has('to-latest')) return 'latest';
  if (options.has('to-current')) return 'current';
  if (options.has('to-offset')) return { offset: options.integers('to-offset', 64)[0]! };
  if (options.has('shift-by')) return { shift: options.integer('shift-by', 64)! };
  if (options.has('by-duration')) return { duration: options.value('by-duration')! };
  if (options.has('to-datetime')) return { time: timeOf(options.values('to-datetime')[0]!) };
  return usage.refuse(
    `Option '[reset-offsets]' requires one of the following scenarios: [${TARGETS.map((one) => `[${one}]`).join(', ')}]`,
  );
}

function timeOf(text: string): number {
  try {
    return parseDateTime(text);
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown.within('RuntimeException') : thrown;
  }
}

/** The engine's answer. @throws `Failure` where it is a refusal, whose message is the tool's first line. */
function asked(job: Job, command: Parameters<Job['ask']>[0]): ResetAnswer {
  const answer = job.ask(command) as Refusal | ResetAnswer;
  if (!isRefusal(answer)) return answer;
  const because = answer.message.replace(/^Error: Executing consumer group command failed due to /, '');
  if (because.startsWith('Cannot shift')) throw new Failure('IllegalArgumentException', because);
  if (because.startsWith('java.')) throw new Failure('RuntimeException', because);
  if (because.startsWith('Text ')) throw new Failure('DateTimeParseException', because);
  throw new Failure('UnknownTopicOrPartitionException', because);
}

/** What a file says of a group; null if it says nothing. */
function rowsOf(job: Job, options: Given, group: string): ResetTarget | null {
  const plan = readResetPlan(job, options.values('from-file')[0]!, options.values('group'));
  const planned = plan.get(group);
  if (!planned) {
    printError(job, `No reset plan for group ${group} found`);
    return null;
  }
  for (const { topic, number } of planned) {
    const because = job.state.topics[topic]
      ? job.state.partitions[`${topic}-${number}`]
        ? null
        : new Failure('TimeoutException', 'Call(callName=listOffsets(api=METADATA)) timed out')
      : unknownTopic(topic, number);
    if (because) throw because.within('ExecutionException').within('RuntimeException');
  }
  return {
    rows: Object.fromEntries(
      inHashOrder(planned).map(({ topic, number, offset }) => [`${topic}-${number}`, offset]),
    ),
  };
}

function unknownTopic(topic: string, number: number): Failure {
  const failed = `Failed to fetch metadata for partition ${topic}-${number}`;
  return /^[\w.-]{1,249}$/.test(topic)
    ? new Failure(
        'UnknownTopicOrPartitionException',
        `${failed} because metadata for topic \`${topic}\` could not be found`,
      )
    : new Failure('InvalidTopicException', `${failed} due to invalid topic \`${topic}\``);
}

function printMoves(job: Job, groups: readonly string[], moves: readonly Move[]): void {
  job.out();
  if (groups.length === 0) return;
  const topics = moves.map(({ topic }) => topic);
  const widths = [widest(15, groups), widest(15, topics), 10, 0];
  job.out(row(widths, ['GROUP', 'TOPIC', 'PARTITION', 'NEW-OFFSET']));
  for (const { group, topic, number, offset } of moves) job.out(row(widths, [group, topic, number, offset]));
}

function printCsv(job: Job, options: Given, moves: readonly Move[]): void {
  const single = options.values('group').length === 1;
  for (const { group, topic, number, offset } of moves)
    job.out([...(single ? [] : [group]), topic, number, offset].join(','));
  job.out();
}
