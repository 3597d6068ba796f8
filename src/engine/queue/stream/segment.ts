// The segments of a stream queue, as far as every run has to know of them: how they begin, which messages are there, and under which
// offsets. How they grow is in chunk.ts, how they go in retention.ts.

import type { Context } from '../../broker.ts';
import { createStore } from '../../store.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import { brokerOf, type Message, type ReadonlyQueue, type Segments } from '../state.ts';

/** What a segment's file begins with, in bytes. */
export const FILE_HEADER = 8;

export const createSegments = (): Segments => ({
  closed: createStore(),
  firstClosed: 0,
  active: { base: 0, bytes: FILE_HEADER, lastAt: 0 },
  checkAt: null,
});

/** Before a message comes to these queues: those of them that are streams make room for it. */
export function growStreams(
  context: Context,
  lane: LaneId,
  queues: readonly string[],
  message: Immutable<Message>,
): void {
  const state = brokerOf(context.world, lane);
  for (const queue of queues)
    if (state.queues[queue]!.segments)
      context.ask({ of: 'queue', kind: 'grow-stream', lane, queue, message });
}

/** The first message that is still there. */
export const firstSequence = ({ segments }: ReadonlyQueue): number => {
  const { closed, firstClosed, active } = segments!;
  return firstClosed < closed.length ? closed.items[firstClosed]!.base : active.base;
};

/** A message's offset: each segment but the first began with a note that took one. */
export const offsetOf = (queue: ReadonlyQueue, sequence: number): number =>
  sequence + segmentIndexOf(queue, sequence);

/** How many segments begin before this message's. */
export function segmentIndexOf({ segments }: ReadonlyQueue, sequence: number): number {
  const { closed, active } = segments!;
  if (sequence >= active.base) return closed.length;
  let [low, high] = [0, closed.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (closed.items[middle]!.base <= sequence) low = middle;
    else high = middle - 1;
  }
  return low;
}
