// What changes when topics that are there grow, are altered, and go.

import type { Appliers } from '../applier.ts';
import { growTo } from './apply.ts';
import type { TopicChangeFact } from './fact.ts';

export const topicChangeFacts: Appliers<TopicChangeFact> = {
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
