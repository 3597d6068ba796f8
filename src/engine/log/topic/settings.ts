// What each setting of a topic may be, and which do not go together. What they are and do is in config.ts.
// Kafka: LogConfig, TopicConfig, ServerTopicConfigSynonyms.

import { isRefusal, type Refusal } from '../../command.ts';
import { boolean, decimal, listOf, oneOf } from '../readers.ts';
import { refusal } from '../refusal.ts';
import { int, integer, MIN_INT, type Reader, readSettings, type Settings } from '../settings.ts';
import { TOPIC_DEFAULTS, type TopicConfig } from './config.ts';

const MIB = 1024 * 1024;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const UNLIMITED = Number.MAX_SAFE_INTEGER;

interface Setting {
  readonly read: Reader;
  /** The broker's names for its default, the one that wins first. */
  readonly broker: readonly string[];
}

const taken = (read: Reader, ...broker: string[]): Setting => ({ read, broker });

const REPLICAS: Reader<string> = (text) =>
  text === '*' || text.split(',').every((one) => /^\s*(\d+:\d+)?\s*$/.test(one))
    ? { value: text }
    : "must be the literal '*' or a list of replicas as [partitionId]:[brokerId]";

const GZIP_LEVEL: Reader<number> = (text) => (text === '-1' ? { value: -1 } : int(1, 9)(text));

const SETTINGS: Readonly<Record<keyof TopicConfig, Setting>> = {
  'cleanup.policy': taken(listOf('compact', 'delete'), 'log.cleanup.policy'),
  'segment.bytes': taken(int(MIB), 'log.segment.bytes'),
  'internal.segment.bytes': taken(int(MIN_INT)),
  'segment.ms': taken(integer(1), 'log.roll.ms', 'log.roll.hours'),
  'segment.jitter.ms': taken(integer(0), 'log.roll.jitter.ms', 'log.roll.jitter.hours'),
  'segment.index.bytes': taken(int(4), 'log.index.size.max.bytes'),
  'index.interval.bytes': taken(int(0), 'log.index.interval.bytes'),
  'retention.bytes': taken(integer(-UNLIMITED), 'log.retention.bytes'),
  'retention.ms': taken(integer(-1), 'log.retention.ms', 'log.retention.minutes', 'log.retention.hours'),
  'max.message.bytes': taken(int(0), 'message.max.bytes'),
  'message.timestamp.type': taken(oneOf('CreateTime', 'LogAppendTime'), 'log.message.timestamp.type'),
  'message.timestamp.before.max.ms': taken(integer(0), 'log.message.timestamp.before.max.ms'),
  'message.timestamp.after.max.ms': taken(integer(0), 'log.message.timestamp.after.max.ms'),
  'min.cleanable.dirty.ratio': taken(decimal(0, 1), 'log.cleaner.min.cleanable.ratio'),
  'min.compaction.lag.ms': taken(integer(0), 'log.cleaner.min.compaction.lag.ms'),
  'max.compaction.lag.ms': taken(integer(1), 'log.cleaner.max.compaction.lag.ms'),
  'delete.retention.ms': taken(integer(0), 'log.cleaner.delete.retention.ms'),
  'file.delete.delay.ms': taken(integer(0), 'log.segment.delete.delay.ms'),
  'flush.messages': taken(integer(1), 'log.flush.interval.messages'),
  'flush.ms': taken(integer(0), 'log.flush.interval.ms', 'log.flush.scheduler.interval.ms'),
  preallocate: taken(boolean, 'log.preallocate'),
  'unclean.leader.election.enable': taken(boolean, 'unclean.leader.election.enable'),
  'min.insync.replicas': taken(int(1), 'min.insync.replicas'),
  'compression.type': taken(
    oneOf('uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'),
    'compression.type',
  ),
  'compression.gzip.level': taken(GZIP_LEVEL, 'compression.gzip.level'),
  'compression.lz4.level': taken(int(1, 17), 'compression.lz4.level'),
  'compression.zstd.level': taken(int(-131072, 22), 'compression.zstd.level'),
  'leader.replication.throttled.replicas': taken(REPLICAS),
  'follower.replication.throttled.replicas': taken(REPLICAS),
  'remote.storage.enable': taken(boolean),
  'remote.log.copy.disable': taken(boolean),
  'remote.log.delete.on.disable': taken(boolean),
  'local.retention.ms': taken(integer(-2), 'log.local.retention.ms'),
  'local.retention.bytes': taken(integer(-2), 'log.local.retention.bytes'),
};

/** What somebody asks a topic to be; null: what the broker says of topics that do not say. */
export type TopicChanges = Readonly<Record<string, Settings[string] | null>>;

const entries = Object.entries(SETTINGS);
const READERS = Object.fromEntries(entries.map(([name, { read }]) => [name, read]));

const misconfigured = (message: string): Refusal => refusal('InvalidConfigurationException', message);

/** What a topic is unless it says otherwise, by the broker's settings. A refusal for one that the broker would not start with. */
export function topicDefaults(broker: Settings): TopicConfig | Refusal {
  const given: Record<string, Settings[string]> = {};
  for (const [name, { broker: synonyms }] of entries) {
    const synonym = synonyms.find((one) => one in broker);
    if (synonym !== undefined) given[name] = inMilliseconds(synonym, broker[synonym]!);
  }
  const read = readSettings<TopicConfig>(given, READERS, misconfigured);
  if (isRefusal(read)) return read;
  const config = { ...TOPIC_DEFAULTS, ...read };
  return conflictIn(config) ?? config;
}

const inMilliseconds = (name: string, value: Settings[string]): Settings[string] =>
  name.endsWith('.hours') ? Number(value) * HOUR : name.endsWith('.minutes') ? Number(value) * MINUTE : value;

/**
 * Reads what a topic with the settings `current` is asked to be. A refusal for a name that Kafka does not know, a value that it would
 * not take, or settings that do not go together. Kafka: LogConfig.validate.
 */
export function readTopicChanges(
  asked: TopicChanges,
  current: TopicConfig,
  defaults: TopicConfig,
): Partial<TopicConfig> | Refusal {
  const given: Record<string, Settings[string]> = {};
  const reset: Record<string, unknown> = {};
  for (const name in asked) {
    const value = asked[name]!;
    const known = name in SETTINGS;
    // what nobody knows can be taken back
    if (value !== null && !known) return misconfigured(`Unknown topic config name: ${name}`);
    if (value !== null) given[name] = value;
    else if (known) reset[name] = defaults[name as keyof TopicConfig];
  }
  const read = readSettings<TopicConfig>(given, READERS, misconfigured);
  if (isRefusal(read)) return read;
  const changes: Partial<TopicConfig> = { ...reset, ...read };
  return conflictIn({ ...current, ...changes }) ?? changes;
}

/** Why these do not go together; null if they do. Kafka: LogConfig.validateTopicLogConfigValues. */
function conflictIn(config: TopicConfig): Refusal | null {
  const { 'min.compaction.lag.ms': least, 'max.compaction.lag.ms': most } = config;
  if (least > most)
    return misconfigured(
      `conflict topic config setting min.compaction.lag.ms (${least}) > max.compaction.lag.ms (${most})`,
    );
  if (config['remote.storage.enable'])
    return misconfigured(
      'Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage.',
    );
  return null;
}
