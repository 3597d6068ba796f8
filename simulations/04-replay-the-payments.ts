// Lesson 4: the fix is deployed, what about yesterday? A buggy payments marks orders over € 20 as done without charging them.
// The log can be read again from then; the queue has nothing left; and reading again repeats what should not be repeated.

import type { ScenarioData } from '../src/scenario/words.ts';

const charge = { service: 'payments', effect: 'charge' } as const;
const mail = { service: 'payments', effect: 'mail' } as const;
const committed = { measure: 'group.committed', group: 'payments', partition: 'orders-0' } as const;
const readFromLog = { measure: 'worker.done', lane: 'log', worker: 'payments' } as const;
const missingInLog = { measure: 'effect.missing', lane: 'log', ...charge } as const;
const doubledInLog = { measure: 'effect.doubled', lane: 'log', ...charge } as const;
const missingInQueue = { measure: 'effect.missing', lane: 'queue', ...charge } as const;
const mailedTwice = { measure: 'effect.doubled', lane: 'log', ...mail } as const;
const bensCharges = { measure: 'effect.total', lane: 'log', ...charge, key: 'Ben' } as const;
const bensDue = { measure: 'effect.due', key: 'Ben' } as const;
const bensMails = { measure: 'effect.count', lane: 'log', ...mail, key: 'Ben' } as const;
const running = { measure: 'worker.running', lane: 'log', worker: 'payments' } as const;

const keyed = [{ effect: 'charge', once: true }, { effect: 'mail' }] as const;
const unkeyed = [{ effect: 'charge' }, { effect: 'mail' }] as const;
const careful = [
  { effect: 'charge', once: true },
  { effect: 'mail', onlyAfter: 'charge' },
] as const;

const runs = { unless: { is: [running, 1] } } as const;
const stopped = { unless: { is: [running, 0] } } as const;

export default {
  name: 'replay-the-payments',
  seed: 4,
  until: 77_500,
  lanes: [
    { id: 'queue', broker: 'queue' },
    {
      id: 'log',
      broker: 'log',
      settings: { 'group.initial.rebalance.delay.ms': 0 },
    },
  ],
  senders: [
    {
      id: 'orders',
      latencyMs: 500,
      plan: {
        list: [
          { at: 300, key: 'Amal', amount: 12 },
          { at: 900, key: 'Ben', amount: 30 },
          { at: 1500, key: 'Cho', amount: 8 },
          { at: 2100, key: 'Dina', amount: 25 },
          { at: 2700, key: 'Amal', amount: 9 },
          { at: 3300, key: 'Ben', amount: 5 },
          { at: 3900, key: 'Cho', amount: 18 },
          { at: 4500, key: 'Dina', amount: 40 },
        ],
      },
    },
  ],
  expects: [
    { producer: 'orders', ...charge },
    { producer: 'orders', ...mail },
  ],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 1 },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
    {
      at: 0,
      do: 'start-worker',
      spec: {
        id: 'payments',
        service: 'payments',
        source: 'orders',
        fetchMs: 300,
        workMs: 1300,
        settleMs: 300,
        config: { 'auto.offset.reset': 'earliest' },
        effects: [
          { effect: 'charge', skipsAmountsOver: 20 },
          { effect: 'mail', onlyAfter: 'charge' },
        ],
      },
    },
    { at: 23_000, do: 'stop-worker', worker: 'payments' },
    { at: 25_500, do: 'configure-worker', worker: 'payments', change: { effects: keyed } },
    { at: 27_500, do: 'restart-worker', worker: 'payments' },
    { at: 37_000, do: 'reset-offsets', group: 'payments', topics: ['orders'], to: { time: 0 } },
    { at: 45_000, in: 'log', do: 'stop-worker', worker: 'payments' },
    { at: 47_000, do: 'reset-offsets', group: 'payments', topics: ['orders'], to: { time: 0 } },
    { at: 55_000, in: 'log', do: 'restart-worker', worker: 'payments' },
  ],
  claims: [
    {
      says: 'Under v1 three orders are done and not charged, on both sides.',
      at: 22_500,
      holds: { all: [{ is: [missingInLog, 3] }, { is: [missingInQueue, 3] }] },
    },
    {
      says: 'A new version alone replays nothing.',
      at: 36_000,
      holds: { all: [{ is: [readFromLog, 8] }, { is: [missingInLog, 3] }] },
    },
    { says: 'The reset of an active group is refused.', at: 44_000, holds: { is: [committed, 8] } },
    {
      says: 'With charges keyed by order, every balance is right after the replay.',
      holds: { all: [{ is: [missingInLog, 0] }, { is: [doubledInLog, 0] }] },
    },
    { says: 'The replay mails again all five that were mailed before.', holds: { is: [mailedTwice, 5] } },
    { says: 'The queue’s side stays three charges short.', holds: { is: [missingInQueue, 3] } },
    {
      says: 'Without keys exactly five are charged twice.',
      acts: [{ at: 48_500, action: 'unkey' }],
      holds: { all: [{ is: [doubledInLog, 5] }, { is: [missingInLog, 0] }] },
    },
  ],
  lesson: {
    number: 4,
    part: 1,
    beats: [
      {
        id: 'bug',
        when: {
          all: [{ atLeast: [{ measure: 'queue.acked', queue: 'orders' }, 8] }, { atLeast: [committed, 8] }],
        },
        focus: 'payments',
      },
      {
        id: 'fix',
        when: { atLeast: [{ measure: 'worker.lives', lane: 'log', worker: 'payments' }, 2] },
        focus: 'payments',
      },
      {
        id: 'refused',
        when: { from: 37_000 },
        focus: 'log',
        actions: [
          {
            id: 'reset-now',
            deeds: [{ do: 'reset-offsets', group: 'payments', topics: ['orders'], to: { time: 0 } }],
          },
        ],
      },
      {
        id: 'reset',
        when: { atMost: [committed, 0] },
        focus: 'log',
        bet: {
          id: 'balance',
          options: [
            { id: 'less', holds: { not: { atLeast: [bensCharges, bensDue] } } },
            { id: 'due', holds: { is: [bensCharges, bensDue] } },
            { id: 'more', holds: { not: { atMost: [bensCharges, bensDue] } } },
          ],
        },
        actions: [
          {
            id: 'unkey',
            deeds: [{ in: 'log', do: 'configure-worker', worker: 'payments', change: { effects: unkeyed } }],
          },
        ],
      },
      {
        id: 'reading',
        turning: true,
        when: { atLeast: [{ measure: 'worker.lives', lane: 'log', worker: 'payments' }, 3] },
        focus: 'log',
        bet: {
          id: 'mails',
          options: [
            { id: 'two', holds: { is: [bensMails, 2] } },
            { id: 'three', holds: { is: [bensMails, 3] } },
            { id: 'four', holds: { is: [bensMails, 4] } },
          ],
        },
      },
      {
        id: 'healed',
        when: { is: [missingInLog, 0] },
        focus: 'payments',
      },
      {
        id: 'kept',
        when: { from: 71_500 },
      },
    ],
    challenge: {
      from: 22_500,
      runsForMs: 18_000,
      actions: [
        {
          id: 'stop',
          deeds: [{ in: 'log', do: 'stop-worker', worker: 'payments' }],
          ...stopped,
        },
        {
          id: 'start',
          deeds: [{ in: 'log', do: 'restart-worker', worker: 'payments' }],
          ...runs,
        },
        {
          id: 'reset-all',
          deeds: [{ do: 'reset-offsets', group: 'payments', topics: ['orders'], to: { offset: 0 } }],
        },
        {
          id: 'reset-first',
          deeds: [{ do: 'reset-offsets', group: 'payments', topics: ['orders'], to: { offset: 1 } }],
        },
        {
          id: 'deploy-plain',
          deeds: [{ in: 'log', do: 'configure-worker', worker: 'payments', change: { effects: unkeyed } }],
        },
        {
          id: 'deploy-keyed',
          deeds: [{ in: 'log', do: 'configure-worker', worker: 'payments', change: { effects: keyed } }],
        },
        {
          id: 'deploy-careful',
          deeds: [{ in: 'log', do: 'configure-worker', worker: 'payments', change: { effects: careful } }],
        },
      ],
      goal: {
        all: [
          { is: [missingInLog, 0] },
          { is: [doubledInLog, 0] },
          { is: [mailedTwice, 0] },
          { is: [running, 1] },
        ],
      },
      solution: ['stop', 'deploy-careful', 'reset-all', 'start'],
      hints: [
        { id: 'charged-twice', when: { atLeast: [doubledInLog, 1] } },
        { id: 'mailed-twice', when: { all: [{ is: [missingInLog, 0] }, { atLeast: [mailedTwice, 1] }] } },
        { id: 'stopped', when: { all: [{ is: [running, 0] }, { is: [committed, 8] }] } },
        { id: 'reset', when: { is: [running, 0] } },
        { id: 'not-reset', when: { atLeast: [missingInLog, 1] } },
      ],
    },
    next: 'decoupling',
  },
} as const satisfies ScenarioData;
