// All messages of a queue that are ready, and all that somebody holds, in order: for what concerns a queue as a whole, and for whoever
// looks at it.

import type { ClientId, ReadonlyQueue, ReadonlyQueueState, Unacked } from '../state.ts';
import { firstSequence } from '../stream/segment.ts';
import { waitingIn } from './line.ts';
import { ofTwo, TURNS } from './ready.ts';
import { itemsOfSorted } from './sorted.ts';

/**
 * Sequences of the messages that wait, in the order in which they would be delivered; not more than `most`. In a stream they
 * wait until their segment goes.
 */
export function readySequences(queue: ReadonlyQueue, most = Infinity): number[] {
  if (queue.type === 'stream')
    return Array.from({ length: Math.min(most, queue.readyCount) }, (_, n) => firstSequence(queue) + n);
  if (queue.type === 'quorum') return inTurns(queue, most);
  const ready: number[] = [];
  for (let index = queue.levels.length - 1; index >= 0 && ready.length < most; index--) {
    const { returned, line } = queue.levels[index]!;
    ready.push(...itemsOfSorted(returned).slice(0, most - ready.length));
    for (const sequence of waitingIn(line, most - ready.length)) ready.push(sequence);
  }
  return ready;
}

function inTurns(queue: ReadonlyQueue, most: number): number[] {
  const ready = waitingIn(queue.returns, most).slice();
  const [normal, high] = queue.levels.map(({ line }) => waitingIn(line, most - ready.length));
  let [n, h, { turn }] = [0, 0, queue];
  while (ready.length < most && n + h < normal!.length + high!.length) {
    const next = ofTwo(normal![n], high![h], turn)!;
    if (next === normal![n]) n++;
    else h++;
    ready.push(next);
    turn = (turn + 1) % TURNS;
  }
  return ready;
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
