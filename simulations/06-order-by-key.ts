// Lesson 6: what order is kept? Orders of Amal and Ben are opened, paid and cancelled by three services. Without keys and with two
// consumers the order breaks on both sides; with a key, or one consumer, it holds; and a fourth partition sends Amal's events elsewhere.

import type { ScenarioData } from '../src/scenario/words.ts';

const status = { service: 'shipping', effect: 'status' } as const;
const stale = (lane: string, key?: string) =>
  ({ measure: 'effect.stale', lane, ...status, ...(key && { key }) }) as const;
const handled = (lane: string) => ({ measure: 'effect.count', lane, ...status }) as const;
const amalsHandled = (lane: string) => ({ measure: 'effect.count', lane, ...status, key: 'Amal' }) as const;
const broken = (lane: string) => ({ measure: 'effect.outOfOrder', lane, ...status }) as const;
const missing = (lane: string) => ({ measure: 'effect.missing', lane, ...status }) as const;
const dinasBroken = (lane: string) =>
  ({ measure: 'effect.outOfOrder', lane, ...status, key: 'Dina' }) as const;
const dinasHandled = (lane: string) => ({ measure: 'effect.count', lane, ...status, key: 'Dina' }) as const;
const running = (lane: string) => ({ measure: 'service.running', lane, service: 'shipping' }) as const;
const records = (partition: number, key: string) =>
  ({ measure: 'log.records', partition: `orders-${partition}`, key }) as const;
const queues = { measure: 'queue.count' } as const;
const stored = { measure: 'log.end', topic: 'orders' } as const;

/** What each service tells, and when: of two orders without a key, of two with one, and of Amal’s and Ben’s last after the change. */
const TELLS = [
  { producer: 'orders', what: 'opened', amal: [700, 20_000, 466_000], ben: [1300, 20_600, 466_600] },
  { producer: 'payments', what: 'paid', amal: [5500, 26_000, 476_000], ben: [6100, 26_600] },
  { producer: 'fraud', what: 'cancelled', amal: [7200, 35_000], ben: [7800, 35_600] },
] as const;

/** Orders have odd numbers where they are Amal’s and even ones where they are Ben’s. */
const listOf = (instants: readonly number[], key: string, first: number, what: string) =>
  instants.map((at, n) => ({ at, key, order: String(2 * n + first), what }));

const shipping = (n: number, workMs: number, source = 'orders') =>
  ({
    id: `shipping-${n}`,
    service: 'shipping',
    source,
    fetchMs: 300,
    workMs,
    settleMs: 300,
    effects: [{ effect: 'status' }],
    config: { 'auto.offset.reset': 'earliest' },
  }) as const;

const SLOW = 4000;
const FAST = 800;

/** In the queue’s lane: who runs stops, and three go on, each at its queue. */
const regroup = (sources: Readonly<Record<1 | 2 | 3, string>>) => [
  ...[1, 2, 3].map((n) => ({ in: 'queue', do: 'stop-worker', worker: `shipping-${n}` }) as const),
  ...([2, 3, 1] as const).map(
    (n) =>
      ({ in: 'queue', do: 'start-worker', spec: shipping(n, n === 1 ? SLOW : FAST, sources[n]) }) as const,
  ),
];
const GROUPS = { orders: ['Amal'], 'orders-2': ['Ben', 'Dina'], 'orders-3': ['Cho'] } as const;

export default {
  name: 'order-by-key',
  seed: 9,
  until: 498_000,
  lanes: [
    { id: 'queue', broker: 'queue' },
    { id: 'log', broker: 'log', settings: { 'group.initial.rebalance.delay.ms': 0 } },
  ],
  senders: TELLS.map(({ producer, what, amal, ben }) => ({
    id: producer,
    latencyMs: 800,
    plan: {
      list: [...listOf(amal, 'Amal', 1, what), ...listOf(ben, 'Ben', 2, what)].sort((a, b) => a.at - b.at),
    },
  })),
  expects: [{ ...status, latest: true }],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 3 },
    ...TELLS.flatMap(
      ({ producer }) =>
        [
          { at: 0, in: 'queue', do: 'route', producer, route: { exchange: '', key: 'orders' } },
          { at: 0, in: 'log', do: 'route', producer, route: { topic: 'orders', keyed: false } },
          { at: 18_500, in: 'log', do: 'route', producer, route: { topic: 'orders' } },
        ] as const,
    ),
    { at: 0, do: 'start-worker', spec: shipping(1, SLOW) },
    { at: 0, do: 'start-worker', spec: shipping(2, FAST) },
    { at: 0, in: 'log', do: 'start-worker', spec: shipping(3, FAST) },
    { at: 18_500, in: 'queue', do: 'stop-worker', worker: 'shipping-1' },
    { at: 45_000, do: 'add-partitions', topic: 'orders', total: 4 },
  ],
  claims: [
    {
      says: 'Without keys, and with two consumers of a queue, Amal’s order ends as paid on both sides.',
      at: 18_000,
      holds: { all: [{ is: [stale('queue', 'Amal'), 1] }, { is: [stale('log', 'Amal'), 1] }] },
    },
    {
      says: 'With keys, and with one consumer of a queue, nothing more is out of order on either side.',
      holds: { all: [{ is: [broken('queue'), 1] }, { is: [broken('log'), 2] }] },
    },
    {
      says: 'Nothing is lost on either side.',
      holds: { all: [{ is: [missing('queue'), 0] }, { is: [missing('log'), 0] }] },
    },
    {
      says: 'With three partitions Amal’s events are all in partition 2, and Ben’s in partition 1.',
      at: 45_000,
      holds: { all: [{ is: [records(2, 'Amal'), 3] }, { is: [records(1, 'Ben'), 3] }] },
    },
    {
      says: 'With four, new events of Amal go to partition 1, and the old ones stay.',
      holds: { all: [{ is: [records(2, 'Amal'), 3] }, { is: [records(1, 'Amal'), 2] }] },
    },
    { says: 'Ben’s stay where they were.', holds: { is: [records(1, 'Ben'), 4] } },
  ],
  lesson: {
    number: 6,
    part: 2,
    beats: [
      {
        id: 'told',
        when: {
          all: [{ atLeast: [{ measure: 'queue.entered', queue: 'orders' }, 6] }, { atLeast: [stored, 6] }],
        },
        focus: 'shipping-1',
        bet: {
          id: 'status',
          options: [
            {
              id: 'cancelled',
              holds: { all: [{ is: [stale('queue', 'Amal'), 0] }, { is: [stale('log', 'Amal'), 0] }] },
            },
            {
              id: 'queue-only',
              holds: { all: [{ is: [stale('queue', 'Amal'), 0] }, { is: [stale('log', 'Amal'), 1] }] },
            },
            {
              id: 'paid',
              holds: { all: [{ is: [stale('queue', 'Amal'), 1] }, { is: [stale('log', 'Amal'), 1] }] },
            },
          ],
          until: { all: [{ atLeast: [amalsHandled('queue'), 3] }, { atLeast: [amalsHandled('log'), 3] }] },
        },
      },
      {
        id: 'broken',
        when: { all: [{ atLeast: [stale('queue', 'Amal'), 1] }, { atLeast: [stale('log', 'Amal'), 1] }] },
        focus: 'shipping-1',
      },
      { id: 'key', when: { atLeast: [records(2, 'Amal'), 1] }, focus: 'orders-2' },
      {
        id: 'in-order',
        turning: true,
        when: { all: [{ atLeast: [handled('queue'), 12] }, { atLeast: [handled('log'), 12] }] },
        bet: {
          id: 'fourth',
          options: [
            { id: 'stay', holds: { all: [{ is: [records(2, 'Amal'), 4] }, { is: [records(1, 'Ben'), 4] }] } },
            { id: 'new', holds: { all: [{ is: [records(3, 'Amal'), 1] }, { is: [records(3, 'Ben'), 1] }] } },
            { id: 'one', holds: { all: [{ is: [records(1, 'Amal'), 1] }, { is: [records(1, 'Ben'), 4] }] } },
          ],
          until: { atLeast: [stored, 14] },
        },
      },
      { id: 'added', when: { is: [{ measure: 'log.partitions', topic: 'orders' }, 4] }, focus: 'orders-3' },
      {
        id: 'moved',
        when: { all: [{ atLeast: [records(1, 'Amal'), 1] }, { atLeast: [records(1, 'Ben'), 4] }] },
        focus: 'orders-1',
      },
      { id: 'kept', when: { atLeast: [handled('log'), 15] } },
    ],
    challenge: {
      from: 16_000,
      runsForMs: 12_000,
      actions: [
        {
          id: 'key',
          deeds: TELLS.map(
            ({ producer }) => ({ in: 'log', do: 'route', producer, route: { topic: 'orders' } }) as const,
          ),
        },
        {
          id: 'third',
          deeds: [{ in: 'queue', do: 'start-worker', spec: shipping(3, FAST) }],
          unless: { any: [{ atLeast: [running('queue'), 3] }, { atLeast: [queues, 2] }] },
        },
        {
          id: 'alone',
          deeds: [{ in: 'queue', do: 'stop-worker', worker: 'shipping-1' }],
          unless: { is: [{ measure: 'worker.running', lane: 'queue', worker: 'shipping-1' }, 0] },
        },
        {
          id: 'groups',
          deeds: [
            { do: 'declare-exchange', exchange: 'customers', type: 'direct' },
            ...Object.entries(GROUPS).flatMap(([queue, keys]) => [
              { do: 'declare-queue', queue } as const,
              ...keys.map((key) => ({ do: 'bind', exchange: 'customers', queue, key }) as const),
            ]),
            ...TELLS.map(
              ({ producer }) =>
                ({ in: 'queue', do: 'route', producer, route: { exchange: 'customers' } }) as const,
            ),
            ...regroup({ 1: 'orders', 2: 'orders-2', 3: 'orders-3' }),
          ],
          unless: { atLeast: [queues, 2] },
        },
        {
          id: 'active',
          deeds: [
            { do: 'declare-queue', queue: 'in-turn', args: { 'x-single-active-consumer': true } },
            ...TELLS.map(
              ({ producer }) =>
                ({ in: 'queue', do: 'route', producer, route: { exchange: '', key: 'in-turn' } }) as const,
            ),
            ...regroup({ 1: 'in-turn', 2: 'in-turn', 3: 'in-turn' }),
          ],
          unless: { atLeast: [queues, 2] },
        },
        {
          id: 'try',
          deeds: ['D1', 'D2'].flatMap((order) =>
            TELLS.map(
              ({ producer, what }) => ({ do: 'send', producer, send: { key: 'Dina', order, what } }) as const,
            ),
          ),
        },
      ],
      goal: {
        all: [
          ...['queue', 'log'].flatMap((lane) => [
            { atLeast: [dinasHandled(lane), 6] as const },
            { is: [dinasBroken(lane), 0] as const },
            { atLeast: [running(lane), 3] as const },
          ]),
        ],
      },
      solution: ['key', 'groups', 'try'],
      hints: [
        { id: 'log', when: { atLeast: [dinasBroken('log'), 1] } },
        { id: 'queue', when: { atLeast: [dinasBroken('queue'), 1] } },
        { id: 'few', when: { all: [{ is: [dinasHandled('queue'), 6] }, { atMost: [running('queue'), 2] }] } },
        { id: 'untried', when: { is: [dinasHandled('queue'), 0] } },
      ],
    },
    next: 'scaling-out',
  },
} as const satisfies ScenarioData;
