// kafka-consumer-groups: lists, describes, deletes and resets groups of consumers. Kafka: ConsumerGroupCommand.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import { connectAdmin, readConfigFile } from './address.ts';
import { consumerGroups, groupsMeant, printError } from './consumer-groups.ts';
import { deleteGroupOffsets } from './consumer-group-deletion.ts';
import { describeGroups } from './consumer-group-description.ts';
import { resetGroups } from './consumer-group-reset.ts';
import { Failure } from './failure.ts';
import { hashOfText, hashOrder } from './hash-order.ts';
import type { Job } from './job.ts';
import { ACTIONS, check, type Given, type Name, TABLE } from './kafka-consumer-groups-options.ts';
import { parseOrTrace, Usage } from './options.ts';
import { whyNoRe2 } from './re2-syntax.ts';
import { row, widest } from './table.ts';

export function kafkaConsumerGroups(job: Job, args: readonly string[]): void {
  const usage = new Usage<Name>(job, TABLE, parseOrTrace<Name>(job, TABLE, args));
  check(usage);
  const { options } = usage;
  if (ACTIONS.filter((action) => options.has(action)).length !== 1)
    usage.refuse(
      `Command must include exactly one action: ${ACTIONS.map((action) => `--${action}`).join(', ')}`,
    );
  if (options.has('validate-regex')) return validateRegex(job, options);
  try {
    run(job, usage);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    if (thrown.name === 'IllegalArgumentException') usage.refuse(thrown.message);
    printError(job, `Executing consumer group command failed due to ${thrown.message}`);
    job.err(thrown.toString());
  }
}

function run(job: Job, usage: Usage<Name>): void {
  const { options } = usage;
  try {
    readConfigFile(job, options.value('command-config'));
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown.within('RuntimeException') : thrown;
  }
  connectAdmin(options.value('bootstrap-server')!);
  // whether or not the action uses them
  options.integers('to-offset', 64);
  options.value('by-duration');
  options.integer('shift-by', 64);
  options.integer('timeout', 64);
  if (options.has('list')) list(job, options);
  else if (options.has('describe')) describeGroups(job, options);
  else if (options.has('delete')) deleteGroups(job, options);
  else if (options.has('reset-offsets')) resetGroups(job, usage);
  else deleteGroupOffsets(job, options);
}

const STATES = [
  'Assigning',
  'Dead',
  'CompletingRebalance',
  'Empty',
  'PreparingRebalance',
  'Stable',
  'Reconciling',
];
const TYPES = ['Consumer', 'Classic'];

function list(job: Job, options: Given): void {
  if (!options.has('type') && !options.has('state')) {
    for (const { id } of consumerGroups(job)) job.out(id);
    return;
  }
  const types = wordsOf(options.value('type'), TYPES, 'types');
  const states = wordsOf(options.value('state'), STATES, 'state');
  const groups = consumerGroups(job).filter(
    ({ type, state }) => (!types || types.includes(type)) && (!states || states.includes(state)),
  );
  const ids = groups.map(({ id }) => id);
  const widths = [widest(15, ids) + 10, 20, 20];
  const print = (id: string, type: string, state: string): void =>
    job.out(
      row(widths, [id, ...(options.has('type') ? [type] : []), ...(options.has('state') ? [state] : [])]),
    );
  print('GROUP', 'TYPE', 'STATE');
  for (const { id, type, state } of groups) print(id, type, state);
}

/** Words from a list of those that there are, in whatever case; null for all. @throws `Failure` */
function wordsOf(text: string | undefined, known: readonly string[], what: string): string[] | null {
  if (text === undefined || text === '') return null;
  const words = text.split(',').map((one) => {
    const word = one.trim().toLowerCase();
    return known.find((name) => name.toLowerCase() === word);
  });
  if (words.includes(undefined))
    throw new Failure(
      'IllegalArgumentException',
      `Invalid ${what} list '${text}'. Valid ${what === 'state' ? 'states' : what} are: ${known.join(', ')}`,
    );
  return words as string[];
}

function deleteGroups(job: Job, options: Given): void {
  const failed: [id: string, why: string][] = [];
  const deleted: string[] = [];
  for (const group of hashOrder(groupsMeant(job, options), hashOfText)) {
    const answer = job.ask({ kind: 'delete-group', group }) as Refusal | object;
    if (!isRefusal(answer)) deleted.push(group);
    else failed.push([group, deletionFailure(answer).toString()]);
  }
  const names = deleted.map((id) => `'${id}'`).join(', ');
  if (failed.length === 0) {
    job.out(`Deletion of requested consumer groups (${names}) was successful.`);
    return;
  }
  printError(job, 'Deletion of some consumer groups failed:');
  for (const [id, why] of failed) job.out(`* Group '${id}' could not be deleted due to: ${why}`);
  if (deleted.length === 0) return;
  job.out();
  job.out(`These consumer groups were deleted successfully: ${names}`);
}

/** The broker's own words. */
const deletionFailure = ({ error, message }: Refusal): Failure =>
  new Failure(error, error === 'GroupIdNotFoundException' ? 'The group id does not exist.' : message);

function validateRegex(job: Job, options: Given): void {
  const regex = options.value('validate-regex')!;
  const why = whyNoRe2(regex);
  job.out(`The regular expression \`${regex}\` is ${why === null ? 'valid' : `invalid: ${why}`}.`);
}
