// Creating plain topics, with a plain name and the broker's own settings. What is asked beyond that is checked in creation.ts; what becomes
// of topics later is in change.ts.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../refusal.ts';
import { partitionId } from '../storage/partition.ts';
import type { TopicConfig } from './config.ts';
import { planRefreshes } from './metadata.ts';
import type { Topic } from './state.ts';

/**
 * Nothing is wrong with such a name, and it collides with no other: that takes a dot. A number beyond what one request may ask for is
 * nobody's.
 */
export const isPlainName = (name: string): boolean => /^[a-z\d-]{1,200}$/i.test(name);
const MOST_PLAIN = 1000;

/** Simplified: no topic is created by merely naming it (auto.create.topics.enable=false), and every partition has one replica. */
export function createTopic(context: Context, command: LogCommandOf<'create-topic'>): Refusal | object {
  const { lane, topic: name, partitions, replicationFactor = 1, config = {} } = command;
  const plain =
    isPlainName(name) &&
    partitions > 0 &&
    partitions <= MOST_PLAIN &&
    replicationFactor === 1 &&
    Object.keys(config).length === 0;
  if (!plain) return context.ask({ ...command, kind: 'create-checked-topic' }) as Refusal | object;
  if (logOf(context.world, lane).topics[name]) return alreadyExists(name);
  addTopic(context, lane, name, partitions, {});
  return {};
}

export const alreadyExists = (name: string): Refusal =>
  refusal('TopicExistsException', `Topic '${name}' already exists.`);

/** A topic that was not there, and what it says of itself. */
export function addTopic(
  context: Context,
  lane: LaneId,
  name: string,
  count: number,
  config: Partial<TopicConfig>,
): void {
  const state = logOf(context.world, lane);
  const topic: Topic = {
    name,
    id: state.topicsCreated + 1,
    config: { ...state.topicDefaults, ...config },
    overrides: Object.keys(config),
    partitions: numbered(name, count),
  };
  context.emit({ of: 'log', lane, kind: 'topic-created', topic });
  planRefreshes(context, lane, name);
}

/** The names of the first `count` partitions of a topic. */
export const numbered = (topic: string, count: number): string[] =>
  Array.from({ length: count }, (_, number) => partitionId(topic, number));
