// What conversations with Redis are made of, and what they take care not to ask.

import { expect, test } from 'vitest';
import { writeConversation } from '../areas.ts';
import type { Step } from '../conversation.ts';
import { redis } from './broker.ts';

const SEEDS = Array.from({ length: 16 }, (_, seed) => seed);

test('the model has an answer to every step', () => {
  for (const area in redis.areas)
    for (const seed of SEEDS) {
      const { steps } = writeConversation(redis, area, seed, {});
      const notes = redis.replay({ steps }).map(({ note }) => note);
      expect(notes.filter((note) => note?.startsWith('The model'))).toEqual([]);
    }
});

test('who waits for an answer is left alone until it came, or is gone', () => {
  for (const seed of SEEDS) {
    const waiting = new Set<string>();
    const { steps } = writeConversation(redis, 'blocking', seed, {});
    for (const [index, step] of steps.entries()) {
      const client = step['client'] as string | undefined;
      if (step.do !== 'crash' && client !== undefined) expect([...waiting]).not.toContain(client);
      const shown = new Map(shownAt(steps, index));
      if (shown.get('blocked') === true) waiting.add(client!);
      if (step.do === 'crash') waiting.delete(client!);
      for (const woken of Object.keys((shown.get('wake') as object | undefined) ?? {})) waiting.delete(woken);
    }
  }
});

/** What the model shows at a step, by fields. */
const shownAt = (steps: readonly Step[], index: number): [string | undefined, unknown][] =>
  redis
    .replay({ steps: steps.slice(0, index + 1) })
    .filter((one) => one.step === index)
    .map(({ note, got }) => [note, got]);

test('commands of a transaction and words of a command can be left out one by one', () => {
  expect(redis.details({ do: 'take', cmd: ['LPOP', 'a', '2'] }, 1)).toEqual([
    [1, 'cmd', 1],
    [1, 'cmd', 2],
  ]);
  expect(
    redis.details(
      {
        do: 'atomic',
        cmds: [
          ['LPOP', 'a'],
          ['LPOP', 'b'],
        ],
      },
      0,
    ),
  ).toEqual([
    [0, 'cmds', 0],
    [0, 'cmds', 1],
  ]);
});

test('a transaction has no command that Redis would throw it away for', () => {
  for (const seed of SEEDS) {
    const { steps } = writeConversation(redis, 'errors', seed, {});
    const shown = redis.replay({ steps }).filter(({ step }) => steps[step]!.do === 'atomic');
    expect(shown.map(({ note }) => note)).not.toContain('error');
  }
});
