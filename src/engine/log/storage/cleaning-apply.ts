// What each fact about the cleaning of logs changes.

import { type Appliers, later } from '../applier.ts';
import type { CleaningFact } from './fact.ts';
import type { Segment } from './state.ts';

export const cleaningFacts: Appliers<CleaningFact> = {
  'cleaning-planned'(world, state, fact) {
    const { lane, passAt } = fact;
    state.cleanerPassAt = passAt;
    if (passAt !== null) later(world, passAt, { of: 'log', kind: 'clean', lane });
  },
  'log-cleaned'(_world, state, fact) {
    const partition = state.partitions[fact.partition]!;
    const { closed, firstSegment } = partition;
    const replaced = closed.items.slice(firstSegment, firstSegment + fact.replaced);
    const items = [
      ...closed.items.slice(0, firstSegment),
      ...fact.segments,
      ...closed.items.slice(firstSegment + fact.replaced, closed.length),
    ];
    partition.closed = { items, length: items.length };
    partition.sizeBytes += bytesIn(fact.segments) - bytesIn(replaced);
    partition.cleanedTo = fact.cleanedTo;
  },
};

const bytesIn = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
