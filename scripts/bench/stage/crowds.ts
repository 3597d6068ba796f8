// The scenarios that frames are counted on: much that moves at once, and a long run.

import type { Scenario } from '../../../src/scenario/scenario.ts';

const KEYS = ['Amal', 'Ben', 'Cho', 'Dina'];

const lanes: Scenario['lanes'] = [
  { id: 'queue', broker: 'queue', title: 'Queue', about: 'RabbitMQ, classic queues' },
  {
    ...{ id: 'log', broker: 'log', title: 'Log', about: 'Kafka, topic orders' },
    settings: { 'group.initial.rebalance.delay.ms': 0 },
  },
];

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** So many producers, each with so many sends; so many partitions, and consumers on either side. */
function crowd(
  name: string,
  producers: number,
  each: { from: number; everyMs: number; count: number; latencyMs: number },
  partitions: number,
  consumers: number,
  until: number,
): Scenario {
  const ids = numbers(producers).map((n) => `p${n + 1}`);
  const worker = (n: number, source: string) => ({
    ...{ id: `c${n + 1}`, service: 'payments', source, workMs: 20 + n, prefetch: 4 },
    ...{ effects: [{ effect: 'charge' }], config: { 'auto.offset.reset': 'earliest' } },
  });
  const keyless = { topic: 'orders', keyed: false };
  return {
    ...{ name, title: name, seed: 1, until, lanes, claims: [] },
    senders: ids.map((id, n) => ({
      id,
      latencyMs: each.latencyMs,
      plan: { from: each.from + n * 7, everyMs: each.everyMs, count: each.count, keys: KEYS },
    })),
    steps: [
      { at: 0, do: 'declare-queue', queue: 'orders' },
      { at: 0, do: 'create-topic', topic: 'orders', partitions },
      ...ids.flatMap((producer) => [
        { at: 0, in: 'queue', do: 'route', producer, route: { exchange: '', key: 'orders' } } as const,
        { at: 0, in: 'log', do: 'route', producer, route: keyless } as const,
      ]),
      ...numbers(consumers).flatMap((n) => [
        { at: 0, in: 'queue', do: 'start-worker', spec: worker(n, 'orders') } as const,
        { at: 0, in: 'log', do: 'start-worker', spec: worker(n, 'orders') } as const,
      ]),
    ],
  };
}

export const crowds: Readonly<Record<string, Scenario>> = {
  /** From two producers more than 500 sends under way at any moment after four seconds, as far as they are drawn one by one. */
  'frames-500': crowd('frames-500', 2, { from: 0, everyMs: 13, count: 900, latencyMs: 3600 }, 1, 1, 16_000),
  'frames-32': crowd('frames-32', 32, { from: 0, everyMs: 500, count: 24, latencyMs: 300 }, 32, 32, 12_000),
  /** Somewhat more than 100,000 facts. */
  scrub: crowd('scrub', 1, { from: 0, everyMs: 40, count: 4200, latencyMs: 30 }, 3, 2, 180_000),
};
