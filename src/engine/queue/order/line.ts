// A line of sequences: what joins it waits behind all others, and what leaves it leaves at the head. The sequences themselves are
// append-only and shared.

import { append, createStore, itemAt } from '../../store.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { Line } from '../state.ts';

export const createLine = (): Line => ({ entries: createStore(), head: 0 });

/** A line of its own for these sequences. */
export function lineOf(sequences: readonly number[]): Line {
  const line = createLine();
  for (const sequence of sequences) append(line.entries, sequence);
  return line;
}

export const headOf = ({ entries, head }: Immutable<Line>): number | undefined => itemAt(entries, head);

/** The sequences that wait, not more than `most`. */
export const waitingIn = ({ entries, head }: Immutable<Line>, most: number): readonly number[] =>
  entries.items.slice(head, Math.min(entries.length, head + most));
