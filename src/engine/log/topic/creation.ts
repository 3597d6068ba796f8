// Creating topics of which more is asked than a plain name and a number of partitions, in the controller's order of checks. What they can
// be set to is in settings.ts.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { readTopicChanges } from './settings.ts';
import { addTopic, alreadyExists } from './topic.ts';

/** More in one request are refused. Kafka: ReplicationControlManager.MAX_PARTITIONS_PER_BATCH. */
const MOST_PARTITIONS = 10_000;

/**
 * `partitions` and `replicationFactor` -1: the broker's own, which is 1.
 * Kafka: ReplicationControlManager.createTopics, Topic.validate.
 */
export function createCheckedTopic(
  context: Context,
  {
    lane,
    topic: name,
    partitions,
    replicationFactor = 1,
    config: asked = {},
  }: LogCommandOf<'create-checked-topic'>,
): Refusal | object {
  const state = logOf(context.world, lane);
  if (partitions > MOST_PARTITIONS)
    return refusal('PolicyViolationException', 'Excessively large number of partitions per request.');
  const misnamed = misnomerOf(name, Object.keys(state.topics));
  if (misnamed !== null) return refusal('InvalidTopicException', misnamed);
  if (state.topics[name]) return alreadyExists(name);
  const unset = Object.keys(asked).filter((setting) => asked[setting] === null);
  if (unset.length > 0)
    return refusal(
      'InvalidConfigurationException',
      `Null value not supported for topic configs: ${unset.join(',')}`,
    );
  const config = readTopicChanges(asked, state.topicDefaults, state.topicDefaults);
  if (isRefusal(config)) return config;
  if (replicationFactor === 0 || replicationFactor < -1)
    return refusal(
      'InvalidReplicationFactorException',
      'Replication factor must be larger than 0, or -1 to use the default value.',
    );
  if (partitions === 0 || partitions < -1)
    return refusal(
      'InvalidPartitionsException',
      'Number of partitions was set to an invalid non-positive value.',
    );
  if (replicationFactor > 1)
    return refusal(
      'InvalidReplicationFactorException',
      `Unable to replicate the partition ${replicationFactor} time(s): The target replication factor of ${replicationFactor} cannot be reached because only 1 broker(s) are registered.`,
    );
  addTopic(context, lane, name, Math.abs(partitions), config);
  return {};
}

/** What is wrong with the name of a new topic; null if nothing is. Kafka: Topic.validate, Topic.hasCollision. */
function misnomerOf(name: string, others: readonly string[]): string | null {
  if (name === '') return 'Topic name is invalid: the empty string is not allowed';
  if (name === '.' || name === '..') return `Topic name is invalid: '${name}' is not allowed`;
  if (name.length > 249)
    return `Topic name is invalid: the length of '${name}' is longer than the max allowed length 249`;
  if (!/^[\w.-]+$/.test(name))
    return `Topic name is invalid: '${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`;
  const unified = (topic: string): string => topic.replaceAll('.', '_');
  const collided = others.find((other) => other !== name && unified(other) === unified(name));
  return collided === undefined ? null : `Topic '${name}' collides with existing topic: ${collided}`;
}
