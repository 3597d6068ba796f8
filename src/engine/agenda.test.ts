// What is due next, and in which order.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyAgenda, createAgenda, put, take } from './agenda.ts';
import type { Command } from './command.ts';

const command: Command = { of: 'clients', kind: 'send-next', producer: 'p' };

it('gives entries by instant, then priority, then in the order in which they were put', () => {
  const agenda = createAgenda();
  for (const [at, priority] of [
    [5, 0],
    [3, 2],
    [3, 1],
    [3, 1],
    [9, 0],
    [0, 2],
  ] as const)
    put(agenda, at, priority, command);
  const order = Array.from({ length: 6 }, () => take(agenda)!).map(({ at, priority, sequence }) => [
    at,
    priority,
    sequence,
  ]);
  expect(order).toEqual([
    [0, 2, 5],
    [3, 1, 2],
    [3, 1, 3],
    [3, 2, 1],
    [5, 0, 0],
    [9, 0, 4],
  ]);
  expect(take(agenda)).toBeUndefined();
});

it('agrees with a sorted list, whatever is put and taken', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(20), fc.constant('take' as const)), { maxLength: 60 }), (moves) => {
      const agenda = createAgenda();
      const list: { at: number; sequence: number }[] = [];
      let sequence = 0;
      for (const move of moves) {
        if (move === 'take') {
          list.sort((a, b) => a.at - b.at || a.sequence - b.sequence);
          expect(take(agenda)?.sequence).toBe(list.shift()?.sequence);
        } else {
          put(agenda, move, 0, command);
          list.push({ at: move, sequence: sequence++ });
        }
      }
    }),
  );
});

it('copies without sharing', () => {
  const agenda = createAgenda();
  put(agenda, 1, 0, command);
  const copy = copyAgenda(agenda);
  take(copy);
  expect(agenda.heap).toHaveLength(1);
});
