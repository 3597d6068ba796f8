// One workload, three brokers: the same six orders through RabbitMQ, Kafka and four ways to use Redis. Each lane has a worker that
// crashes with the second order in hand and comes back; what becomes of that order is what differs.

import type { Scenario } from '../src/scenario/scenario.ts';

/** Lanes of Redis: how the worker takes its work, and where orders go. */
const REDIS = [
  { lane: 'popped', take: 'pop', route: { list: 'orders' }, title: 'Popped list' },
  { lane: 'moved', take: 'move', route: { list: 'orders' }, title: 'Moved list' },
  { lane: 'grouped', take: 'group', route: { stream: 'orders' }, title: 'Stream' },
  { lane: 'heard', take: 'listen', route: { channel: 'orders' }, title: 'Channel' },
] as const;

const charges = (lane: string) => ({ lane, service: 'payments', effect: 'charge' }) as const;
const missing = (lane: string, number: number) =>
  ({ is: [{ measure: 'effect.missing', ...charges(lane) }, number] }) as const;
const count = (lane: string, number: number) =>
  ({ is: [{ measure: 'effect.count', ...charges(lane) }, number] }) as const;

const spec = {
  ...{ id: 'payments', service: 'payments', source: 'orders', fetchMs: 100, workMs: 1000, settleMs: 200 },
  config: { 'auto.offset.reset': 'earliest' },
  effects: [{ effect: 'charge' }],
} as const;

/** The second order is in the hands of every worker; afterwards three have been sent, and none of them waits for the first life. */
const CRASH = 2200;

export default {
  name: 'one-workload-three-brokers',
  title: 'One workload, three brokers',
  seed: 17,
  until: 80_000,
  lanes: [
    { id: 'queue', broker: 'queue', title: 'Queue', about: 'RabbitMQ, one classic queue' },
    {
      ...{ id: 'log', broker: 'log', title: 'Log', about: 'Kafka, one partition' },
      settings: { 'group.initial.rebalance.delay.ms': 0 },
    },
    ...REDIS.map(({ lane, title }) => ({ id: lane, broker: 'redis', title, about: 'Redis' }) as const),
  ],
  senders: [
    {
      id: 'orders',
      latencyMs: 100,
      plan: { count: 6, everyMs: 900, from: 100, keys: ['Amal', 'Ben', 'Cho'] },
    },
  ],
  expects: [{ producer: 'orders', service: 'payments', effect: 'charge' }],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 1 },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
    { at: 0, in: 'queue', do: 'start-worker', spec },
    { at: 0, in: 'log', do: 'start-worker', spec },
    ...REDIS.flatMap(
      ({ lane, take, route }) =>
        [
          { at: 0, in: lane, do: 'route', producer: 'orders', route },
          { at: 0, in: lane, do: 'start-worker', spec: { ...spec, take } },
        ] as const,
    ),
    { at: CRASH, do: 'crash-worker', worker: 'payments' },
    { at: 6000, do: 'restart-worker', worker: 'payments' },
  ],
  claims: [
    {
      says: 'When it crashes, each has charged one and not the second.',
      at: CRASH,
      holds: { all: ['queue', 'log', ...REDIS.map(({ lane }) => lane)].map((lane) => count(lane, 1)) },
    },
    {
      says: 'Meanwhile the queue, the log and the stream still have the second order, the list of one’s own too.',
      at: 5999,
      holds: {
        all: [
          { is: [{ measure: 'queue.held', queue: 'orders' }, 5] },
          { is: [{ measure: 'group.lag', group: 'payments', topic: 'orders' }, 5] },
          { is: [{ measure: 'stream.pending', lane: 'grouped', stream: 'orders', group: 'payments' }, 1] },
          { is: [{ measure: 'list.length', lane: 'moved', list: 'orders:payments' }, 1] },
          { is: [{ measure: 'list.length', lane: 'popped', list: 'orders' }, 4] },
        ],
      },
    },
    {
      says: 'Queue, log, stream and the list of one’s own lose nothing and double nothing.',
      holds: {
        all: ['queue', 'log', 'moved', 'grouped'].flatMap((lane) => [missing(lane, 0), count(lane, 6)]),
      },
    },
    { says: 'What was popped is lost with whoever had popped it.', holds: missing('popped', 1) },
    {
      says: 'A channel has nothing for whoever was not listening, and what was in hand is gone as well.',
      holds: missing('heard', 5),
    },
    {
      says: 'Reading leaves the entries of a stream and the records of a log where they are.',
      holds: {
        all: [
          { is: [{ measure: 'stream.length', lane: 'grouped', stream: 'orders' }, 6] },
          { is: [{ measure: 'stream.pending', lane: 'grouped', stream: 'orders', group: 'payments' }, 0] },
          { is: [{ measure: 'log.kept', topic: 'orders' }, 6] },
          { is: [{ measure: 'queue.held', queue: 'orders' }, 0] },
        ],
      },
    },
  ],
} as const satisfies Scenario;
