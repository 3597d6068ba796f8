// What each fact about producers changes.

import type { Appliers } from '../applier.ts';
import type { LogFactOf } from '../fact.ts';
import type { LogState } from '../state.ts';
import { actorOf } from './accumulator.ts';
import type { ProducerFact } from './fact.ts';
import type { ProducerConfig } from './state.ts';

export const producerFacts: Appliers<ProducerFact> = {
  'producer-opened'(_world, state, fact) {
    const { producer: id, config, pid } = fact;
    if (pid >= 0) state.producerIds = pid + 1;
    state.producers[id] = { id, pid, config: config as ProducerConfig, metadata: {} };
  },
  'producer-closed'(_world, state, fact) {
    delete state.producers[fact.producer];
  },
  'metadata-refreshed'(_world, state, fact) {
    const { topicId, partitionCount, refreshedAt } = fact;
    const { metadata } = state.producers[fact.producer]!;
    const known = metadata[fact.topic];
    const { sticky, stickyBytes, turn } = known?.topicId === topicId ? known : UNKNOWN_TOPIC;
    metadata[fact.topic] = { topicId, partitionCount, sticky, stickyBytes, turn, refreshedAt };
  },
  'partition-stuck'(world, state, fact) {
    const known = state.producers[fact.producer]!.metadata[fact.topic]!;
    known.sticky = fact.partition;
    known.stickyBytes = 0;
    const actor = actorOf(fact.lane, fact.producer);
    world.chance[actor] = (world.chance[actor] ?? 0) + 1;
  },
  'produce-refused'(_world, state, fact) {
    noteSent(state, fact);
  },
};

/** What a producer begins with in a topic that it has not seen, or that was created anew. */
const UNKNOWN_TOPIC = { sticky: null, stickyBytes: 0, turn: 0 };

/** What a batch that was sent, appended or refused, counts towards the next choice of a partition. */
export function noteSent(state: LogState, fact: LogFactOf<'batch-appended' | 'produce-refused'>): void {
  const known = state.producers[fact.producer]?.metadata[fact.topic];
  if (!known) return;
  known.stickyBytes += fact.stuckBytes;
  known.turn += fact.turns;
}
