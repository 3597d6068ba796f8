// What changes when messages come, are delivered, and are settled.

import { type Appliers, nothing } from '../applier.ts';
import { moveToEnd } from '../consumer/apply.ts';
import type { MessageFact } from '../fact.ts';
import { byTag, enter, forgetReturns, giveBack, ofSequence, take } from '../order/ready.ts';
import { insert, remove } from '../order/sorted.ts';
import type { Queue, QueueState } from '../state.ts';

export const messageFacts: Appliers<MessageFact> = {
  published: (state, { queues, message }) => {
    for (const name of queues) enter(state.queues[name]!, message);
  },
  returned: nothing,
  delivered: (state, fact) => {
    const { queue: name, sequence, consumer, tag, noAck, pushed } = fact;
    const queue = state.queues[name]!;
    const channel = state.channels[fact.client]!;
    channel.tags = tag;
    if (queue.type === 'stream') state.consumers[consumer!]!.position = sequence + 1;
    else {
      take(queue, sequence);
      if (consumer !== null) moveToEnd(state, queue, consumer);
    }
    if (noAck) {
      queue.acked++;
      forgetReturns(queue, sequence);
      return;
    }
    insert(channel.unacked, fact, byTag);
    queue.unackedCount++;
    if (pushed) channel.pushedCount++;
    if (consumer !== null) state.consumers[consumer]!.unackedCount++;
  },
  'get-empty': nothing,
  acked: (state, fact) => {
    const queue = state.queues[fact.queue]!;
    release(state, fact);
    letActivate(queue);
    queue.acked++;
    forgetReturns(queue, fact.sequence);
  },
  credited: release,
  requeued: (state, fact) => {
    const { sequence, place, because } = fact;
    const queue = state.queues[fact.queue]!;
    release(state, fact);
    if (queue.type === 'quorum') {
      const before = remove(queue.returned, sequence, ofSequence);
      const failures = before?.failures ?? queue.messages.items[sequence]!.failures ?? 0;
      const now = {
        sequence,
        times: (before?.times ?? 0) + 1,
        failures: failures + (because === 'channel-closed' ? 1 : 0),
      };
      insert(queue.returned, now, ofSequence);
    }
    giveBack(queue, sequence, place);
  },
  forgotten: (state, { client, tag }) => {
    const channel = state.channels[client]!;
    if (remove(channel.unacked, tag, byTag)?.pushed) channel.pushedCount--;
  },
};

/** Somebody may be served again where the last one that was had to go. */
export function letActivate(queue: Queue): void {
  if (queue.active === null) queue.leaving = false;
}

/** Takes a message out of its holder's hands. */
export function release(state: QueueState, fact: { queue: string; client: string; tag: number }): void {
  const channel = state.channels[fact.client]!;
  const held = remove(channel.unacked, fact.tag, byTag);
  state.queues[fact.queue]!.unackedCount--;
  if (held?.pushed) channel.pushedCount--;
  // its consumer may have gone before it, and another may have its tag
  const consumer = held && held.consumer !== null ? state.consumers[held.consumer] : undefined;
  if (consumer?.channel === fact.client && consumer.queue === fact.queue) consumer.unackedCount--;
}
