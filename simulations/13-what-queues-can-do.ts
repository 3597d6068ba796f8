// What RabbitMQ can do with the same few orders, a lane each: exchanges of all types with an alternate, a quorum queue with a delivery
// limit, a stream queue, a bounded queue whose publisher waits for confirms, priorities, and a prefetch for the whole channel.

import type { Scenario } from '../src/scenario/scenario.ts';

const LANES = ['routed', 'quorum', 'stream', 'bounded', 'ranked', 'served', 'channel', 'consumer'] as const;

/** Orders of Amal to Dina; those of Dina's are complaints, which another producer sends. */
const KEYS = ['Amal', 'Ben', 'Cho', 'Dina'] as const;
const every = (keys: readonly string[], from: number) =>
  keys.map((key, n) => ({ at: from + n * 100, key, amount: 10 }));

const payments = {
  id: 'payments',
  service: 'payments',
  workMs: 1000,
  effects: [{ effect: 'charge' }],
} as const;
const charged = (lane: string, key?: string) =>
  ({ measure: 'effect.count', lane, service: 'payments', effect: 'charge', ...(key && { key }) }) as const;
const entered = (lane: string, queue: string) => ({ measure: 'queue.entered', lane, queue }) as const;
const unacked = (lane: string, queue: string) => ({ measure: 'queue.unacked', lane, queue }) as const;
const both = (lane: string) => ({ plus: [unacked(lane, 'orders'), unacked(lane, 'complaints')] }) as const;

/** In a lane where each producer's messages have a queue of that name. */
const straight = (
  lane: string,
  args: Record<string, string | number> = {},
  type: 'classic' | 'quorum' = 'classic',
) =>
  [
    { at: 0, in: lane, do: 'declare-queue', queue: 'orders', type, args },
    { at: 0, in: lane, do: 'declare-queue', queue: 'complaints', type, args },
    { at: 0, in: lane, do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    { at: 0, in: lane, do: 'route', producer: 'complaints', route: { exchange: '', key: 'complaints' } },
  ] as const;

const start = (lane: string, spec: Record<string, unknown>, at = 0) =>
  ({ at, in: lane, do: 'start-worker', spec: { ...payments, source: 'orders', ...spec } }) as const;

export default {
  name: 'what-queues-can-do',
  title: 'What queues can do',
  seed: 13,
  until: 30_000,
  lanes: LANES.map((id) => ({ id, broker: 'queue' as const, title: id, about: 'RabbitMQ' })),
  senders: [
    { id: 'orders', plan: { list: every([...KEYS.slice(0, 3), 'Amal'], 100) } },
    { id: 'complaints', plan: { list: every(['Dina', 'Dina'], 500) } },
  ],
  steps: [
    // a topic exchange, an alternate for what it routes nowhere, and a headers exchange bound to it
    { at: 0, in: 'routed', do: 'declare-exchange', exchange: 'strays', type: 'fanout' },
    {
      ...{ at: 0, in: 'routed', do: 'declare-exchange', exchange: 'shop', type: 'topic' },
      args: { 'alternate-exchange': 'strays' },
    },
    { at: 0, in: 'routed', do: 'declare-exchange', exchange: 'tagged', type: 'headers' },
    ...(['placed', 'all', 'urgent', 'strays', 'direct'] as const).map(
      (queue) => ({ at: 0, in: 'routed', do: 'declare-queue', queue }) as const,
    ),
    { at: 0, in: 'routed', do: 'bind', exchange: 'shop', queue: 'placed', key: '*.placed' },
    { at: 0, in: 'routed', do: 'bind', exchange: 'shop', queue: 'all', key: 'order.#' },
    { at: 0, in: 'routed', do: 'bind', exchange: 'shop', to: 'tagged', key: 'order.#' },
    {
      ...{ at: 0, in: 'routed', do: 'bind', exchange: 'tagged', queue: 'urgent' },
      args: { 'x-match': 'any', urgent: true },
    },
    { at: 0, in: 'routed', do: 'bind', exchange: 'strays', queue: 'strays' },
    {
      ...{ at: 0, in: 'routed', do: 'route', producer: 'orders' },
      route: { exchange: 'shop', key: 'order.placed', as: { headers: { urgent: true } } },
    },
    {
      ...{ at: 0, in: 'routed', do: 'route', producer: 'complaints' },
      route: { exchange: 'shop', key: 'complaint', as: { mandatory: true }, confirms: {} },
    },
    { at: 550, in: 'routed', do: 'unbind', exchange: 'strays', queue: 'strays' },
    // a first return is one too many: the order goes where dead letters go
    ...straight(
      'quorum',
      { 'x-delivery-limit': 0, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'parked' },
      'quorum',
    ),
    { at: 0, in: 'quorum', do: 'declare-queue', queue: 'parked' },
    start('quorum', { refuses: { orders: ['2'], requeue: true } }),
    // a stream gives everything to everybody, also to who comes late and asks for it
    {
      at: 0,
      in: 'stream',
      do: 'declare-queue',
      queue: 'orders',
      type: 'stream',
      args: { 'x-max-age': '7D' },
    },
    { at: 0, in: 'stream', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    start('stream', { args: { 'x-stream-offset': 'first' } }),
    start('stream', { id: 'late', service: 'late', args: { 'x-stream-offset': 'first' } }, 10_000),
    start('stream', { id: 'next', service: 'next' }, 10_000),
    // two fit; the publisher waits for confirms and publishes again what was refused
    {
      at: 0,
      in: 'bounded',
      do: 'declare-queue',
      queue: 'orders',
      args: { 'x-max-length': 1, 'x-overflow': 'reject-publish' },
    },
    {
      ...{ at: 0, in: 'bounded', do: 'route', producer: 'orders' },
      route: { exchange: '', key: 'orders', confirms: { retryMs: 700 } },
    },
    start('bounded', {}),
    // complaints overtake orders that wait; of two workers that have room the one with the higher priority is served
    { at: 0, in: 'ranked', do: 'declare-queue', queue: 'orders', args: { 'x-max-priority': 9 } },
    { at: 0, in: 'ranked', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    {
      ...{ at: 0, in: 'ranked', do: 'route', producer: 'complaints' },
      route: { exchange: '', key: 'orders', as: { priority: 9 } },
    },
    start('ranked', {}, 1000),
    { at: 0, in: 'served', do: 'declare-queue', queue: 'orders' },
    { at: 0, in: 'served', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    start('served', { id: 'spare', service: 'spare' }),
    start('served', { prefetch: 0, args: { 'x-priority': 10 } }),
    // two queues on one channel: two messages for the channel, or two for each consumer on it
    ...(['channel', 'consumer'] as const).flatMap((lane) => [
      ...straight(lane),
      start(lane, { also: ['complaints'], prefetch: 2, prefetchOf: lane, workMs: 5000 }),
    ]),
  ] as Scenario['steps'],
  claims: [
    {
      says: 'Topic patterns, a headers exchange behind them, and a copy for each queue that fits.',
      holds: {
        all: [
          ...(['placed', 'all', 'urgent'] as const).map((queue) => ({
            is: [entered('routed', queue), 4] as const,
          })),
          { is: [entered('routed', 'direct'), 0] },
        ],
      },
    },
    {
      says: 'What the exchange routes nowhere goes to its alternate; where that leads nowhere it is returned, mandatory as it is.',
      holds: {
        all: [
          { is: [entered('routed', 'strays'), 1] },
          { is: [{ measure: 'sends.confirmed', lane: 'routed', producer: 'complaints' }, 1] },
          { is: [{ measure: 'sends.returned', lane: 'routed', producer: 'complaints' }, 1] },
        ],
      },
    },
    {
      says: 'A return beyond the delivery limit makes a dead letter; the other three are charged.',
      holds: {
        all: [
          { is: [{ measure: 'queue.deadLettered', lane: 'quorum', queue: 'orders' }, 1] },
          { is: [{ measure: 'queue.ready', lane: 'quorum', queue: 'parked' }, 1] },
          { is: [charged('quorum'), 3] },
        ],
      },
    },
    {
      says: 'A stream gives all four to who comes late and asks for the first, nothing to who does not ask.',
      holds: {
        all: [
          { is: [{ measure: 'worker.done', lane: 'stream', worker: 'payments' }, 4] },
          { is: [{ measure: 'worker.done', lane: 'stream', worker: 'late' }, 4] },
          { is: [{ measure: 'worker.done', lane: 'stream', worker: 'next' }, 0] },
        ],
      },
    },
    {
      says: 'A full queue refuses, and the publisher who waits for confirms loses nothing by it.',
      holds: {
        all: [
          { atLeast: [{ measure: 'sends.refused', lane: 'bounded', producer: 'orders' }, 2] },
          { is: [{ measure: 'sends.confirmed', lane: 'bounded', producer: 'orders' }, 4] },
          { is: [charged('bounded'), 4] },
        ],
      },
    },
    {
      says: 'Messages of higher priority come first.',
      at: 3000,
      holds: { all: [{ is: [charged('ranked', 'Dina'), 2] }, { is: [charged('ranked'), 2] }] },
    },
    {
      says: 'A consumer of lower priority is served only where no other has room.',
      holds: {
        all: [
          { is: [charged('served'), 4] },
          { is: [{ measure: 'worker.done', lane: 'served', worker: 'spare' }, 0] },
        ],
      },
    },
    {
      says: 'A prefetch of two holds two messages for the whole channel, or two for each of its consumers.',
      at: 900,
      holds: { all: [{ is: [both('channel'), 2] }, { is: [both('consumer'), 4] }] },
    },
  ],
} as const satisfies Scenario;
