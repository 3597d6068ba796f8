// What is due next: a binary heap of plain data, ordered by (instant, priority, sequence). The sequence makes ties
// deterministic. Nothing is ever taken back: a command whose reason has gone finds that out when it comes due.

import type { Command } from './command.ts';
import type { Instant } from './vocabulary.ts';

export interface Entry {
  readonly at: Instant;
  readonly priority: number;
  readonly sequence: number;
  readonly command: Command;
}

export interface Agenda {
  heap: Entry[];
  /** The sequence number of the next entry; counts all entries ever made. */
  sequence: number;
}

/** At one instant brokers' timers fire first, then what arrives over the network, then workers take their next step. */
export const Priority = { timer: 0, arrival: 1, worker: 2 } as const;

export const createAgenda = (): Agenda => ({ heap: [], sequence: 0 });

/** Entries are never changed, so the copy is the array alone. */
export const copyAgenda = (agenda: Agenda): Agenda => ({
  heap: agenda.heap.slice(),
  sequence: agenda.sequence,
});

export const nextEntry = (agenda: { readonly heap: readonly Entry[] }): Entry | undefined => agenda.heap[0];

const precedes = (a: Entry, b: Entry): boolean =>
  a.at !== b.at ? a.at < b.at : a.priority !== b.priority ? a.priority < b.priority : a.sequence < b.sequence;

export function put(agenda: Agenda, at: Instant, priority: number, command: Command): void {
  const { heap } = agenda;
  const entry: Entry = { at, priority, sequence: agenda.sequence++, command };
  let index = heap.length;
  heap.push(entry);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!precedes(entry, heap[parent]!)) break;
    heap[index] = heap[parent]!;
    index = parent;
  }
  heap[index] = entry;
}

/** Removes and returns the earliest entry. Only `apply` calls it, for the fact `due`. */
export function take(agenda: Agenda): Entry | undefined {
  const { heap } = agenda;
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && precedes(heap[child + 1]!, heap[child]!)) child++;
    if (!precedes(heap[child]!, last)) break;
    heap[index] = heap[child]!;
    index = child;
  }
  heap[index] = last;
  return first;
}
