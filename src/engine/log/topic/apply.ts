// What changes when topics are created.

import { createStore } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Appliers } from '../applier.ts';
import type { LogState } from '../state.ts';
import { partitionId } from '../storage/partition.ts';
import { createSegment } from '../storage/segment.ts';
import type { Segment } from '../storage/state.ts';
import type { TopicFact } from './fact.ts';

export const topicFacts: Appliers<TopicFact> = {
  'topic-created'(world, state, fact) {
    const { topic } = fact;
    state.topicsCreated = topic.id;
    state.topics[topic.name] = { ...topic, partitions: [] };
    growTo(world, state, topic.name, topic.partitions.length);
  },
};

/** Gives a topic more partitions, empty ones. */
export function growTo(world: World, state: LogState, topic: string, total: number): void {
  const { partitions, config } = state.topics[topic]!;
  for (let number = partitions.length; number < total; number++) {
    const id = partitionId(topic, number);
    partitions.push(id);
    state.partitions[id] = {
      id,
      topic,
      number,
      logStartOffset: 0,
      logEndOffset: 0,
      openFrom: null,
      closed: createStore<Segment>(),
      firstSegment: 0,
      active: createSegment(0, world.epoch + world.now, config),
      sizeBytes: 0,
      cleanedTo: 0,
      retentionCheckAt: null,
    };
  }
}
