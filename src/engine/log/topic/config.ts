// Topic settings by Kafka's names, and what each is unless the broker or the topic says otherwise. What they do is said where they are
// read, what each may be in settings.ts. Kafka: LogConfig, TopicConfig.

const MIB = 1024 * 1024;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** All settings of a topic; milliseconds and bytes, -1 for "no limit" where Kafka has it. Replaced as a whole, never changed. */
export interface TopicConfig {
  readonly 'cleanup.policy': string;
  readonly 'segment.bytes': number;
  /** Overrides `segment.bytes` and has no minimum; null where it is not set. */
  readonly 'internal.segment.bytes': number | null;
  readonly 'segment.ms': number;
  readonly 'segment.jitter.ms': number;
  readonly 'segment.index.bytes': number;
  readonly 'index.interval.bytes': number;
  readonly 'retention.bytes': number;
  readonly 'retention.ms': number;
  readonly 'max.message.bytes': number;
  readonly 'message.timestamp.type': 'CreateTime' | 'LogAppendTime';
  readonly 'message.timestamp.before.max.ms': number;
  readonly 'message.timestamp.after.max.ms': number;
  /** A number with a fraction: the only one. */
  readonly 'min.cleanable.dirty.ratio': number;
  readonly 'min.compaction.lag.ms': number;
  readonly 'max.compaction.lag.ms': number;
  readonly 'delete.retention.ms': number;
  readonly 'file.delete.delay.ms': number;
  readonly 'flush.messages': number;
  readonly 'flush.ms': number;
  readonly preallocate: boolean;
  readonly 'unclean.leader.election.enable': boolean;
  readonly 'min.insync.replicas': number;
  readonly 'compression.type': 'uncompressed' | 'zstd' | 'lz4' | 'snappy' | 'gzip' | 'producer';
  readonly 'compression.gzip.level': number;
  readonly 'compression.lz4.level': number;
  readonly 'compression.zstd.level': number;
  readonly 'leader.replication.throttled.replicas': string;
  readonly 'follower.replication.throttled.replicas': string;
  readonly 'remote.storage.enable': boolean;
  readonly 'remote.log.copy.disable': boolean;
  readonly 'remote.log.delete.on.disable': boolean;
  readonly 'local.retention.ms': number;
  readonly 'local.retention.bytes': number;
}

export const TOPIC_DEFAULTS: TopicConfig = {
  'cleanup.policy': 'delete',
  'segment.bytes': 1024 * MIB,
  'internal.segment.bytes': null,
  'segment.ms': 7 * DAY,
  'segment.jitter.ms': 0,
  'segment.index.bytes': 10 * MIB,
  'index.interval.bytes': 4096,
  'retention.bytes': -1,
  'retention.ms': 7 * DAY,
  'max.message.bytes': MIB + 12,
  'message.timestamp.type': 'CreateTime',
  'message.timestamp.before.max.ms': UNLIMITED,
  'message.timestamp.after.max.ms': HOUR,
  'min.cleanable.dirty.ratio': 0.5,
  'min.compaction.lag.ms': 0,
  'max.compaction.lag.ms': UNLIMITED,
  'delete.retention.ms': DAY,
  'file.delete.delay.ms': MINUTE,
  'flush.messages': UNLIMITED,
  'flush.ms': UNLIMITED,
  preallocate: false,
  'unclean.leader.election.enable': false,
  'min.insync.replicas': 1,
  'compression.type': 'producer',
  'compression.gzip.level': -1,
  'compression.lz4.level': 9,
  'compression.zstd.level': 3,
  'leader.replication.throttled.replicas': '',
  'follower.replication.throttled.replicas': '',
  'remote.storage.enable': false,
  'remote.log.copy.disable': false,
  'remote.log.delete.on.disable': false,
  'local.retention.ms': -2,
  'local.retention.bytes': -2,
};

/** Whether the cleaner takes care of the topic's logs; it then deletes from them too. */
export const compacts = (config: TopicConfig): boolean => config['cleanup.policy'].includes('compact');

/** Whether records go by age and size. */
export const deletes = (config: TopicConfig): boolean => config['cleanup.policy'].includes('delete');

/** The limit that counts. Kafka: LogConfig.segmentSize. */
export const segmentBytes = (config: TopicConfig): number =>
  config['internal.segment.bytes'] ?? config['segment.bytes'];
