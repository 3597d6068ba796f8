// Lesson 5: who has to change when a reader is added, slow, or down? orders tells payments by a direct call, through a queue and through a
// log. payments is down for a while and comes back; then search is added, and is slow.

import type { ScenarioData } from '../src/scenario/words.ts';

const charge = { service: 'payments', effect: 'charge' } as const;
const entry = { service: 'search', effect: 'entry' } as const;
const failed = { measure: 'calls.failed' } as const;
const held = { measure: 'queue.held', queue: 'payments' } as const;
const acked = { measure: 'queue.acked', queue: 'payments' } as const;
const lag = { measure: 'group.lag', group: 'payments', partition: 'orders-0' } as const;
const committed = { measure: 'group.committed', group: 'payments', partition: 'orders-0' } as const;
const end = { measure: 'log.end', partition: 'orders-0' } as const;
const unchargedDirect = { measure: 'effect.missing', lane: 'direct', ...charge } as const;
const unchargedQueue = { measure: 'effect.missing', lane: 'queue', ...charge } as const;
const unchargedLog = { measure: 'effect.missing', lane: 'log', ...charge } as const;
const foundDirect = { measure: 'effect.count', lane: 'direct', ...entry } as const;
const foundQueue = { measure: 'effect.count', lane: 'queue', ...entry } as const;
const foundLog = { measure: 'effect.count', lane: 'log', ...entry } as const;
const changedDirect = { measure: 'sender.changes', lane: 'direct', producer: 'orders' } as const;
const changedQueue = { measure: 'sender.changes', lane: 'queue', producer: 'orders' } as const;
const changedLog = { measure: 'sender.changes', lane: 'log', producer: 'orders' } as const;
const searchReadsLog = { measure: 'worker.running', lane: 'log', worker: 'search' } as const;
const noQueue = { is: [{ measure: 'queue.count' }, 1] } as const;
const bound = { atLeast: [{ measure: 'queue.bindings', queue: 'search' }, 1] } as const;

const payments = {
  id: 'payments',
  service: 'payments',
  fetchMs: 300,
  workMs: 1800,
  config: { 'auto.offset.reset': 'earliest' },
  effects: [{ effect: 'charge' }],
} as const;
const search = {
  id: 'search',
  service: 'search',
  fetchMs: 300,
  workMs: 6500,
  effects: [{ effect: 'entry' }],
} as const;

const declared = { do: 'declare-queue', queue: 'search' } as const;
const bind = { do: 'bind', exchange: 'placed', queue: 'search' } as const;
const fromQueue = { in: 'queue', do: 'start-worker', spec: { ...search, source: 'search' } } as const;
const fromLog = { in: 'log', do: 'start-worker', spec: { ...search, source: 'orders' } } as const;
const oneMore = { do: 'send', producer: 'orders', send: { key: 'Cho', amount: 14 } } as const;

export default {
  name: 'decoupling',
  seed: 5,
  until: 70_000,
  lanes: [
    { id: 'direct', broker: 'direct' },
    { id: 'queue', broker: 'queue' },
    { id: 'log', broker: 'log', settings: { 'group.initial.rebalance.delay.ms': 0 } },
  ],
  senders: [
    {
      id: 'orders',
      latencyMs: 1200,
      plan: {
        list: [
          { at: 200, key: 'Amal', amount: 12 },
          { at: 2500, key: 'Ben', amount: 30 },
          { at: 4800, key: 'Cho', amount: 8 },
          { at: 9500, key: 'Dina', amount: 25 },
          { at: 12_000, key: 'Amal', amount: 9 },
          { at: 14_500, key: 'Ben', amount: 5 },
        ],
      },
    },
  ],
  expects: [{ producer: 'orders', ...charge }],
  steps: [
    { at: 0, do: 'declare-exchange', exchange: 'placed', type: 'fanout' },
    { at: 0, do: 'declare-queue', queue: 'payments' },
    { at: 0, do: 'bind', exchange: 'placed', queue: 'payments' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 1 },
    { at: 0, in: 'direct', do: 'route', producer: 'orders', route: { calls: ['payments'] } },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: 'placed' } },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
    { at: 0, in: 'direct', do: 'start-worker', spec: { ...payments, source: 'payments' } },
    { at: 0, in: 'queue', do: 'start-worker', spec: { ...payments, source: 'payments' } },
    { at: 0, in: 'log', do: 'start-worker', spec: { ...payments, source: 'orders' } },
    { at: 8800, do: 'stop-worker', worker: 'payments' },
    { at: 22_500, do: 'restart-worker', worker: 'payments' },
    { at: 34_000, in: 'direct', do: 'start-worker', spec: { ...search, source: 'search' } },
    {
      at: 34_000,
      in: 'direct',
      do: 'route',
      producer: 'orders',
      route: { calls: ['payments', 'search'] },
    },
    { at: 34_000, ...declared },
    { at: 34_000, ...bind },
    { at: 34_000, ...fromQueue },
    { at: 34_000, ...fromLog },
    { at: 38_500, do: 'send', producer: 'orders', send: { key: 'Cho', amount: 18 } },
    { at: 41_000, do: 'send', producer: 'orders', send: { key: 'Dina', amount: 40 } },
    { at: 46_500, do: 'send', producer: 'orders', send: { key: 'Amal', amount: 7 } },
  ],
  claims: [
    {
      says: 'While payments is down three calls fail; queue and log have the three orders.',
      at: 22_000,
      holds: { all: [{ is: [failed, 3] }, { is: [held, 3] }, { is: [lag, 3] }] },
    },
    {
      says: 'However long it lasts: a fourth call fails as well, and nothing is lost behind a broker.',
      at: 22_000,
      acts: [{ at: 18_000, action: 'one-more' }],
      holds: { all: [{ is: [failed, 4] }, { is: [held, 4] }, { is: [lag, 4] }] },
    },
    {
      says: 'A restart of RabbitMQ loses none of what waits in it.',
      at: 22_000,
      acts: [{ at: 18_000, action: 'restart-broker' }],
      holds: { is: [held, 3] },
    },
    {
      says: 'In the end the direct call has lost three charges, the brokers none.',
      holds: {
        all: [{ is: [unchargedDirect, 3] }, { is: [unchargedQueue, 0] }, { is: [unchargedLog, 0] }],
      },
    },
    {
      says: 'search is added without a change of orders, but for the direct call.',
      holds: { all: [{ is: [changedDirect, 1] }, { is: [changedQueue, 0] }, { is: [changedLog, 0] }] },
    },
    {
      says: 'A slow search loses a call, and behind a broker only time.',
      holds: {
        all: [{ is: [failed, 4] }, { is: [foundDirect, 2] }, { is: [foundQueue, 3] }, { is: [foundLog, 3] }],
      },
    },
  ],
  lesson: {
    number: 5,
    part: 1,
    beats: [
      {
        id: 'down',
        when: { is: [{ measure: 'sends.count' }, 4] },
        focus: 'payments',
        bet: {
          id: 'notices',
          options: [
            { id: 'nothing', holds: { all: [{ is: [failed, 0] }, { is: [held, 3] }, { is: [lag, 3] }] } },
            { id: 'direct', holds: { all: [{ is: [failed, 3] }, { is: [held, 3] }, { is: [lag, 3] }] } },
            { id: 'all', holds: { all: [{ is: [failed, 3] }, { is: [held, 0] }, { is: [end, 3] }] } },
          ],
          until: { from: 16_500 },
        },
      },
      {
        id: 'failed',
        when: { all: [{ is: [failed, 3] }, { is: [held, 3] }, { is: [lag, 3] }] },
        focus: 'direct',
        actions: [
          { id: 'one-more', deeds: [oneMore] },
          { id: 'restart-broker', deeds: [{ do: 'restart' }] },
        ],
      },
      {
        id: 'drained',
        turning: true,
        when: { all: [{ atLeast: [acked, 6] }, { atLeast: [committed, 6] }] },
        focus: 'payments',
        bet: {
          id: 'changes',
          options: [
            {
              id: 'nowhere',
              holds: {
                all: [{ is: [changedDirect, 0] }, { is: [changedQueue, 0] }, { is: [changedLog, 0] }],
              },
            },
            {
              id: 'direct',
              holds: {
                all: [{ is: [changedDirect, 1] }, { is: [changedQueue, 0] }, { is: [changedLog, 0] }],
              },
            },
            {
              id: 'queue-too',
              holds: {
                all: [{ is: [changedDirect, 1] }, { is: [changedQueue, 1] }, { is: [changedLog, 0] }],
              },
            },
          ],
          until: { is: [searchReadsLog, 1] },
        },
      },
      {
        id: 'added',
        when: { is: [searchReadsLog, 1] },
        focus: 'search',
      },
      {
        id: 'slow',
        when: { all: [{ is: [failed, 4] }, { is: [held, 1] }, { is: [end, 8] }] },
        focus: 'search',
      },
      {
        id: 'caught-up',
        when: { all: [{ is: [foundQueue, 3] }, { is: [foundLog, 3] }] },
        focus: 'search',
      },
      {
        id: 'schema',
        when: { from: 63_500 },
      },
    ],
    challenge: {
      from: 33_000,
      runsForMs: 9000,
      actions: [
        { id: 'send', deeds: [oneMore] },
        { id: 'queue', deeds: [declared, fromQueue], unless: { not: noQueue } },
        { id: 'bind', deeds: [bind], unless: { any: [noQueue, bound] } },
        { id: 'log', deeds: [fromLog], unless: { is: [searchReadsLog, 1] } },
        {
          id: 'deploy',
          deeds: [{ in: 'queue', do: 'route', producer: 'orders', route: { exchange: '', key: 'search' } }],
          unless: { atLeast: [changedQueue, 1] },
        },
      ],
      goal: {
        all: [
          { atLeast: [{ measure: 'effect.unbroken', lane: 'queue', ...entry }, 1] },
          { atLeast: [{ measure: 'effect.unbroken', lane: 'log', ...entry }, 1] },
          { is: [unchargedQueue, 0] },
          { is: [changedQueue, 0] },
        ],
      },
      solution: ['queue', 'bind', 'log', 'send'],
      hints: [
        { id: 'touched', when: { atLeast: [changedQueue, 1] } },
        { id: 'send', when: { all: [bound, { is: [searchReadsLog, 1] }] } },
        { id: 'unbound', when: { all: [{ not: noQueue }, { not: bound }] } },
        { id: 'log', when: bound },
        { id: 'queue', when: noQueue },
      ],
    },
    next: 'order-by-key',
  },
} as const satisfies ScenarioData;
