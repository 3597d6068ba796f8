// The settings of topics as tools print them: in which order, in Java's spelling, and where each comes from.

import type { TopicConfig } from '../../engine/log/topic/config.ts';
import type { Topic } from '../../engine/log/topic/state.ts';
import type { LogState } from '../../engine/log/state.ts';
import type { Immutable } from '../../engine/vocabulary.ts';

type Name = keyof TopicConfig;

/** The order in which a broker tells the settings of a topic, with what it is called among the broker's own and its default there. */
const SETTINGS: readonly (readonly [Name, broker?: string, value?: string])[] = [
  ['compression.type', 'compression.type', 'producer'],
  ['remote.log.delete.on.disable'],
  ['leader.replication.throttled.replicas'],
  ['remote.storage.enable'],
  ['min.insync.replicas', 'min.insync.replicas', '1'],
  ['segment.jitter.ms'],
  ['remote.log.copy.disable'],
  ['local.retention.ms', 'log.local.retention.ms', '-2'],
  ['cleanup.policy', 'log.cleanup.policy', 'delete'],
  ['flush.ms'],
  ['follower.replication.throttled.replicas'],
  ['compression.lz4.level', 'compression.lz4.level', '9'],
  ['segment.bytes', 'log.segment.bytes', '1073741824'],
  ['retention.ms'],
  ['compression.gzip.level', 'compression.gzip.level', '-1'],
  ['flush.messages', 'log.flush.interval.messages', '9223372036854775807'],
  ['compression.zstd.level', 'compression.zstd.level', '3'],
  ['max.compaction.lag.ms', 'log.cleaner.max.compaction.lag.ms', '9223372036854775807'],
  ['file.delete.delay.ms', 'log.segment.delete.delay.ms', '60000'],
  ['max.message.bytes', 'message.max.bytes', '1048588'],
  ['min.compaction.lag.ms', 'log.cleaner.min.compaction.lag.ms', '0'],
  ['message.timestamp.type', 'log.message.timestamp.type', 'CreateTime'],
  ['local.retention.bytes', 'log.local.retention.bytes', '-2'],
  ['preallocate', 'log.preallocate', 'false'],
  ['index.interval.bytes', 'log.index.interval.bytes', '4096'],
  ['min.cleanable.dirty.ratio', 'log.cleaner.min.cleanable.ratio', '0.5'],
  ['unclean.leader.election.enable', 'unclean.leader.election.enable', 'false'],
  ['retention.bytes', 'log.retention.bytes', '-1'],
  ['delete.retention.ms', 'log.cleaner.delete.retention.ms', '86400000'],
  ['message.timestamp.after.max.ms', 'log.message.timestamp.after.max.ms', '3600000'],
  ['message.timestamp.before.max.ms', 'log.message.timestamp.before.max.ms', '9223372036854775807'],
  ['segment.ms'],
  ['segment.index.bytes', 'log.index.size.max.bytes', '10485760'],
  ['internal.segment.bytes'],
];

/** A new cluster says this of all its topics by itself. Kafka: eligible leader replicas, FeatureControlManager. */
const CLUSTER_WIDE: Partial<Record<Name, string>> = { 'min.insync.replicas': '1' };

/** One setting of a topic. */
export interface TopicSetting {
  readonly name: string;
  readonly value: string;
  /** The topic says it. */
  readonly own: boolean;
  /** It is nobody's but Kafka's own default. */
  readonly isDefault: boolean;
  /** Who says what, the one that counts first. */
  readonly synonyms: readonly string[];
}

/** Java's text for a value. */
function spelled(name: Name, value: TopicConfig[Name]): string {
  if (value === Number.MAX_SAFE_INTEGER) return '9223372036854775807';
  return name === 'min.cleanable.dirty.ratio' && Number.isInteger(value) ? `${value}.0` : String(value);
}

/** All settings of a topic, in the broker's order. Kafka: ConfigHelper.describeConfigs. */
export function settingsOf(
  { topicDefaults }: Immutable<LogState>,
  { config, overrides }: Immutable<Topic>,
): TopicSetting[] {
  return SETTINGS.flatMap(([name, broker, builtIn]) => {
    const own = overrides.includes(name);
    if (name === 'internal.segment.bytes' && !own) return [];
    const value = spelled(name, config[name]);
    const byCluster = CLUSTER_WIDE[name];
    const byBroker = spelled(name, topicDefaults[name]);
    const differs = builtIn !== undefined && byBroker !== builtIn;
    const synonyms = [
      ...(own ? [`DYNAMIC_TOPIC_CONFIG:${name}=${value}`] : []),
      ...(byCluster === undefined ? [] : [`DYNAMIC_DEFAULT_BROKER_CONFIG:${broker}=${byCluster}`]),
      ...(differs ? [`STATIC_BROKER_CONFIG:${broker}=${byBroker}`] : []),
      ...(builtIn === undefined ? [] : [`DEFAULT_CONFIG:${broker}=${builtIn}`]),
    ];
    const isDefault = !own && byCluster === undefined && !differs;
    return [{ name, value, own, isDefault, synonyms }];
  });
}
