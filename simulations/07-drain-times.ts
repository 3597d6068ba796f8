// What lesson 7 says of time, bare: sixty orders wait, and three consumers begin at once, or four. A log of three partitions is drained no
// sooner by four; a queue is, unless its first consumers take all there is into their hands; and a hot key leaves a log to one of three.

import type { Scenario } from '../src/scenario/scenario.ts';

const sent = (lane: string) => ({ measure: 'effect.count', lane, service: 'mail', effect: 'mail' }) as const;
const drained = (lane: string) => ({ is: [sent(lane), 60] }) as const;
const notYet = (lane: string) => ({ atMost: [sent(lane), 59] }) as const;

const LANES = {
  'log-3': { broker: 'log', count: 3 },
  'log-4': { broker: 'log', count: 4 },
  'hot-3': { broker: 'log', count: 3 },
  'queue-3': { broker: 'queue', count: 3 },
  'queue-4': { broker: 'queue', count: 4 },
  'greedy-4': { broker: 'queue', count: 4 },
} as const;
const names = Object.keys(LANES) as (keyof typeof LANES)[];

const mailer = (lane: string, n: number) => ({
  id: `mail-${n}`,
  service: 'mail',
  source: 'orders',
  workMs: 1000,
  prefetch: lane === 'greedy-4' ? 50 : 1,
  effects: [{ effect: 'mail' }],
  config: { 'auto.offset.reset': 'earliest' },
});

export default {
  name: 'drain-times',
  title: 'Drain times',
  seed: 7,
  until: 70_000,
  lanes: names.map((id) => ({
    id,
    broker: LANES[id].broker,
    title: id,
    about: LANES[id].broker === 'log' ? 'Kafka, three partitions' : 'RabbitMQ, one classic queue',
  })),
  senders: [{ id: 'orders', plan: { count: 60, everyMs: 10, from: 100, keys: ['Amal', 'Ben', 'Cho'] } }],
  steps: [
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 3 },
    { at: 0, do: 'declare-queue', queue: 'orders' },
    ...names.flatMap((lane) => {
      const { broker, count } = LANES[lane];
      const route =
        broker === 'queue'
          ? { exchange: '', key: 'orders' }
          : lane === 'hot-3'
            ? { topic: 'orders', partition: 2 }
            : { topic: 'orders' };
      return [
        { at: 0, in: lane, do: 'route', producer: 'orders', route } as const,
        ...Array.from(
          { length: count },
          (_, n) => ({ at: 1000, in: lane, do: 'start-worker', spec: mailer(lane, n + 1) }) as const,
        ),
      ];
    }),
  ],
  claims: [
    {
      says: 'Three members share a log of three partitions out among themselves and drain it in 20 seconds; four take as long.',
      at: 26_999,
      holds: { all: [notYet('log-3'), notYet('log-4')] },
    },
    { says: 'Both logs are drained then.', at: 27_000, holds: { all: [drained('log-3'), drained('log-4')] } },
    {
      says: 'Four consumers drain a queue in 15 seconds, three in 20.',
      at: 16_000,
      holds: { all: [drained('queue-4'), { is: [sent('queue-3'), 45] }] },
    },
    { says: 'Three are done 20 seconds after they began.', at: 21_000, holds: drained('queue-3') },
    {
      says: 'With a prefetch of 50 the first of four takes 50 of the 60, and the queue needs as long as that one.',
      at: 50_999,
      holds: notYet('greedy-4'),
    },
    {
      says: 'With a hot key one of three members does everything.',
      at: 66_999,
      holds: {
        all: [
          notYet('hot-3'),
          { is: [{ measure: 'worker.done', lane: 'hot-3', worker: 'mail-1' }, 0] },
          { is: [{ measure: 'worker.done', lane: 'hot-3', worker: 'mail-2' }, 0] },
        ],
      },
    },
    { says: 'In the end everything is done everywhere, once.', holds: { all: names.map(drained) } },
  ],
} as const satisfies Scenario;
