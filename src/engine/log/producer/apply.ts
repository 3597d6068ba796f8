// What each fact about producers changes; what those about their batches change is in batching-apply.ts.

import type { Appliers } from '../applier.ts';
import type { LogFactOf } from '../fact.ts';
import type { LogState } from '../state.ts';

import type { ProducerFact } from './fact.ts';
import type { ProducerConfig, ProducerTopic } from './state.ts';

export const producerFacts: Appliers<ProducerFact> = {
  'producer-opened'(_world, state, fact) {
    const { producer: id, config, pid } = fact;
    if (pid >= 0) state.producerIds = pid + 1;
    state.producers[id] = { id, pid, config: config as ProducerConfig, metadata: {}, queue: [], tickets: 0 };
  },
  'metadata-refreshed'(_world, state, fact) {
    const { topicId, partitionCount, refreshedAt } = fact;
    const { metadata } = state.producers[fact.producer]!;
    const known = metadata[fact.topic];
    const { sticky, stickyBytes, turn, reached } = known?.topicId === topicId ? known : unknownTopic();
    metadata[fact.topic] = { topicId, partitionCount, sticky, stickyBytes, turn, reached, refreshedAt };
  },
  'produce-refused'(_world, state, fact) {
    const known = state.producers[fact.producer]?.metadata[fact.topic];
    if (known) known.turn += fact.turns;
  },
};

/** What a producer begins with in a topic that it has not seen, or that was created anew. */
const unknownTopic = (): Pick<ProducerTopic, 'sticky' | 'stickyBytes' | 'turn' | 'reached'> => ({
  sticky: null,
  stickyBytes: 0,
  turn: 0,
  reached: [],
});

/** A batch that stands in a partition counts towards the producer's next choices. */
export function noteSent(state: LogState, fact: LogFactOf<'batch-appended'>, partition: number): void {
  const known = state.producers[fact.producer]?.metadata[fact.topic];
  if (!known) return;
  known.turn += fact.turns;
  known.reached[partition] = true;
}
