// What each fact about topics changes.

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
  'partitions-added'(world, state, fact) {
    growTo(world, state, fact.topic, fact.total);
  },
  'topic-configured'(_world, state, fact) {
    const topic = state.topics[fact.topic]!;
    topic.config = { ...topic.config, ...fact.config };
    topic.overrides = fact.overrides;
  },
  'topic-deleted'(_world, state, fact) {
    for (const id of state.topics[fact.topic]!.partitions) {
      delete state.partitions[id];
      for (const name in state.groups) {
        const group = state.groups[name]!;
        delete group.offsets[id];
        if (group.type === 'share') delete group.partitions[id];
      }
    }
    delete state.topics[fact.topic];
  },
};

function growTo(world: World, state: LogState, topic: string, total: number): void {
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
