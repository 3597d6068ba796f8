// What a stream queue keeps: whole segments go, the oldest first, when there are too many bytes or they are too old. It looks when a
// segment is full, and with an age every hour as long as there is more than one.

import type { Context } from '../../broker.ts';
import { itemAt } from '../../store.ts';
import type { LaneId, SendId } from '../../vocabulary.ts';
import type { QueueCommandOf } from '../command.ts';
import { brokerOf, type QueueArguments, type ReadonlyQueue } from '../state.ts';
import { millisecondsIn } from './interval.ts';

/** RabbitMQ: osiris_retention, DEFAULT_SCHEDULED_EVAL_TIME. */
const LOOKS_EVERY_MS = 3_600_000;

/**
 * Deletes what need not be kept; the active segment stays in any case. `coming`: bytes of what is about to be written to it.
 * RabbitMQ: osiris_log:evaluate_retention, osiris_retention:schedule.
 */
export function deleteSegments(context: Context, lane: LaneId, queue: ReadonlyQueue, coming: number): void {
  const { name, segments } = queue;
  const { closed, firstClosed } = segments!;
  const { now } = context.world;
  const ageMs = ageOf(queue.args);
  let kept = keptByBytes(queue, coming);
  if (ageMs !== null) while (kept < closed.length && closed.items[kept]!.lastAt < now - ageMs) kept++;
  if (kept > firstClosed)
    context.emit({
      ...{ of: 'queue', lane, kind: 'stream-segments-deleted', queue: name, segments: kept - firstClosed },
      gone: sendsBefore(queue, kept),
    });
  if (ageMs !== null && kept < closed.length)
    context.emit({ of: 'queue', lane, kind: 'stream-check-planned', queue: name, at: now + LOOKS_EVERY_MS });
}

/** Index of the oldest closed segment that may stay: newer ones come first. */
function keptByBytes({ args, segments }: ReadonlyQueue, coming: number): number {
  const { closed, firstClosed, active } = segments!;
  const most = args['x-max-length-bytes'];
  if (most === undefined) return firstClosed;
  let left = most - active.bytes - coming;
  let kept = closed.length;
  while (kept > firstClosed && closed.items[kept - 1]!.bytes <= left) left -= closed.items[--kept]!.bytes;
  return kept;
}

const ageOf = (args: Readonly<QueueArguments>): number | null =>
  args['x-max-age'] === undefined ? null : millisecondsIn(args['x-max-age']);

function sendsBefore(queue: ReadonlyQueue, kept: number): SendId[] {
  const { closed, firstClosed, active } = queue.segments!;
  const end = kept < closed.length ? closed.items[kept]!.base : active.base;
  const sends: SendId[] = [];
  for (let sequence = closed.items[firstClosed]!.base; sequence < end; sequence++) {
    const { send } = itemAt(queue.messages, sequence)!;
    if (send !== undefined) sends.push(send);
  }
  return sends;
}

/** The hour is over, unless the stream has looked since. */
export function checkStream(context: Context, { lane, queue: name }: QueueCommandOf<'check-stream'>): void {
  const queue = brokerOf(context.world, lane).queues[name];
  if (queue?.segments?.checkAt === context.world.now) deleteSegments(context, lane, queue, 0);
}
