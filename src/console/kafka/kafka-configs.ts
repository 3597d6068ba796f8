// kafka-configs: shows and changes the settings of topics and groups, and shows those of brokers. Kafka: ConfigCommand.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import { connectAdmin, parseProperties, readConfigFile } from './address.ts';
import { Failure } from './failure.ts';
import { groupSettings } from './group-settings.ts';
import { hashOfText, hashOrder } from './hash-order.ts';
import type { Job } from './job.ts';
import {
  check,
  entitiesOf,
  type Entity,
  type EntityType,
  type Given,
  type Name,
  TABLE,
} from './kafka-configs-options.ts';
import { parseOptions, Usage } from './options.ts';
import { settingsOf } from './topic-settings.ts';

/** What is wrong with the arguments is printed as it is; whatever else goes wrong comes with all of them. */
const PLAIN = /^(IllegalArgumentException|InvalidTopicException|\w*Option\w*Exception)$/;

export function kafkaConfigs(job: Job, args: readonly string[]): void {
  try {
    const options = parseOptions<Name>(TABLE, args);
    check(new Usage<Name>(job, TABLE, options));
    readConfigFile(job, options.value('command-config'));
    connectAdmin(options.value('bootstrap-server')!);
    const entity = entitiesOf(options)[0]!;
    if (options.has('alter')) alter(job, options, entity);
    else describe(job, options, entity);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    if (PLAIN.test(thrown.name)) job.err(thrown.message);
    else {
      job.err(`Error while executing config command with args '${args.join(' ')}'`);
      job.err(thrown.toString());
    }
    job.exit(1);
  }
}

/** What an entity is called in sentences. */
const singular = (type: EntityType): string => type.slice(0, -1);

function alter(job: Job, options: Given, { type, name }: Entity): void {
  const added = options.has('add-config-file')
    ? parseProperties(readConfigFile(job, options.value('add-config-file')))
    : readAdded(options.value('add-config') ?? '', options.has('add-config'));
  const removed = options
    .values('delete-config')
    .flatMap((text) => text.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (removed.some((one) => one in added))
    throw new Failure('InvalidRequestException', 'Error due to duplicate config keys').within(
      'ExecutionException',
    );
  const config = { ...added, ...Object.fromEntries(removed.map((one) => [one, null])) };
  const answer = change(job, type, name!, config);
  if (isRefusal(answer)) throw Failure.of(answer).within('ExecutionException');
  job.out(`Completed updating config for ${singular(type)} ${name}.`);
}

/**
 * Simplified: what is set for brokers, users, clients, addresses and metrics cannot be changed, and nothing is.
 */
function change(
  job: Job,
  type: EntityType,
  name: string,
  config: Readonly<Record<string, string | null>>,
): Refusal | object {
  if (type === 'groups') return job.ask({ kind: 'alter-group', group: name, config }) as Refusal | object;
  if (type !== 'topics')
    throw new Failure(
      'InvalidRequestException',
      `Cannot update these configs dynamically: [${Object.keys(config).join(', ')}]`,
    ).within('ExecutionException');
  if (!job.state.topics[name])
    throw new Failure('UnknownTopicOrPartitionException', `The topic '${name}' does not exist.`).within(
      'ExecutionException',
    );
  return job.ask({ kind: 'alter-topic', topic: name, config }) as Refusal | object;
}

/** `a=1,b=[2,3]`. Kafka: ConfigCommand.parseConfigsToBeAdded. */
function readAdded(text: string, given: boolean): Record<string, string> {
  if (!given) return {};
  const outsideBrackets = '(?=[^\\]]*(?:\\[|$))';
  const pairs = text
    .split(new RegExp(`,${outsideBrackets}`))
    .map((pair) => pair.split(new RegExp(`\\s*=\\s*${outsideBrackets}`)));
  if (pairs.some((pair) => pair.length !== 2))
    throw new Failure(
      'IllegalArgumentException',
      'requirement failed: Invalid entity config: all configs to be added must be in the format "key=val" or  "key=[val1,val2]" to group values which contain commas.',
    );
  return Object.fromEntries(
    pairs.map(([name, value]) => [name!.trim(), value!.replace(/\[?\]?/g, '').trim()]),
  );
}

/** One setting as it is printed. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  /** The entity says it itself. */
  readonly own: boolean;
  readonly synonyms: readonly string[];
}

function describe(job: Job, options: Given, { type, name, isDefault }: Entity): void {
  const all = options.has('all');
  if (name !== undefined && !all && !isThere(job, type, name)) {
    job.out(`The ${singular(type)} '${name}' doesn't exist and doesn't have dynamic config.`);
    return;
  }
  const ofAll = name === undefined && !isDefault;
  for (const one of ofAll ? everyOne(job, type) : name === undefined ? [] : [name])
    print(
      job,
      `${all ? 'All' : 'Dynamic'} configs for ${singular(type)} ${one} are:`,
      settings(job, type, one),
      all,
    );
  if (type === 'brokers' && (isDefault || ofAll))
    print(job, 'Default configs for brokers in the cluster are:', CLUSTER_WIDE, true);
}

/** What a new cluster says of all its brokers by itself. */
const CLUSTER_WIDE: readonly Setting[] = [
  {
    name: 'min.insync.replicas',
    value: '1',
    own: true,
    synonyms: ['DYNAMIC_DEFAULT_BROKER_CONFIG:min.insync.replicas=1'],
  },
];

const UNLISTED: readonly EntityType[] = ['users', 'clients', 'ips'];

function isThere({ state }: Job, type: EntityType, name: string): boolean {
  if (type === 'topics') return !!state.topics[name];
  if (type === 'groups') return !!state.groups[name] || !!state.groupConfigs[name];
  return type === 'client-metrics' ? false : UNLISTED.includes(type) || name === '1';
}

function everyOne({ state }: Job, type: EntityType): string[] {
  if (type === 'topics') return hashOrder(Object.keys(state.topics), hashOfText);
  if (type === 'groups') return Object.keys(state.groupConfigs).sort();
  return type === 'brokers' ? ['1'] : [];
}

/** @throws `Failure` if there is no such topic. */
function settings(job: Job, type: EntityType, name: string): readonly Setting[] | null {
  if (type === 'groups') return groupSettings(job, name);
  if (type !== 'topics') return UNLISTED.includes(type) ? null : [];
  const topic = job.state.topics[name];
  if (topic) return settingsOf(job.state, topic);
  job.out(`All configs for topic ${name} are:`);
  throw new Failure('UnknownTopicOrPartitionException', '').within('ExecutionException');
}

function print(job: Job, header: string, list: readonly Setting[] | null, all: boolean): void {
  if (list === null) return;
  job.out(header);
  const shown = list.filter(({ own }) => all || own).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, value, synonyms } of shown)
    job.out(`  ${name}=${value} sensitive=false synonyms={${synonyms.join(', ')}}`);
}
