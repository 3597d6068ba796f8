// Topic settings by Kafka's names: what each may be, what it is unless the broker or the topic says otherwise, and which do not go
// together. What they do is said where they are read. Kafka: LogConfig, TopicConfig, ServerTopicConfigSynonyms.

import { isRefusal, type Refusal } from '../../command.ts';
import { refusal } from '../refusal.ts';
import {
  boolean,
  decimal,
  int,
  integer,
  listOf,
  MIN_INT,
  oneOf,
  type Reader,
  readSettings,
  type Settings,
} from '../settings.ts';

const MIB = 1024 * 1024;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNLIMITED = Number.MAX_SAFE_INTEGER;

interface Setting<Value> {
  readonly read: Reader<Value>;
  readonly value: Value;
  /** The broker's names for its default, the one that wins first. */
  readonly broker: readonly string[];
}

const setting = <Value>(read: Reader<Value>, value: Value, ...broker: string[]): Setting<Value> => ({
  read,
  value,
  broker,
});

const REPLICAS: Reader<string> = (text) =>
  text === '*' || text.split(',').every((one) => /^\s*(\d+:\d+)?\s*$/.test(one))
    ? { value: text }
    : "must be the literal '*' or a list of replicas as [partitionId]:[brokerId]";

const GZIP_LEVEL: Reader<number> = (text) => (text === '-1' ? { value: -1 } : int(1, 9)(text));

/** Milliseconds and bytes; -1 for "no limit" where Kafka has it. */
const SETTINGS = {
  'cleanup.policy': setting(listOf('compact', 'delete'), 'delete', 'log.cleanup.policy'),
  'segment.bytes': setting(int(MIB), 1024 * MIB, 'log.segment.bytes'),
  /** Overrides `segment.bytes` and has no minimum; null where it is not set. */
  'internal.segment.bytes': setting<number | null>(int(MIN_INT), null),
  'segment.ms': setting(integer(1), 7 * DAY, 'log.roll.ms', 'log.roll.hours'),
  'segment.jitter.ms': setting(integer(0), 0, 'log.roll.jitter.ms', 'log.roll.jitter.hours'),
  'segment.index.bytes': setting(int(4), 10 * MIB, 'log.index.size.max.bytes'),
  'index.interval.bytes': setting(int(0), 4096, 'log.index.interval.bytes'),
  'retention.bytes': setting(integer(-UNLIMITED), -1, 'log.retention.bytes'),
  'retention.ms': setting(
    integer(-1),
    7 * DAY,
    ...['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'],
  ),
  'max.message.bytes': setting(int(0), MIB + 12, 'message.max.bytes'),
  'message.timestamp.type': setting(
    oneOf('CreateTime', 'LogAppendTime'),
    'CreateTime',
    'log.message.timestamp.type',
  ),
  'message.timestamp.before.max.ms': setting(integer(0), UNLIMITED, 'log.message.timestamp.before.max.ms'),
  'message.timestamp.after.max.ms': setting(integer(0), HOUR, 'log.message.timestamp.after.max.ms'),
  /** A number with a fraction: the only one. */
  'min.cleanable.dirty.ratio': setting(decimal(0, 1), 0.5, 'log.cleaner.min.cleanable.ratio'),
  'min.compaction.lag.ms': setting(integer(0), 0, 'log.cleaner.min.compaction.lag.ms'),
  'max.compaction.lag.ms': setting(integer(1), UNLIMITED, 'log.cleaner.max.compaction.lag.ms'),
  'delete.retention.ms': setting(integer(0), DAY, 'log.cleaner.delete.retention.ms'),
  'file.delete.delay.ms': setting(integer(0), MINUTE, 'log.segment.delete.delay.ms'),
  'flush.messages': setting(integer(1), UNLIMITED, 'log.flush.interval.messages'),
  'flush.ms': setting(integer(0), UNLIMITED, 'log.flush.interval.ms', 'log.flush.scheduler.interval.ms'),
  preallocate: setting(boolean, false, 'log.preallocate'),
  'unclean.leader.election.enable': setting(boolean, false, 'unclean.leader.election.enable'),
  'min.insync.replicas': setting(int(1), 1, 'min.insync.replicas'),
  'compression.type': setting(
    oneOf('uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'),
    'producer',
    'compression.type',
  ),
  'compression.gzip.level': setting(GZIP_LEVEL, -1, 'compression.gzip.level'),
  'compression.lz4.level': setting(int(1, 17), 9, 'compression.lz4.level'),
  'compression.zstd.level': setting(int(-131072, 22), 3, 'compression.zstd.level'),
  'leader.replication.throttled.replicas': setting(REPLICAS, ''),
  'follower.replication.throttled.replicas': setting(REPLICAS, ''),
  'remote.storage.enable': setting(boolean, false),
  'remote.log.copy.disable': setting(boolean, false),
  'remote.log.delete.on.disable': setting(boolean, false),
  'local.retention.ms': setting(integer(-2), -2, 'log.local.retention.ms'),
  'local.retention.bytes': setting(integer(-2), -2, 'log.local.retention.bytes'),
};

type Table = typeof SETTINGS;
type Name = keyof Table;

/** All settings of a topic. Replaced as a whole, never changed. */
export type TopicConfig = { readonly [Each in Name]: Table[Each]['value'] };

/** What somebody asks a topic to be; null: what the broker says of topics that do not say. */
export type TopicChanges = Readonly<Record<string, Settings[string] | null>>;

const entries = Object.entries(SETTINGS) as [Name, Setting<unknown>][];
const READERS = Object.fromEntries(entries.map(([name, { read }]) => [name, read]));
const DEFAULTS = Object.fromEntries(entries.map(([name, { value }]) => [name, value])) as TopicConfig;

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
  const config = { ...DEFAULTS, ...read };
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
    else if (known) reset[name] = defaults[name as Name];
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

/** Whether the cleaner takes care of the topic's logs; it then deletes from them too. */
export const compacts = (config: TopicConfig): boolean => config['cleanup.policy'].includes('compact');

/** Whether records go by age and size. */
export const deletes = (config: TopicConfig): boolean => config['cleanup.policy'].includes('delete');

/** The limit that counts. Kafka: LogConfig.segmentSize. */
export const segmentBytes = (config: TopicConfig): number =>
  config['internal.segment.bytes'] ?? config['segment.bytes'];
