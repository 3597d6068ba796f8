// What each fact about the log of a partition changes.

import { append } from '../../store.ts';
import { type Appliers, later } from '../applier.ts';
import { noteSent } from '../producer/apply.ts';
import type { StorageFact } from './fact.ts';
import { noteBatch } from './segment-index.ts';
import { createSegment } from './segment.ts';

export const storageFacts: Appliers<StorageFact> = {
  'segment-rolled'(world, state, fact) {
    const partition = state.partitions[fact.partition]!;
    const { config } = state.topics[partition.topic]!;
    append(partition.closed, fact.closed);
    partition.active = createSegment(fact.baseOffset, world.epoch + world.now, config);
  },
  'batch-appended'(world, state, fact) {
    const { batch } = fact;
    const partition = state.partitions[fact.partition]!;
    const { active } = partition;
    append(active.batches, batch);
    if (active.sizeBytes === 0) active.firstTimestamp = batch.maxTimestamp;
    active.sizeBytes += batch.sizeBytes;
    active.largestTimestamp = Math.max(active.largestTimestamp, batch.maxTimestamp);
    active.modifiedAt = world.epoch + world.now;
    noteBatch(active.index, batch.sizeBytes, active.largestTimestamp);
    partition.sizeBytes += batch.sizeBytes;
    partition.logEndOffset = batch.lastOffset + 1;
    noteSent(state, fact, partition.number);
  },
  'retention-planned'(world, state, fact) {
    const { lane, partition, checkAt } = fact;
    state.partitions[partition]!.retentionCheckAt = checkAt;
    if (checkAt !== null) later(world, checkAt, { of: 'log', kind: 'check-retention', lane, partition });
  },
  'segments-deleted'(_world, state, fact) {
    const partition = state.partitions[fact.partition]!;
    for (let n = 0; n < fact.segments; n++)
      partition.sizeBytes -= partition.closed.items[partition.firstSegment++]!.sizeBytes;
    partition.logStartOffset = fact.logStartOffset;
  },
  'log-start-moved'(_world, state, fact) {
    state.partitions[fact.partition]!.logStartOffset = fact.logStartOffset;
  },
};
