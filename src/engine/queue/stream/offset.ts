// Where a reader of a stream queue begins.

import type { Immutable, Timestamp } from '../../vocabulary.ts';
import type { ReadonlyQueue } from '../state.ts';

/** `x-stream-offset`: a word, an offset, an interval back from now such as `1h`, or a time in whole seconds. */
export type StreamOffset = string | number | { readonly timestamp: number };

const SECONDS: Readonly<Record<string, number>> = {
  ...{ s: 1, m: 60, h: 3600, D: 24 * 3600, M: 30 * 24 * 3600, Y: 365 * 24 * 3600 },
};

/**
 * The offset of the first message that a reader is given; one beyond the end waits for it. Null if nobody can make sense of it.
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
  if (spec === 'first') return 0;
  if (spec === 'last') return Math.max(0, end - 1);
  if (typeof spec === 'number') return Math.max(0, spec);
  if (typeof spec === 'object') return firstFrom(queue, spec.timestamp * 1000 - epoch);
  const interval = /^(\d+)([smhDMY])$/.exec(spec);
  return interval && firstFrom(queue, clock - Number(interval[1]) * SECONDS[interval[2]!]! * 1000 - epoch);
}

/** The first message that came at an instant or later. */
function firstFrom({ messages }: ReadonlyQueue, instant: number): number {
  let offset = 0;
  while (offset < messages.length && messages.items[offset]!.publishedAt < instant) offset++;
  return offset;
}
