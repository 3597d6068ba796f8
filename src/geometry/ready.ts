// Which messages wait in a queue, and in which order: geometry reads the engine's data, and none of its rules.

import type { Immutable } from '../engine/vocabulary.ts';
import type { SomeQueue } from './queue-plan.ts';

type Line = Immutable<SomeQueue['returns']>;

const waiting = ({ entries, head }: Line, most: number): number[] =>
  entries.items.slice(head, Math.min(entries.length, head + most));

/** Those that were delivered before and wait again. */
export const returnedOf = (queue: SomeQueue): number[] => [
  ...waiting(queue.returns, Infinity),
  ...queue.levels.flatMap(({ returned }) => returned.pieces.flat()),
];

/** Sequences that wait, in the order in which they would be delivered; not more than `most`. */
export function readyOf(queue: SomeQueue, most: number): number[] {
  const ready = waiting(queue.returns, most);
  if (queue.type === 'classic')
    for (const { line, returned } of queue.levels.toReversed())
      ready.push(...returned.pieces.flat(), ...waiting(line, most));
  else {
    // two of high priority, then a normal one that has waited for longer
    const [normal, high] = queue.levels.map(({ line }) => waiting(line, most));
    for (let { turn } = queue; normal!.length + high!.length > 0; turn = (turn + 1) % 3) {
      const isNormal = high!.length === 0 || (turn === 2 && normal!.length > 0 && normal![0]! < high![0]!);
      ready.push((isNormal ? normal! : high!).shift()!);
    }
  }
  return ready.slice(0, most);
}
