// What clients know about topics, and when they look again: each on its own grid of `metadata.max.age.ms`. A look is planned only
// after a topic changed, for the clients that it concerns.

import type { Context } from '../../broker.ts';
import type { Immutable, Instant, LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { nextOn } from '../grid.ts';
import { followTopics, watches } from '../group/classic/leader.ts';
import { logOf } from '../reading.ts';
import type { Topic } from './state.ts';

/**
 * Lets every client that knows the topic find out about its change when it next looks, and every consumer group with the next
 * heartbeat. Kafka: Metadata.timeToNextUpdate, GroupMetadataManager.onMetadataUpdate.
 */
export function planRefreshes(context: Context, lane: LaneId, topic: string): void {
  const state = logOf(context.world, lane);
  const { now } = context.world;
  const plan = (client: string, at: Instant): void =>
    context.emit({
      of: 'agenda',
      kind: 'planned',
      at,
      command: { of: 'log', lane, kind: 'refresh-metadata', client, topic },
    });
  for (const id in state.producers) {
    const { metadata, config } = state.producers[id]!;
    const known = metadata[topic];
    if (known) plan(id, nextOn(known.refreshedAt, config['metadata.max.age.ms'], now));
  }
  for (const id in state.consumers) {
    const consumer = state.consumers[id]!;
    const { open, pattern, openedAt, config } = consumer;
    if (open && (pattern?.by === 'client' || watches(state, consumer, topic)))
      plan(id, nextOn(openedAt, config['metadata.max.age.ms'], now));
  }
  for (const id in state.groups) {
    const { type } = state.groups[id]!;
    const kind = type === 'share' ? 'notice-share-topics' : 'notice-topics';
    if (type !== 'classic') context.ask({ of: 'log', lane, kind, group: id });
  }
}

/** A client looks: a producer counts the partitions, the leader of a group has it join again if they changed. */
export function refreshMetadata(
  context: Context,
  { lane, client, topic: name }: LogCommandOf<'refresh-metadata'>,
): void {
  const state = logOf(context.world, lane);
  const topic = state.topics[name];
  const known = state.producers[client]?.metadata[name];
  if (known && topic && (known.partitionCount !== topic.partitions.length || known.topicId !== topic.id))
    noteTopic(context, lane, client, topic, known.refreshedAt);
  const consumer = state.consumers[client];
  if (!consumer) return;
  if (consumer.pattern) context.ask({ of: 'log', kind: 'look-for-topics', lane, consumer: client });
  followTopics(context, lane, client);
}

/** The producer knows the topic as it is now. */
export function noteTopic(
  context: Context,
  lane: LaneId,
  producer: string,
  topic: Immutable<Topic>,
  refreshedAt: Instant,
): void {
  context.emit({
    of: 'log',
    lane,
    kind: 'metadata-refreshed',
    producer,
    topic: topic.name,
    topicId: topic.id,
    partitionCount: topic.partitions.length,
    refreshedAt,
  });
}
