// What conversations with RabbitMQ are made of, and what they take care not to ask.

import { expect, test } from 'vitest';
import { writeConversation } from '../areas.ts';
import { type Step, withDependants } from '../conversation.ts';
import { rabbitmq } from './broker.ts';

const SEEDS = Array.from({ length: 16 }, (_, seed) => seed);

test('the model has an answer to every step, and mostly no objection', () => {
  for (const area in rabbitmq.areas)
    for (const seed of SEEDS) {
      const { steps } = writeConversation(rabbitmq, area, seed, {});
      expect(steps.length).toBeGreaterThan(5);
      const notes = rabbitmq.replay({ steps }).map(({ note }) => note);
      expect(notes.filter((note) => note?.startsWith('The model'))).toEqual([]);
    }
});

test('what is settled was mostly delivered to who settles it', () => {
  const settled = SEEDS.flatMap((seed) => {
    const { steps } = writeConversation(rabbitmq, 'classic', seed, {});
    return steps.filter(({ do: verb }) => /^(ack|nack|reject)$/.test(verb));
  });
  const amiss = SEEDS.flatMap((seed) => {
    const { steps } = writeConversation(rabbitmq, 'classic', seed, {});
    return rabbitmq.replay({ steps }).filter(({ got }) => JSON.stringify(got).includes('"code":406'));
  });
  expect(settled.length).toBeGreaterThan(5 * SEEDS.length);
  expect(amiss.length).toBeLessThan(settled.length / 4);
});

test('without a queue or an exchange goes what uses it', () => {
  const steps: Step[] = [
    { do: 'declare', queue: 'q' },
    { do: 'declare', exchange: 'x', type: 'fanout' },
    { do: 'bind', exchange: 'x', queue: 'q' },
    { do: 'publish', key: 'q', body: 'm1' },
    { do: 'get', client: 'c', queue: 'q' },
    { do: 'delete', queue: 'q' },
    { do: 'get', client: 'c', queue: 'q' },
    { do: 'bind', exchange: 'x', to: 'amq.direct' },
  ];
  const without = (index: number): number[] => [...withDependants(rabbitmq.ties, steps, new Set([index]))];
  expect(without(0)).toEqual([0, 2, 4, 5, 6]);
  expect(without(1)).toEqual([1, 2, 7]);
  expect(without(4)).toEqual([4]);
});

test('arguments and bodies can be left out one by one', () => {
  const step = { do: 'declare', queue: 'q', type: 'classic', args: { 'x-max-length': 1, 'x-expires': 2 } };
  expect(rabbitmq.details(step, 3)).toEqual([
    [3, 'args', 'x-max-length'],
    [3, 'args', 'x-expires'],
  ]);
  const publish = { do: 'publish', key: 'q', bodies: ['m1', 'm2'], priority: 1 };
  expect(rabbitmq.details(publish, 0)).toEqual([
    [0, 'bodies', 0],
    [0, 'bodies', 1],
    [0, 'priority'],
  ]);
});
