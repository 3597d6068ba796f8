// Which messages of a queue are ready, and which one is next; all of them in order: listing.ts. A classic queue gives what comes back its old
// place; a quorum queue serves it before all others, in the order of return.

import { append, itemAt } from '../../store.ts';
import { sizeOf } from '../../payload.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { Level, Message, Queue, ReadonlyQueue, Returned } from '../state.ts';
import { headOf } from './line.ts';
import { find, firstOf, insert, remove } from './sorted.ts';

export const byTag = (one: { readonly tag: number }): number => one.tag;
export const bySequence = (sequence: number): number => sequence;
export const ofSequence = ({ sequence }: Returned): number => sequence;

/** In a quorum queue every third turn is that of normal messages. RabbitMQ: facts §10.4; `rabbit_fifo_q`. */
export const TURNS = 3;

/** How many messages wait for a consumer. */
export const readyCount = (queue: ReadonlyQueue): number => queue.readyCount;

/** Index of the level that a message belongs to. RabbitMQ: facts §10.1, §10.4. */
export function levelOf(queue: ReadonlyQueue, { priority = 0 }: Immutable<Message>): number {
  if (queue.type === 'quorum') return priority > 4 ? 1 : 0;
  return Math.min(priority, queue.levels.length - 1);
}

/**
 * Sequence of the message that is delivered next, or undefined when none is ready.
 * RabbitMQ: facts §6.1, §6.2, §10.
 */
export function nextSequence(queue: ReadonlyQueue): number | undefined {
  const { levels } = queue;
  if (queue.type === 'quorum') return headOf(queue.returns) ?? nextByTurn(queue);
  for (let index = levels.length - 1; index >= 0; index--) {
    const level = levels[index]!;
    const next = firstOf(level.returned) ?? headOf(level.line);
    if (next !== undefined) return next;
  }
  return undefined;
}

const nextByTurn = ({ levels, turn }: ReadonlyQueue): number | undefined =>
  ofTwo(headOf(levels[0]!.line), headOf(levels[1]!.line), turn);

/** A normal message has its turn only if it entered before the high one that would be next. */
export function ofTwo(
  normal: number | undefined,
  high: number | undefined,
  turn: number,
): number | undefined {
  if (normal === undefined || high === undefined) return normal ?? high;
  return turn === TURNS - 1 && normal < high ? normal : high;
}

/** The message with this sequence. */
export const messageOf = (queue: ReadonlyQueue, sequence: number): Immutable<Message> =>
  itemAt(queue.messages, sequence)!;

/** What a quorum queue knows of the returns of a message; undefined if there were none. */
export const returnsOf = ({ returned }: ReadonlyQueue, sequence: number): Returned | undefined =>
  returned.size === 0 ? undefined : find(returned, sequence, ofSequence);

/** Failed returns of a message to this queue, or those it brought from the quorum queue where it died; 0 in classic queues. */
export function deliveryCountOf(queue: ReadonlyQueue, sequence: number): number {
  if (queue.type !== 'quorum') return 0;
  return returnsOf(queue, sequence)?.times ?? messageOf(queue, sequence).failures ?? 0;
}

/** Whether this ready message was delivered before. RabbitMQ: facts §6.5. */
export function isRedelivered(queue: ReadonlyQueue, sequence: number, message: Immutable<Message>): boolean {
  if (queue.type === 'stream') return false;
  if (queue.type === 'quorum') return deliveryCountOf(queue, sequence) > 0;
  const { returned } = queue.levels[levelOf(queue, message)]!;
  return returned.size > 0 && find(returned, sequence, bySequence) !== undefined;
}

/** A new message is ready, behind all others of its level. Only appliers call it. */
export function enter(queue: Queue, message: Message): void {
  const sequence = queue.messages.length;
  append(queue.messages, message);
  if (queue.type !== 'stream') append(queue.levels[levelOf(queue, message)]!.line.entries, sequence);
  queue.readyCount++;
  queue.readyBytes += sizeOf(message.body);
  if (message.expiration !== undefined) queue.perishable = true;
}

/** The message is ready no longer. Only appliers call it, and only for the one that is next. */
export function take(queue: Queue, sequence: number): void {
  const message = itemAt(queue.messages, sequence)!;
  queue.readyCount--;
  queue.readyBytes -= sizeOf(message.body);
  if (queue.type === 'classic') takeFrom(queue.levels[levelOf(queue, message)]!, sequence);
  else if (headOf(queue.returns) === sequence) queue.returns.head++;
  else {
    const level = queue.levels.find(({ line }) => headOf(line) === sequence)!;
    level.line.head++;
    queue.turn = (queue.turn + 1) % TURNS;
  }
}

function takeFrom({ line, returned }: Level, sequence: number): void {
  if (headOf(line) === sequence) line.head++;
  else remove(returned, sequence, bySequence);
}

/** The message is ready again. Only appliers call it. RabbitMQ: facts §6.1–§6.3. */
export function giveBack(queue: Queue, sequence: number, place: 'own' | 'front' | 'back'): void {
  const message = itemAt(queue.messages, sequence)!;
  queue.readyCount++;
  queue.readyBytes += sizeOf(message.body);
  if (place === 'own') insert(queue.levels[levelOf(queue, message)]!.returned, sequence, bySequence);
  else append(place === 'front' ? queue.returns.entries : queue.levels[0]!.line.entries, sequence);
}

/** The message has left the queue, and with it what a quorum queue knew of its returns. Only appliers call it. */
export function forgetReturns(queue: Queue, sequence: number): void {
  if (queue.returned.size > 0) remove(queue.returned, sequence, ofSequence);
}
