// Expiry of messages: only the one at the head of a queue ever expires, by a timer, or when something else brings it there.

import type { Context } from '../../broker.ts';
import type { Immutable, Instant } from '../../vocabulary.ts';
import type { QueueCommandOf } from '../command.ts';
import { dispatch, follow } from '../consumer/dispatch.ts';
import { giveUpReady } from '../delivery/dead-letter.ts';
import { brokerOf, type Message, type ReadonlyQueue } from '../state.ts';
import { messageOf, nextSequence } from './ready.ts';

/**
 * When a message expires in this queue: the smaller of the queue's and its own time to live counts, from when it entered; a
 * requeue does not begin it anew. Undefined when it never does.
 * RabbitMQ: facts §8.1.
 */
export function expiryOf(queue: ReadonlyQueue, message: Immutable<Message>): Instant | undefined {
  const ofQueue = queue.args['x-message-ttl'];
  const { expiration, publishedAt } = message;
  if (ofQueue === undefined) return expiration === undefined ? undefined : publishedAt + expiration;
  return publishedAt + (expiration === undefined ? ofQueue : Math.min(ofQueue, expiration));
}

/**
 * Lets messages go that have expired, as long as one is at the head, and plans to look again when the one that is there then
 * will have.
 * RabbitMQ: facts §8.2, §8.4, §8.5.
 */
export function expireHead(context: Context, { lane, queue: name }: QueueCommandOf<'expire-head'>): void {
  const queue = brokerOf(context.world, lane).queues[name];
  if (!queue?.perishable) return;
  for (;;) {
    const sequence = nextSequence(queue);
    if (sequence === undefined) return;
    const at = expiryOf(queue, messageOf(queue, sequence));
    if (at === undefined) return;
    if (at > context.world.now) {
      const planned = queue.expiryPlannedAt ?? 0;
      if (planned <= context.world.now || at < planned)
        context.emit({ of: 'queue', lane, kind: 'expiry-planned', queue: name, at });
      return;
    }
    follow(context, lane, giveUpReady(context, lane, name, sequence, 'expired'));
  }
}

/** The timer of the head came due, perhaps of one that has long gone. */
export const lookAtHead = (context: Context, command: QueueCommandOf<'expire-messages'>): void =>
  dispatch(context, command.lane, command.queue);
