// Changing topics that are there: growing, altering and deleting them.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { LogCommandOf } from '../command.ts';
import { planOffsetsCheck } from '../group/expiry.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { without } from '../set.ts';
import { planUpkeepOf } from '../storage/upkeep.ts';
import { readTopicChanges } from './settings.ts';
import { planRefreshes } from './metadata.ts';

const unknownTopic = (): Refusal =>
  refusal('UnknownTopicOrPartitionException', 'This server does not host this topic-partition.');

/** Only grows; no record moves. Kafka: ReplicationControlManager.createPartitions. */
export function addPartitions(
  context: Context,
  { lane, topic: name, total }: LogCommandOf<'add-partitions'>,
): Refusal | object {
  const topic = logOf(context.world, lane).topics[name];
  if (!topic) return unknownTopic();
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

/** Sets what is given (null: back to the broker's default) and leaves the rest. Kafka: Admin.incrementalAlterConfigs. */
export function alterTopic(
  context: Context,
  { lane, topic: name, config: asked }: LogCommandOf<'alter-topic'>,
): Refusal | object {
  const { topics, topicDefaults } = logOf(context.world, lane);
  const config = readTopicChanges(asked, topics[name]?.config ?? topicDefaults, topicDefaults);
  if (isRefusal(config)) return config;
  const topic = topics[name];
  if (!topic) return unknownTopic();
  const set = Object.keys(config).filter((setting) => asked[setting] !== null);
  const overrides = [...without(topic.overrides, Object.keys(config)), ...set];
  context.emit({ of: 'log', lane, kind: 'topic-configured', topic: name, config, overrides });
  planUpkeepOf(context, lane, name);
  return {};
}

/** With its records and what groups committed in it. Kafka: ReplicationControlManager.deleteTopics, OffsetMetadataManager.onPartitionsDeleted. */
export function deleteTopic(
  context: Context,
  { lane, topic }: LogCommandOf<'delete-topic'>,
): Refusal | object {
  const state = logOf(context.world, lane);
  if (!state.topics[topic]) return unknownTopic();
  context.emit({ of: 'log', lane, kind: 'topic-deleted', topic });
  for (const group in state.groups) planOffsetsCheck(context, lane, group);
  planRefreshes(context, lane, topic);
  return {};
}
