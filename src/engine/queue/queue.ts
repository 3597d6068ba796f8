// Which messages of a queue are ready, which one is next, and who holds the others.

import type { ConsumerId } from '../vocabulary.ts';
import { find, firstOf, itemsOfSorted, remove } from './sorted.ts';
import type { ClientId, Queue, ReadonlyQueue, ReadonlyQueueState, Unacked } from './state.ts';

export const byTag = (one: { readonly tag: number }): number => one.tag;
export const bySequence = (sequence: number): number => sequence;

/** How many messages wait for a consumer. */
export const readyCount = (queue: ReadonlyQueue): number =>
  queue.messages.length - queue.head + queue.returned.size;

/**
 * Sequence of the message that is delivered next, or undefined when none is ready. Returned ones come first, by their
 * original place: all of them entered before `head` did.
 * RabbitMQ: facts §6.1.
 */
export const nextSequence = (queue: ReadonlyQueue): number | undefined =>
  firstOf(queue.returned) ?? (queue.head < queue.messages.length ? queue.head : undefined);

/** Whether this message was delivered before. RabbitMQ: facts §6.5. */
export const isRedelivered = (queue: ReadonlyQueue, sequence: number): boolean => sequence < queue.head;

/** Sequences of the messages that wait, in the order in which they would be delivered. */
export function readySequences(queue: ReadonlyQueue): number[] {
  const sequences = itemsOfSorted(queue.returned);
  for (let sequence = queue.head; sequence < queue.messages.length; sequence++) sequences.push(sequence);
  return sequences;
}

/** Deliveries of this queue that are not settled, with the clients that hold them, in the order of the queue. */
export function unackedOf(
  state: ReadonlyQueueState,
  queue: string,
): (Unacked & { readonly client: ClientId })[] {
  const held: (Unacked & { readonly client: ClientId })[] = [];
  for (const client in state.channels)
    for (const piece of state.channels[client]!.unacked.pieces)
      for (const one of piece) if (one.queue === queue) held.push({ ...one, client });
  return held.sort((a, b) => a.sequence - b.sequence);
}

/** Its registered consumers: those in turn, then those set aside. */
export const consumersOf = (queue: ReadonlyQueue): ConsumerId[] => [...queue.rotation, ...queue.parked];

/** The message is ready no longer. Only `apply` calls it. */
export function take(queue: Queue, sequence: number): void {
  if (sequence === queue.head) queue.head++;
  else remove(queue.returned, sequence, bySequence);
}

/** Whether the message waits for a consumer. */
export const isReady = (queue: ReadonlyQueue, sequence: number): boolean =>
  sequence >= queue.head
    ? sequence < queue.messages.length
    : find(queue.returned, sequence, bySequence) !== undefined;
