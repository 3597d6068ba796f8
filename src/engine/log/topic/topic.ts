// Topics: their settings with Kafka's defaults and limits, and creating, growing, altering and deleting them.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { LogCommandOf } from '../command.ts';
import type { Settings } from '../settings.ts';
import { planOffsetsCheck } from '../group/expiry.ts';
import { planRefreshes } from './metadata.ts';
import { partitionId } from '../storage/partition.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { planRetentionOfTopic } from '../storage/retention.ts';
import { integer, MAX_INT, oneOf, type Reader, readSettings } from '../settings.ts';
import type { Topic, TopicConfig } from './state.ts';

const MIB = 1024 * 1024;

/** Kafka: ServerLogConfigs, LogConfig, TopicConfig; `retention.ms` is the broker's log.retention.ms. */
const DEFAULTS: Omit<TopicConfig, 'retention.ms'> = {
  'cleanup.policy': 'delete',
  'segment.bytes': 1024 * MIB,
  'internal.segment.bytes': null,
  'segment.ms': 7 * 24 * 3600 * 1000,
  'retention.bytes': -1,
  'max.message.bytes': MIB + 12,
  'message.timestamp.type': 'CreateTime',
  'message.timestamp.before.max.ms': Number.MAX_SAFE_INTEGER,
  'message.timestamp.after.max.ms': 3600 * 1000,
};

/** Any of `compact` and `delete`, or neither. Kafka: ConfigDef.ValidList. */
const cleanupPolicy: Reader<string> = (text) => {
  const words = text.split(',').map((word) => word.trim());
  const known = text.trim() === '' || words.every((word) => word === 'compact' || word === 'delete');
  return known ? { value: text.trim() === '' ? '' : words.join(',') } : 'unknown cleanup policy';
};

/** Kafka: LogConfig.CONFIG. */
const READERS: Readonly<Record<keyof TopicConfig, Reader>> = {
  'cleanup.policy': cleanupPolicy,
  'segment.bytes': integer(MIB, MAX_INT),
  'internal.segment.bytes': integer(-MAX_INT, MAX_INT),
  'segment.ms': integer(1),
  'retention.bytes': integer(Number.MIN_SAFE_INTEGER),
  'retention.ms': integer(-1),
  'max.message.bytes': integer(0, MAX_INT),
  'message.timestamp.type': oneOf('CreateTime', 'LogAppendTime'),
  'message.timestamp.before.max.ms': integer(0),
  'message.timestamp.after.max.ms': integer(0),
};

/** Settings that Kafka has and this model does nothing with. */
const ACCEPTED = new Set([
  ...['compression.type', 'compression.gzip.level', 'compression.lz4.level', 'compression.zstd.level'],
  ...['delete.retention.ms', 'file.delete.delay.ms', 'flush.messages', 'flush.ms', 'index.interval.bytes'],
  ...['leader.replication.throttled.replicas', 'follower.replication.throttled.replicas'],
  ...['local.retention.bytes', 'local.retention.ms', 'remote.storage.enable', 'remote.log.copy.disable'],
  ...['remote.log.delete.on.disable', 'max.compaction.lag.ms', 'min.compaction.lag.ms'],
  ...['min.cleanable.dirty.ratio', 'min.insync.replicas', 'preallocate', 'segment.index.bytes'],
  ...['segment.jitter.ms', 'unclean.leader.election.enable'],
]);

const misconfigured = (message: string): Refusal => refusal('InvalidConfigurationException', message);

const unknownTopic = (topic: string): Refusal =>
  refusal('UnknownTopicOrPartitionException', `There is no topic ${topic}.`);

/** Reads topic settings. @returns a refusal for one that Kafka does not know, or would not take */
function readTopicConfig(given: Settings): Partial<TopicConfig> | Refusal {
  const strange = Object.keys(given).find((name) => !(name in READERS) && !ACCEPTED.has(name));
  if (strange !== undefined) return misconfigured(`Unknown topic config name: ${strange}`);
  return readSettings<TopicConfig>(given, READERS, misconfigured);
}

/**
 * Kafka: ReplicationControlManager.createTopics, Topic.validate.
 *
 * Simplified: no topic is created by merely naming it (auto.create.topics.enable=false), and every partition has one replica.
 */
export function createTopic(
  context: Context,
  { lane, topic: name, partitions: count, config: given = {} }: LogCommandOf<'create-topic'>,
): Refusal | object {
  const state = logOf(context.world, lane);
  if (!/^[\w.-]{1,249}$/.test(name) || name === '.' || name === '..')
    return refusal('InvalidTopicException', `"${name}" cannot be the name of a topic.`);
  if (state.topics[name]) return refusal('TopicExistsException', `Topic '${name}' already exists.`);
  if (count < 1) return refusal('InvalidPartitionsException', 'Number of partitions must be larger than 0.');
  const read = readTopicConfig(given);
  if (isRefusal(read)) return read;
  const topic: Topic = {
    name,
    id: state.topicsCreated + 1,
    config: { ...DEFAULTS, 'retention.ms': state.settings['log.retention.ms'], ...read },
    partitions: numbered(name, count),
  };
  context.emit({ of: 'log', lane, kind: 'topic-created', topic });
  planRefreshes(context, lane, name);
  return {};
}

/** The names of the first `count` partitions of a topic. */
export const numbered = (topic: string, count: number): string[] =>
  Array.from({ length: count }, (_, number) => partitionId(topic, number));

/** Only grows; no record moves. Kafka: ReplicationControlManager.createPartitions. */
export function addPartitions(
  context: Context,
  { lane, topic: name, total }: LogCommandOf<'add-partitions'>,
): Refusal | object {
  const topic = logOf(context.world, lane).topics[name];
  if (!topic) return unknownTopic(name);
  const count = topic.partitions.length;
  if (total === count)
    return refusal('InvalidPartitionsException', `Topic already has ${count} partition(s).`);
  if (total < count)
    return refusal(
      'InvalidPartitionsException',
      `The topic ${name} currently has ${count} partition(s); ${total} would not be an increase.`,
    );
  context.emit({ of: 'log', lane, kind: 'partitions-added', topic: name, total });
  planRefreshes(context, lane, name);
  return {};
}

/** Sets what is given and leaves the rest; retention looks at it with its next check. Kafka: incrementalAlterConfigs. */
export function alterTopic(
  context: Context,
  { lane, topic, config: given }: LogCommandOf<'alter-topic'>,
): Refusal | object {
  if (!logOf(context.world, lane).topics[topic]) return unknownTopic(topic);
  const config = readTopicConfig(given);
  if (isRefusal(config)) return config;
  context.emit({ of: 'log', lane, kind: 'topic-configured', topic, config });
  planRetentionOfTopic(context, lane, topic);
  return {};
}

/** With its records and what groups committed in it. Kafka: ReplicationControlManager.deleteTopics, OffsetMetadataManager.onPartitionsDeleted. */
export function deleteTopic(
  context: Context,
  { lane, topic }: LogCommandOf<'delete-topic'>,
): Refusal | object {
  const state = logOf(context.world, lane);
  if (!state.topics[topic]) return unknownTopic(topic);
  context.emit({ of: 'log', lane, kind: 'topic-deleted', topic });
  for (const group in state.groups) planOffsetsCheck(context, lane, group);
  planRefreshes(context, lane, topic);
  return {};
}
