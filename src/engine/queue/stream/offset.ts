// Where a reader of a stream queue begins.

import type { Immutable, Timestamp } from '../../vocabulary.ts';
import type { ReadonlyQueue } from '../state.ts';
import { millisecondsIn } from './interval.ts';
import { firstSequence, offsetOf } from './segment.ts';

/** `x-stream-offset`: a word, an offset, an interval back from now such as `1h`, or a time in whole seconds. */
export type StreamOffset = string | number | { readonly timestamp: number };

/**
 * The sequence of the first message that a reader is given; one beyond the end waits for it. Null if nobody can make sense of it.
 * RabbitMQ: facts §13.2.
 * Simplified: each message of a stream is a chunk of its own.
 */
export function startOf(
  queue: ReadonlyQueue,
  spec: Immutable<StreamOffset> | undefined,
  clock: Timestamp,
  epoch: Timestamp,
): number | null {
  const end = queue.messages.length;
  if (spec === undefined || spec === 'next') return end;
  const first = firstSequence(queue);
  if (spec === 'first') return first;
  if (spec === 'last') return Math.max(first, end - 1);
  if (typeof spec === 'number') return Math.max(first, sequenceFrom(queue, spec));
  if (typeof spec === 'object') return firstFrom(queue, spec.timestamp * 1000 - epoch);
  const agoMs = millisecondsIn(spec) ?? 0;
  return agoMs === 0 ? null : firstFrom(queue, clock - agoMs - epoch);
}

/** The first message that came at an instant or later. */
function firstFrom(queue: ReadonlyQueue, instant: number): number {
  const { messages } = queue;
  let sequence = firstSequence(queue);
  while (sequence < messages.length && messages.items[sequence]!.publishedAt < instant) sequence++;
  return sequence;
}

/** The first message whose offset is at least this one; one that is still to come, as if it came to the active segment. */
function sequenceFrom(queue: ReadonlyQueue, offset: number): number {
  const { closed, active } = queue.segments!;
  if (offset >= offsetOf(queue, active.base)) return offset - closed.length;
  let [low, high] = [0, active.base];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsetOf(queue, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
