// One segment of a partition's log: its batches and when the next one has to go elsewhere. What the segments add up to is in
// partition.ts.

import { createStore, share } from '../../store.ts';
import type { Immutable, Offset, Timestamp } from '../../vocabulary.ts';
import type { Batch, Segment } from './state.ts';
import type { TopicConfig } from '../topic/state.ts';

type Part<Item> = { readonly items: readonly Item[]; readonly length: number };

/** A segment that will hold offsets from `baseOffset` on. */
export const createSegment = (baseOffset: Offset, createdAt: Timestamp): Segment => ({
  baseOffset,
  batches: createStore<Batch>(),
  sizeBytes: 0,
  firstTimestamp: -1,
  largestTimestamp: -1,
  createdAt,
});

/** The segment as it is now, for good: what stands in a fact and then in the store of closed segments. */
export const closedSegment = (segment: Immutable<Segment>): Segment => ({
  ...(segment as Segment),
  batches: share((segment as Segment).batches),
});

/** The limit that counts. Kafka: LogConfig.segmentSize. */
export const segmentBytes = (config: Immutable<TopicConfig>): number =>
  config['internal.segment.bytes'] ?? config['segment.bytes'];

/**
 * Whether a batch must go to a new segment: by size (an exact fit stays), or by the time between its largest timestamp and that of
 * the segment's first batch. Kafka: LogSegment.shouldRoll, LogSegment.timeWaitedForRoll.
 *
 * Simplified: a segment does not roll because an index is full, and segment.jitter.ms is left out.
 */
export function shouldRoll(
  segment: Immutable<Segment>,
  batch: Immutable<Pick<Batch, 'sizeBytes' | 'maxTimestamp'>>,
  config: Immutable<TopicConfig>,
  clock: Timestamp,
): boolean {
  if (segment.sizeBytes + batch.sizeBytes > segmentBytes(config)) return true;
  if (segment.sizeBytes === 0) return false;
  const waitedMs =
    segment.firstTimestamp >= 0 ? batch.maxTimestamp - segment.firstTimestamp : clock - segment.createdAt;
  return waitedMs > config['segment.ms'];
}

/** Index of the first batch that reaches up to the offset; as many as there are batches if none does. */
export function batchIndexFrom(batches: Part<Immutable<Batch>>, segmentBase: Offset, offset: Offset): number {
  const { items, length } = batches;
  if (length === 0) return 0;
  // every batch takes at least one offset, so none further on can be the first
  let high = Math.min(length - 1, Math.max(offset - segmentBase, 0));
  const nearest = items[high]!;
  if (nearest.baseOffset <= offset) return offset <= nearest.lastOffset ? high : high + 1;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.lastOffset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
