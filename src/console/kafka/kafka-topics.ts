// kafka-topics: lists, describes, creates, alters and deletes topics. Kafka: TopicCommand.

import { isRefusal, type Refusal } from '../../engine/command.ts';
import { TOPIC_DEFAULTS } from '../../engine/log/topic/config.ts';
import { readTopicChanges } from '../../engine/log/topic/settings.ts';
import { connectAdmin, readConfigFile } from './address.ts';
import { Failure } from './failure.ts';
import type { Job } from './job.ts';
import { describeTopics } from './kafka-topics-describe.ts';
import { check, type Given, type Name, TABLE } from './kafka-topics-options.ts';
import { parseInteger, parseOptions, Usage } from './options.ts';
import { illegal, requireSome, topicsMeant } from './topics-meant.ts';

export function kafkaTopics(job: Job, args: readonly string[]): void {
  const options = open(job, args);
  try {
    if (options.has('create')) create(job, options);
    else if (options.has('alter')) alter(job, options);
    else if (options.has('list')) job.out(topicsMeant(job, options).join('\n'));
    else if (options.has('describe')) describeTopics(job, options);
    else deleteTopics(job, options);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    job.out(`Error while executing topic command : ${thrown.message}`);
    job.log('ERROR', thrown.toString(), 'org.apache.kafka.tools.TopicCommand');
    job.err();
    job.exit(1);
  }
}

/** Reads the command line and connects. */
function open(job: Job, args: readonly string[]): Given {
  try {
    const options = parseOptions<Name>(TABLE, args);
    check(new Usage(job, TABLE, options));
    readConfigFile(job, options.value('command-config'));
    connectAdmin(options.value('bootstrap-server')!);
    return options;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    job.err(thrown.message);
    job.err(thrown.toString());
    job.err();
    return job.exit(1);
  }
}

/** Brokers by partition. Kafka: TopicCommand.parseReplicaAssignment. */
function readAssignment(options: Given): readonly (readonly number[])[] {
  const text = options.value('replica-assignment') ?? '';
  if (text === '') return [];
  const assignment: number[][] = [];
  for (const part of text.split(',')) {
    const brokers = part.split(':').map((one) => {
      const id = parseInteger(one.trim(), 32);
      if (id === null) throw new Failure('NumberFormatException', `For input string: "${one.trim()}"`);
      return id;
    });
    const twice = brokers.filter((id, n) => brokers.indexOf(id) < n);
    if (twice.length > 0)
      throw new Failure(
        'AdminCommandFailedException',
        `Partition replica lists may not contain duplicate entries: ${[...new Set(twice)].join(',')}`,
      );
    if (assignment[0] && assignment[0].length !== brokers.length)
      throw new Failure(
        'AdminOperationException',
        `Partition ${assignment.length} has different replication factor: [${brokers.join(', ')}]`,
      );
    assignment.push(brokers);
  }
  return assignment;
}

/** Settings of a new topic. Kafka: TopicCommand.parseTopicConfigsToBeAdded. */
function readConfigs(options: Given): Record<string, string> {
  const configs: Record<string, string> = {};
  for (const text of options.values('config')) {
    const parts = text.split(/\s*=\s*/);
    while (parts.at(-1) === '') parts.pop();
    if (parts.length !== 2)
      throw illegal(
        'requirement failed: Invalid topic config: all configs to be added must be in the format "key=val".',
      );
    configs[parts[0]!.trim()] = parts[1]!.trim();
  }
  const read = readTopicChanges(configs, TOPIC_DEFAULTS, TOPIC_DEFAULTS);
  if (isRefusal(read))
    throw read.message.startsWith('Invalid value')
      ? new Failure('ConfigException', read.message)
      : Failure.of(read);
  return configs;
}

function create(job: Job, options: Given): void {
  const topic = options.value('topic')!;
  const partitions = options.integer('partitions', 32);
  const factor = options.integer('replication-factor', 32);
  const assignment = readAssignment(options);
  const config = readConfigs(options);
  if (/[._]/.test(topic))
    job.out(
      "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To avoid issues it is best to use either, but not both.",
    );
  if (factor !== undefined && (factor < 1 || factor > 32767))
    throw illegal('The replication factor must be between 1 and 32767 inclusive');
  if (partitions !== undefined && partitions < 1) throw illegal('The partitions must be greater than 0');
  if (topic === '')
    throw new Failure('InvalidTopicException', "The given topic name '' cannot be represented in a request.");
  refuseBrokers(assignment);
  const answer = job.ask({
    kind: 'create-topic',
    topic,
    partitions: assignment.length || (partitions ?? -1),
    replicationFactor: assignment[0]?.length ?? factor ?? -1,
    config,
  });
  if (!isRefusal(answer)) job.out(`Created topic ${topic}.`);
  else if (answer.error !== 'TopicExistsException' || !options.has('if-not-exists')) throw Failure.of(answer);
}

/** There is one broker, and it is number 1. */
function refuseBrokers(assignment: readonly (readonly number[])[]): void {
  const stranger = assignment.flat().find((id) => id !== 1);
  if (stranger !== undefined)
    throw new Failure(
      'InvalidReplicaAssignmentException',
      `The manual partition assignment includes broker ${stranger}, but no such broker is registered.`,
    );
}

/** Topics that can grow do, whatever becomes of the others. */
function alter(job: Job, options: Given): void {
  const total = options.integer('partitions', 32)!;
  const assignment = readAssignment(options);
  const topics = topicsMeant(job, options);
  requireSome(topics, options);
  const [refused] = topics.flatMap((topic) => grow(job, topic, total, assignment) ?? []);
  if (refused) throw refused;
}

function grow(
  job: Job,
  topic: string,
  total: number,
  assignment: readonly (readonly number[])[],
): Failure | null {
  const count = job.state.topics[topic]?.partitions.length ?? 0;
  const added = assignment.slice(count);
  if (assignment.length > 0 && total > count && added.length !== total - count)
    return new Failure(
      'InvalidReplicaAssignmentException',
      `Attempted to add ${total - count} additional partition(s), but only ${added.length} assignment(s) were specified.`,
    );
  const answer = job.ask({ kind: 'add-partitions', topic, total });
  return isRefusal(answer) ? Failure.of(answer) : null;
}

function deleteTopics(job: Job, options: Given): void {
  const topics = topicsMeant(job, options);
  requireSome(topics, options);
  const answers = topics.map((topic) => job.ask({ kind: 'delete-topic', topic }) as Refusal | object);
  const refused = answers.find(isRefusal);
  if (refused) throw Failure.of(refused);
}
