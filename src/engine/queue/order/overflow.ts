// Queues with a limit: what a full one does, to what it holds and to what is published to it. Only ready messages count, and of
// their bytes only the bodies.

import type { Context } from '../../broker.ts';
import { sizeOf } from '../../payload.ts';
import type { LaneId, Payload } from '../../vocabulary.ts';
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
 */
export function refuses(queue: ReadonlyQueue, body: Payload): boolean {
  if (queue.type === 'quorum') return queue.refusing;
  const { args, readyCount, readyBytes } = queue;
  if (!args['x-overflow']?.startsWith('reject-publish')) return false;
  return (
    readyCount + 1 > (args['x-max-length'] ?? Infinity) ||
    readyBytes + sizeOf(body) > (args['x-max-length-bytes'] ?? Infinity)
  );
}

/**
 * What a queue does that may have become longer or shorter: it drops messages from its head until it is within its limit, or
 * begins or ends to refuse new ones.
 * RabbitMQ: facts §9.2–§9.7.
 * Simplified: where a quorum queue drops several messages at once, their dead letters arrive in the order of dying, not the other way round.
 * Simplified: publishers of a full quorum queue learn of it with their next publish, even in a burst.
 */
export function keepWithinLimit(context: Context, lane: LaneId, name: string): void {
  const queue = brokerOf(context.world, lane).queues[name];
  if (!queue || queue.type === 'stream') return;
  if ((queue.args['x-max-length'] ?? queue.args['x-max-length-bytes']) === undefined) return;
  const refusesWhenFull =
    queue.args['x-overflow'] === 'reject-publish' ||
    (queue.type === 'classic' && queue.args['x-overflow'] === 'reject-publish-dlx');
  if (!refusesWhenFull) {
    while (isOver(queue))
      follow(context, lane, giveUpReady(context, lane, name, nextSequence(queue)!, 'maxlen'));
  } else if (queue.type === 'quorum' && (queue.refusing ? isBelowLow(queue) : isOver(queue)))
    context.emit({ of: 'queue', lane, kind: 'refusing-set', queue: name, refusing: !queue.refusing });
}
