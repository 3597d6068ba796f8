// What bounds a queue, as far as every run has to know of it: whether anything does. What it does then it is asked for; the rules are in
// expiry.ts and overflow.ts.

import type { Context } from '../../broker.ts';
import type { LaneId, Payload } from '../../vocabulary.ts';
import { brokerOf, type ReadonlyQueue } from '../state.ts';

/** Whether the queue has a limit at all. */
export const isLimited = ({ args }: ReadonlyQueue): boolean =>
  (args['x-max-length'] ?? args['x-max-length-bytes']) !== undefined;

/** Lets messages go that have expired. */
export function expireHead(context: Context, lane: LaneId, queue: string): void {
  if (brokerOf(context.world, lane).queues[queue]?.perishable)
    context.ask({ of: 'queue', kind: 'expire-head', lane, queue });
}

/** Drops messages until the queue is within its limit; true if there were any. */
export const dropOverflow = (context: Context, lane: LaneId, queue: string): boolean =>
  hasLimit(context, lane, queue) && context.ask({ of: 'queue', kind: 'drop-overflow', lane, queue }) === true;

/** A quorum queue that may have become longer or shorter begins to refuse, or ends it. */
export function refuseOrResume(context: Context, lane: LaneId, queue: string): void {
  if (hasLimit(context, lane, queue)) context.ask({ of: 'queue', kind: 'refuse-or-resume', lane, queue });
}

/** Whether the queue refuses a message that is being published to it. */
export const refuses = (context: Context, lane: LaneId, queue: string, body: Payload): boolean =>
  hasLimit(context, lane, queue) && context.ask({ of: 'queue', kind: 'refuses', lane, queue, body }) === true;

function hasLimit(context: Context, lane: LaneId, name: string): boolean {
  const queue = brokerOf(context.world, lane).queues[name];
  return queue !== undefined && isLimited(queue);
}
