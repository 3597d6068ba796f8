// What each fact about a producer's batches changes.

import { type Appliers, later } from '../applier.ts';
import type { BatchingFact } from './fact.ts';
import { lastBatch } from './queue.ts';
import { actorOf } from './sticky.ts';

export const batchingFacts: Appliers<BatchingFact> = {
  'producer-closed'(_world, state, fact) {
    delete state.producers[fact.producer];
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
};
