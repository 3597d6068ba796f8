// What each fact about producers changes.

import { type Appliers, later } from '../applier.ts';
import type { LogFactOf } from '../fact.ts';
import type { LogState } from '../state.ts';

import type { ProducerFact } from './fact.ts';
import { lastBatch } from './queue.ts';
import type { ProducerConfig, ProducerTopic } from './state.ts';
import { actorOf } from './sticky.ts';

export const producerFacts: Appliers<ProducerFact> = {
  'producer-opened'(_world, state, fact) {
    const { producer: id, config, pid } = fact;
    if (pid >= 0) state.producerIds = pid + 1;
    state.producers[id] = { id, pid, config: config as ProducerConfig, metadata: {}, queue: [], tickets: 0 };
  },
  'producer-closed'(_world, state, fact) {
    delete state.producers[fact.producer];
  },
  'metadata-refreshed'(_world, state, fact) {
    const { topicId, partitionCount, refreshedAt } = fact;
    const { metadata } = state.producers[fact.producer]!;
    const known = metadata[fact.topic];
    const { sticky, stickyBytes, turn, reached } = known?.topicId === topicId ? known : unknownTopic();
    metadata[fact.topic] = { topicId, partitionCount, sticky, stickyBytes, turn, reached, refreshedAt };
  },
  'partition-stuck'(world, state, fact) {
    const known = state.producers[fact.producer]!.metadata[fact.topic]!;
    known.sticky = fact.partition;
    known.stickyBytes = 0;
    const actor = actorOf(fact.lane, fact.producer);
    world.chance[actor] = (world.chance[actor] ?? 0) + 1;
  },
  'record-queued'(world, state, fact) {
    const { topic, partition, record, sizeBytes, limitBytes } = fact;
    const producer = state.producers[fact.producer]!;
    const ticket = producer.tickets++;
    if (limitBytes === null) {
      const batch = lastBatch(producer.queue, topic, partition)!;
      batch.records.push(record);
      batch.tickets.push(ticket);
      batch.sizeBytes += sizeBytes;
    } else
      producer.queue.push({
        topic,
        partition,
        records: [record],
        tickets: [ticket],
        sizeBytes,
        limitBytes,
        closed: false,
        begunAt: world.now,
      });
    const known = producer.metadata[topic]!;
    known.reached[partition] = true;
    if (fact.sticks) known.stickyBytes += sizeBytes;
    if (fact.inTurn) known.turn++;
  },
  'batch-closed'(_world, state, fact) {
    lastBatch(state.producers[fact.producer]!.queue, fact.topic, fact.partition)!.closed = true;
  },
  'linger-planned'(world, _state, fact) {
    const { lane, producer, lingerUntil } = fact;
    later(world, lingerUntil, { of: 'log', kind: 'end-linger', lane, producer });
  },
  'batch-sent'(_world, state, fact) {
    const { queue } = state.producers[fact.producer]!;
    const { topic, partition } = fact;
    queue.splice(
      queue.findIndex((batch) => batch.partition === partition && batch.topic === topic),
      1,
    );
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
