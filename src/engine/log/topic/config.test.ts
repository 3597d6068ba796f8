// What a topic may be set to (Kafka: LogConfig), and what the broker says of topics that do not say (kafka-log §2, §3.1, §12).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import type { TopicChanges } from './settings.ts';

const created = (config: TopicChanges, broker = converse()): unknown =>
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 1, config });

const configOf = (broker: Conversation) => broker.state.topics['t']!.config;

describe('a setting', () => {
  const good: TopicChanges[] = [
    { 'segment.bytes': 1024 * 1024 },
    { 'internal.segment.bytes': -5 },
    { 'retention.bytes': -5 },
    { 'retention.ms': '-1' },
    { 'segment.ms': '9223372036854775807' },
    { 'min.cleanable.dirty.ratio': '0' },
    { 'min.cleanable.dirty.ratio': ' 1e-3 ' },
    { 'min.cleanable.dirty.ratio': 1 },
    { 'cleanup.policy': '' },
    { 'cleanup.policy': 'compact, delete' },
    { 'cleanup.policy': 'compact,compact' },
    { 'compression.type': 'zstd', 'compression.gzip.level': -1, 'compression.zstd.level': -131072 },
    { preallocate: 'TRUE' },
    { 'leader.replication.throttled.replicas': '0:1,1:2' },
    { 'follower.replication.throttled.replicas': '*' },
    { 'local.retention.ms': -2 },
    { 'min.compaction.lag.ms': 5, 'max.compaction.lag.ms': 5 },
  ];
  test.each(good)('is taken: %j', (config) => expect(created(config)).toEqual({}));

  const bad: TopicChanges[] = [
    { 'segment.bytes': 1024 * 1024 - 1 },
    { 'segment.bytes': 2147483648 },
    { 'segment.ms': 0 },
    { 'segment.ms': '9223372036854775808' },
    { 'segment.jitter.ms': -1 },
    { 'segment.index.bytes': 3 },
    { 'index.interval.bytes': -1 },
    { 'retention.ms': -2 },
    { 'retention.ms': '1.5' },
    { 'retention.bytes': 'much' },
    { 'max.message.bytes': -1 },
    { 'min.cleanable.dirty.ratio': 1.01 },
    { 'min.cleanable.dirty.ratio': 'half' },
    { 'max.compaction.lag.ms': 0 },
    { 'min.compaction.lag.ms': 6, 'max.compaction.lag.ms': 5 },
    { 'cleanup.policy': 'compress' },
    { 'cleanup.policy': 'compact,' },
    { 'cleanup.policy': 'Compact' },
    { 'message.timestamp.type': 'createtime' },
    { 'min.insync.replicas': 0 },
    { 'compression.type': 'none' },
    { 'compression.gzip.level': 0 },
    { 'compression.lz4.level': 18 },
    { preallocate: 'yes' },
    { 'leader.replication.throttled.replicas': '1' },
    { 'local.retention.ms': -3 },
    { 'remote.storage.enable': true },
    { 'retention.ms': null },
    { 'message.format.version': '3.0' },
  ];
  test.each(bad)('is refused: %j', (config) => {
    const broker = converse();
    expect(created(config, broker)).toMatchObject({ error: 'InvalidConfigurationException', code: 40 });
    expect(broker.state.topics).toEqual({});
  });
});

test('every setting has the value that Kafka gives it', () => {
  const broker = converse();
  created({}, broker);
  expect(configOf(broker)).toMatchObject({
    'cleanup.policy': 'delete',
    'segment.bytes': 1073741824,
    'segment.ms': 604800000,
    'segment.index.bytes': 10485760,
    'index.interval.bytes': 4096,
    'retention.ms': 604800000,
    'retention.bytes': -1,
    'max.message.bytes': 1048588,
    'message.timestamp.after.max.ms': 3600000,
    'min.cleanable.dirty.ratio': 0.5,
    'min.compaction.lag.ms': 0,
    'delete.retention.ms': 86400000,
    'file.delete.delay.ms': 60000,
    'min.insync.replicas': 1,
    'compression.type': 'producer',
    'compression.gzip.level': -1,
    'compression.lz4.level': 9,
    'compression.zstd.level': 3,
    'local.retention.ms': -2,
  });
});

test('the broker says what topics are that do not say', () => {
  const broker = converse({
    'log.retention.hours': 1,
    'log.retention.ms': 5,
    'log.roll.hours': 2,
    'log.cleaner.min.cleanable.ratio': 0.1,
    'message.max.bytes': 100,
  });
  created({ 'retention.ms': 7 }, broker);
  expect(configOf(broker)).toMatchObject({
    'retention.ms': 7,
    'segment.ms': 7200000,
    'min.cleanable.dirty.ratio': 0.1,
    'max.message.bytes': 100,
  });
  broker.ask({ kind: 'alter-topic', topic: 't', config: { 'retention.ms': null } });
  expect(configOf(broker)['retention.ms']).toBe(5);
  expect(() => converse({ 'log.segment.bytes': 5 })).toThrow('at least');
});

test('settings are held together with those that the topic has', () => {
  const broker = converse();
  created({ 'max.compaction.lag.ms': 10 }, broker);
  const alter = (config: TopicChanges): unknown => broker.ask({ kind: 'alter-topic', topic: 't', config });
  expect(alter({ 'min.compaction.lag.ms': 11 })).toMatchObject({ error: 'InvalidConfigurationException' });
  expect(alter({ 'min.compaction.lag.ms': 11, 'max.compaction.lag.ms': null })).toEqual({});
  expect(configOf(broker)['min.compaction.lag.ms']).toBe(11);
});
