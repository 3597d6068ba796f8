// A small lesson that is whole: one queue, one log, a dozen orders. `npm run new-lesson` copies it; change everything.

import type { ScenarioData } from '../../src/scenario/words.ts';

const acked = { measure: 'queue.acked', queue: 'orders' } as const;
const held = { measure: 'queue.held', queue: 'orders' } as const;
const kept = { measure: 'log.kept', topic: 'orders' } as const;
const committed = { measure: 'group.committed', group: 'payments', partition: 'orders-0' } as const;
const running = { measure: 'worker.running', lane: 'log', worker: 'ledger' } as const;
const booked = { measure: 'effect.count', lane: 'log', service: 'ledger', effect: 'booking' } as const;

const ledger = {
  ...{ id: 'ledger', service: 'ledger', source: 'orders', workMs: 300 },
  effects: [{ effect: 'booking' }],
} as const;

export default {
  name: 'skeleton',
  seed: 1,
  until: 66_000,
  lanes: [
    { id: 'queue', broker: 'queue' },
    { id: 'log', broker: 'log', settings: { 'group.initial.rebalance.delay.ms': 0 } },
  ],
  senders: [
    {
      id: 'orders',
      latencyMs: 800,
      plan: { count: 12, everyMs: 5400, from: 200, keys: ['Amal', 'Ben', 'Cho', 'Dina'] },
    },
  ],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 1 },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
    {
      ...{ at: 0, do: 'start-worker' },
      spec: {
        ...{ id: 'payments', service: 'payments', source: 'orders', workMs: 3000, settleMs: 600 },
        config: { 'auto.offset.reset': 'earliest' },
      },
    },
  ],
  claims: [
    { says: 'In the end the queue holds nothing.', holds: { is: [held, 0] } },
    { says: 'In the end the log holds all twelve.', holds: { is: [kept, 12] } },
  ],
  lesson: {
    number: 0,
    part: 1,
    beats: [
      { id: 'first', when: { atLeast: [acked, 1] } },
      {
        id: 'second',
        when: { atLeast: [{ measure: 'sends.count' }, 3] },
        bet: {
          id: 'left',
          options: [
            { id: 'both', holds: { all: [{ is: [held, 3] }, { is: [kept, 3] }] } },
            { id: 'log-only', holds: { all: [{ is: [held, 0] }, { is: [kept, 3] }] } },
          ],
          until: { all: [{ atLeast: [acked, 3] }, { atLeast: [committed, 3] }] },
        },
      },
      { id: 'turn', turning: true, when: { all: [{ atLeast: [acked, 3] }, { atLeast: [committed, 3] }] } },
      {
        id: 'third',
        when: { atLeast: [{ measure: 'sends.count' }, 8] },
        bet: {
          id: 'end',
          options: [
            { id: 'both', holds: { all: [{ is: [held, 12] }, { is: [kept, 12] }] } },
            { id: 'log-only', holds: { all: [{ is: [held, 0] }, { is: [kept, 12] }] } },
          ],
        },
        actions: [{ id: 'send', deeds: [{ do: 'send', producer: 'orders', send: { key: 'Dina' } }] }],
      },
      { id: 'end', when: { all: [{ atLeast: [acked, 12] }, { atLeast: [committed, 12] }] } },
    ],
    challenge: {
      from: 65_000,
      runsForMs: 6000,
      actions: [
        {
          id: 'from-the-end',
          deeds: [{ in: 'log', do: 'start-worker', spec: ledger }],
          unless: { is: [running, 1] },
        },
        {
          id: 'from-the-start',
          deeds: [
            {
              ...{ in: 'log', do: 'start-worker' },
              spec: { ...ledger, config: { 'auto.offset.reset': 'earliest' } },
            },
          ],
          unless: { is: [running, 1] },
        },
      ],
      goal: { atLeast: [booked, 12] },
      solution: ['from-the-start'],
      hints: [{ id: 'at-the-end', when: { is: [running, 1] } }],
    },
  },
} as const satisfies ScenarioData;
