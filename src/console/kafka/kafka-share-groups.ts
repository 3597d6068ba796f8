// kafka-share-groups: lists, describes, resets and deletes share groups. Kafka: ShareGroupCommand.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import { connectAdmin, readConfigFile } from './address.ts';
import { printError } from './consumer-groups.ts';
import { Failure } from './failure.ts';
import { listedGroups } from './groups.ts';
import { hashOfText, hashOrder } from './hash-order.ts';
import type { Job } from './job.ts';
import { check, type Given, type Name, TABLE } from './kafka-share-groups-options.ts';
import { parseOrTrace, Usage } from './options.ts';
import { describeShareGroups } from './share-group-description.ts';
import { resetShareGroup } from './share-group-reset.ts';
import { row, widest } from './table.ts';

export function kafkaShareGroups(job: Job, args: readonly string[]): void {
  const usage = new Usage<Name>(job, TABLE, parseOrTrace<Name>(job, TABLE, args));
  check(usage);
  try {
    run(job, usage.options);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    if (thrown.name === 'IllegalArgumentException') usage.refuse(thrown.message);
    printError(job, `Executing share group command failed due to ${thrown.message}`);
    job.err(thrown.toString());
  }
}

function run(job: Job, options: Given): void {
  try {
    readConfigFile(job, options.value('command-config'));
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown.within('RuntimeException') : thrown;
  }
  connectAdmin(options.value('bootstrap-server')!);
  options.integer('timeout', 64);
  if (options.has('list')) list(job, options);
  else if (options.has('describe')) describeShareGroups(job, options, shareGroupsMeant(job, options));
  else if (options.has('delete')) deleteGroups(job, options);
  else if (options.has('reset-offsets')) resetShareGroup(job, options);
  else deleteOffsets(job, options);
}

const shareGroups = (job: Job) => listedGroups(job).filter(({ type }) => type === 'Share');

function shareGroupsMeant(job: Job, options: Given): string[] {
  const ids = options.has('all-groups') ? shareGroups(job).map(({ id }) => id) : options.values('group');
  return hashOrder([...new Set(ids)], hashOfText);
}

const STATES = ['Empty', 'Dead', 'Stable'];

function list(job: Job, options: Given): void {
  if (!options.has('state')) {
    for (const { id } of shareGroups(job)) job.out(id);
    return;
  }
  const text = options.value('state') ?? '';
  const states = text === '' ? STATES : text.split(',').map((one) => stateOf(one.trim()));
  if (states.includes(undefined))
    throw new Failure(
      'IllegalArgumentException',
      `Invalid state list '${text}'. Valid states are: ${STATES.join(', ')}`,
    );
  const groups = shareGroups(job).filter(({ state }) => states.includes(state));
  const widths = [
    widest(
      15,
      groups.map(({ id }) => id),
    ),
    0,
  ];
  job.out(row(widths, ['GROUP', 'STATE']));
  for (const { id, state } of groups) job.out(row(widths, [id, state]));
}

const stateOf = (word: string): string | undefined =>
  STATES.find((state) => state.toLowerCase() === word.toLowerCase());

function deleteGroups(job: Job, options: Given): void {
  const known = shareGroups(job).map(({ id }) => id);
  const failed: [id: string, why: Failure][] = [];
  const deleted: string[] = [];
  const groups = shareGroupsMeant(job, options);
  for (const id of new Set(options.values('group')))
    if (!known.includes(id))
      failed.push([id, new Failure('IllegalArgumentException', `Group '${id}' is not a share group.`)]);
  for (const group of groups.filter((id) => known.includes(id))) {
    const answer = job.ask({ kind: 'delete-share-group', group }) as Refusal | object;
    if (isRefusal(answer)) failed.push([group, Failure.of(answer)]);
    else deleted.push(group);
  }
  const names = deleted.map((id) => `'${id}'`).join(', ');
  if (failed.length === 0) {
    job.out(`Deletion of requested share groups (${names}) was successful.`);
    return;
  }
  printError(job, 'Deletion of some share groups failed:');
  for (const [id, why] of failed) job.out(`* Group '${id}' could not be deleted due to: ${why.toString()}`);
  if (deleted.length === 0) return;
  job.out();
  job.out(`These share groups were deleted successfully: ${names}`);
}

/** Topic by topic, unless there is something wrong with the group. */
function deleteOffsets(job: Job, options: Given): void {
  const id = options.value('group')!;
  const topics = [...new Set(options.values('topic'))].sort();
  const wrong = wrongWithGroup(job, id);
  const results = topics.map((topic): readonly [string, string] => [
    topic,
    wrong === null ? deleteTopic(job, id, topic) : `Error: ${wrong}`,
  ]);
  if (wrong !== null) printError(job, wrong);
  const widths = [widest(15, topics), 0];
  job.out();
  job.out(row(widths, ['TOPIC', 'STATUS']));
  for (const result of results) job.out(row(widths, result));
}

function wrongWithGroup({ state }: Job, id: string): string | null {
  const group = state.groups[id];
  if (!group) return `Group ${id} not found.`;
  if (group.type !== 'share') return `Group ${id} is not a share group.`;
  return group.members.length > 0 ? 'The group is not empty.' : null;
}

function deleteTopic(job: Job, id: string, topic: string): string {
  const { topics, groups } = job.state;
  if (!topics[topic]) return 'Error: This server does not host this topic-partition.';
  const group = groups[id]!;
  const known = group.type === 'share' && topics[topic].partitions.some((one) => group.partitions[one]);
  if (!known) return 'Error: There is no offset information to delete.';
  const answer = job.ask({ kind: 'delete-share-offsets', group: id, topics: [topic] }) as Refusal | object;
  return isRefusal(answer) ? `Error: ${answer.message}` : 'Successful';
}
