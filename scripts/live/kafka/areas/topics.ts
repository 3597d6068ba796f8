// Topics and their configuration: creating, altering, growing and deleting them, with values that Kafka takes and that it does not.

import type { Config, Script } from '../script.ts';

const MAX_LONG = '9223372036854775807';

/** Per setting, values at the edges of what is allowed. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'cleanup.policy': [
    'compact',
    'compact,delete',
    'delete, compact',
    '',
    'none',
    'Compact',
    'delete,delete',
    'compact,',
  ],
  'segment.bytes': ['1048576', '1048575', '14', '-1', '2147483648'],
  'internal.segment.bytes': ['100', '0', '-1', '1', 'abc'],
  'segment.ms': ['1', '0', '-1', MAX_LONG, '9223372036854775808'],
  'retention.ms': ['-1', '-2', '0', 'abc', MAX_LONG],
  'retention.bytes': ['-1', '-5', '0', '1e3'],
  'max.message.bytes': ['0', '-1', '100', '1048588'],
  'message.timestamp.type': ['CreateTime', 'LogAppendTime', 'createtime', ''],
  'message.timestamp.before.max.ms': ['60000', '-1', MAX_LONG],
  'message.timestamp.after.max.ms': ['0', '-1', MAX_LONG],
  'min.cleanable.dirty.ratio': ['0', '1', '1.1', '-0.1', 'abc', '.5', '0.5'],
  'min.compaction.lag.ms': ['0', '-1', '1000', '86400000'],
  'max.compaction.lag.ms': ['0', '1', '500', '86400000'],
  'delete.retention.ms': ['0', '-1', '86400000'],
  'file.delete.delay.ms': ['0', '-1', '60000'],
  'flush.messages': ['0', '1'],
  'flush.ms': ['0', '-1'],
  'index.interval.bytes': ['0', '-1', '4096'],
  'segment.index.bytes': ['3', '4', '12', '1024'],
  'segment.jitter.ms': ['0', '-1'],
  'compression.type': ['producer', 'uncompressed', 'gzip', 'GZIP', 'zip', 'none'],
  'compression.gzip.level': ['1', '9', '10', '0', '-1', '-2'],
  'compression.lz4.level': ['0', '1', '17', '18'],
  'compression.zstd.level': ['-131072', '-131073', '0', '22', '23'],
  'min.insync.replicas': ['0', '1', '2'],
  'unclean.leader.election.enable': ['true', 'FALSE', 'yes', ''],
  preallocate: ['false', 'yes', 'no'],
  'remote.storage.enable': ['false', 'true', 'maybe'],
  'local.retention.ms': ['-2', '-3', '-1', '0'],
  'local.retention.bytes': ['-2', '-3', '-1', '0'],
  'leader.replication.throttled.replicas': ['*', '', 'x', '0:1'],
  'retention.minutes': ['1'],
  'message.format.version': ['3.0'],
  'Retention.ms': ['1'],
};

export function writeTopics(script: Script): void {
  let partitions = script.between(1, 3);
  script.createTopic('t', partitions, script.often(50) ? { 'retention.ms': '-1' } : {});
  script.openProducer('p', { 'max.block.ms': '800' });
  script.times(6, 14, () => {
    script.weighted(
      [6, () => script.say('alter-topic', { topic: 't', config: oddConfig(script, true) })],
      [
        3,
        () =>
          script.createTopic(
            script.pick(['a', 'b', 't', 'c.d', 'c_d', 'x y', 'ü']),
            partitionCount(script),
            oddConfig(script, false),
          ),
      ],
      [1, () => script.say('add-partitions', { topic: 't', total: (partitions += script.between(1, 2)) })],
      [
        1,
        () =>
          script.say('add-partitions', {
            topic: script.pick(['t', 'nope']),
            total: script.between(-1, partitions),
          }),
      ],
      [1, () => script.say('delete-topic', { topic: script.pick(['a', 'b', 'c.d', 'nope']) })],
      [
        1,
        () =>
          script.say('alter-topic', { topic: script.pick(['a', 'nope']), config: oddConfig(script, false) }),
      ],
      [
        2,
        () =>
          script.say('produce', {
            client: 'p',
            topic: 't',
            key: script.pick(['k', null]),
            value: 'v',
            partition: 0,
          }),
      ],
      [2, () => look(script)],
    )();
  });
  look(script);
}

const partitionCount = (script: Script): number => script.weighted([5, 1], [2, 3], [1, 0], [1, -1], [1, -2]);

/** A few settings; `null` takes one back. */
function oddConfig(script: Script, resets: boolean): Config {
  const names = Array.from({ length: script.weighted([5, 1], [2, 2], [1, 3]) }, () =>
    script.pick(Object.keys(VALUES)),
  );
  const pairs = names.map((name) => [name, resets && script.often(10) ? null : script.pick(VALUES[name]!)]);
  return Object.fromEntries(pairs) as Config;
}

/** At what a check may have left, once it has. */
function look(script: Script): void {
  script.say('await-retention', { topic: 't' });
  for (const at of ['earliest', 'latest']) script.say('list-offsets', { topic: 't', at });
}
