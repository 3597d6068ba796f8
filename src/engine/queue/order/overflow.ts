// Queues with a limit: what a full one does, to what it holds and to what is published to it. Only ready messages count, and of
// their bytes only the bodies.

import type { Context } from '../../broker.ts';
import { sizeOf } from '../../payload.ts';
import type { QueueCommandOf } from '../command.ts';
import { follow } from '../consumer/dispatch.ts';
import { giveUpReady } from '../delivery/dead-letter.ts';
import { brokerOf, type ReadonlyQueue } from '../state.ts';
import { nextSequence } from './ready.ts';

/** A quorum queue that refuses takes messages again below this part of its limit. RabbitMQ: `rabbit_fifo`, LOW_LIMIT. */
const LOW_LIMIT = { of: 4, in: 5 };

const isOver = ({ args, readyCount, readyBytes }: ReadonlyQueue): boolean =>
  readyCount > (args['x-max-length'] ?? Infinity) || readyBytes > (args['x-max-length-bytes'] ?? Infinity);

const isBelowLow = ({ args, readyCount, readyBytes }: ReadonlyQueue): boolean => {
  const low = (limit: number | undefined) =>
    limit === undefined ? Infinity : Math.floor((limit * LOW_LIMIT.of) / LOW_LIMIT.in);
  return readyCount <= low(args['x-max-length']) && readyBytes <= low(args['x-max-length-bytes']);
};

/**
 * Whether the queue refuses a message that is being published to it. A classic queue counts exactly; a quorum queue refuses
 * from when it is over its limit until it is well below it.
 * RabbitMQ: facts §9.5–§9.7.
 * Simplified: who publishes to a quorum queue for the first time is refused like all others, even if that is just within its limit again.
 */
export function refuses({ world }: Context, { lane, queue: name, body }: QueueCommandOf<'refuses'>): boolean {
  const queue = brokerOf(world, lane).queues[name]!;
  if (queue.type === 'quorum') return queue.refusing;
  const { args, readyCount, readyBytes } = queue;
  if (!args['x-overflow']?.startsWith('reject-publish')) return false;
  return (
    readyCount + 1 > (args['x-max-length'] ?? Infinity) ||
    readyBytes + sizeOf(body) > (args['x-max-length-bytes'] ?? Infinity)
  );
}

/** Whether a full queue refuses what is published to it, instead of dropping what it holds. RabbitMQ: facts §9.7. */
const refusesWhenFull = ({ type, args }: ReadonlyQueue): boolean =>
  args['x-overflow'] === 'reject-publish' ||
  (type === 'classic' && args['x-overflow'] === 'reject-publish-dlx');

/**
 * Drops messages from the head until the queue is within its limit; true if there were any.
 * RabbitMQ: facts §9.2–§9.4.
 * Simplified: where a quorum queue drops several messages at once, their dead letters arrive in the order of dying, not the other way round.
 */
export function dropOverflow(
  context: Context,
  { lane, queue: name }: QueueCommandOf<'drop-overflow'>,
): boolean {
  const queue = brokerOf(context.world, lane).queues[name]!;
  if (queue.type === 'stream' || refusesWhenFull(queue)) return false;
  const { dropped, deadLettered } = queue;
  while (isOver(queue))
    follow(context, lane, giveUpReady(context, lane, name, nextSequence(queue)!, 'maxlen'));
  return queue.dropped > dropped || queue.deadLettered > deadLettered;
}

/**
 * A quorum queue that may have become longer or shorter begins to refuse, or ends it.
 * RabbitMQ: facts §9.6; `rabbit_fifo:evaluate_limit`.
 * Simplified: publishers of a full quorum queue learn of it with their next publish, even in a burst.
 */
export function refuseOrResume(
  context: Context,
  { lane, queue: name }: QueueCommandOf<'refuse-or-resume'>,
): void {
  const queue = brokerOf(context.world, lane).queues[name]!;
  if (queue.type !== 'quorum' || !refusesWhenFull(queue)) return;
  if (queue.refusing ? isBelowLow(queue) : isOver(queue))
    context.emit({ of: 'queue', lane, kind: 'refusing-set', queue: name, refusing: !queue.refusing });
}
