// One segment of a partition's log: its batches and when the next one has to go elsewhere. What the segments add up to is in
// partition.ts.

import { drawBelow } from '../../random.ts';
import { createStore, share } from '../../store.ts';
import type { Immutable, LaneId, Offset, Timestamp } from '../../vocabulary.ts';
import { compacts, segmentBytes, type TopicConfig } from '../topic/config.ts';
import { closedIndex, createIndex, isFull } from './segment-index.ts';
import type { Batch, Partition, Segment } from './state.ts';

type Part<Item> = { readonly items: readonly Item[]; readonly length: number };

/** A segment that will hold offsets from `baseOffset` on. */
export const createSegment = (baseOffset: Offset, createdAt: Timestamp, config: TopicConfig): Segment => ({
  baseOffset,
  batches: createStore<Batch>(),
  sizeBytes: 0,
  firstTimestamp: -1,
  largestTimestamp: -1,
  createdAt,
  modifiedAt: createdAt,
  index: createIndex(config),
});

/** The segment as it is now, for good: what stands in a fact and then in the store of closed segments. */
export const closedSegment = (segment: Immutable<Segment>): Segment => ({
  ...(segment as Segment),
  batches: share((segment as Segment).batches),
  index: closedIndex(segment.index, segment.largestTimestamp),
});

/**
 * How old it counts to be: by its largest timestamp, or, where it has none (nothing was appended, or nothing was left by the cleaner),
 * by its file. Kafka: LogSegment.largestTimestamp.
 */
export const timeOf = ({ largestTimestamp, modifiedAt }: Immutable<Segment>): Timestamp =>
  largestTimestamp >= 0 ? largestTimestamp : modifiedAt;

/**
 * Whether a batch must go to a new segment, unless this one is empty: by size (an exact fit stays), because an index is full, or by the time between its
 * largest timestamp and that of the segment's first batch; what must be compacted in time must be closed in time.
 * `jitterMs`: so much earlier than the time is up. Kafka: LogSegment.shouldRoll, LogSegment.timeWaitedForRoll, LogConfig.maxSegmentMs.
 */
export function shouldRoll(
  segment: Immutable<Segment>,
  batch: Immutable<Pick<Batch, 'sizeBytes' | 'maxTimestamp'>>,
  config: TopicConfig,
  clock: Timestamp,
  jitterMs: number,
): boolean {
  if (segment.sizeBytes === 0) return false;
  if (segment.sizeBytes + batch.sizeBytes > segmentBytes(config) || isFull(segment.index)) return true;
  const { firstTimestamp, createdAt } = segment;
  const waitedMs = jitterMs + (firstTimestamp >= 0 ? batch.maxTimestamp - firstTimestamp : clock - createdAt);
  return waitedMs > config['segment.ms'] || (waitedMs > config['max.compaction.lag.ms'] && compacts(config));
}

/**
 * By how much chance shortens the time of a log's active segment, so that not all logs close theirs at once: less than segment.jitter.ms, by its
 * base offset. Kafka: LogConfig.randomSegmentJitter.
 */
export function jitterOf(
  seed: number,
  lane: LaneId,
  { id, active }: Immutable<Partition>,
  config: TopicConfig,
): number {
  const most = Math.min(config['segment.jitter.ms'], config['segment.ms']);
  return most === 0 ? 0 : drawBelow(most, seed, `${lane}/${id}`, active.baseOffset);
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
