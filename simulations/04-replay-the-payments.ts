// Lesson 4: the fix is deployed, what about yesterday? A buggy payments marks orders over € 20 as done without charging them.
// The log can be read again from then; the queue has nothing left; and reading again repeats what should not be repeated.

import type { Scenario } from '../src/scenario/scenario.ts';

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

const runs = { unless: { is: [running, 1] }, why: 'payments runs already.' } as const;
const stopped = { unless: { is: [running, 0] }, why: 'payments is stopped already.' } as const;

export default {
  name: 'replay-the-payments',
  title: 'Replay the payments',
  seed: 4,
  until: 77_500,
  lanes: [
    { id: 'queue', broker: 'queue', title: 'Queue', about: 'RabbitMQ, one classic queue' },
    {
      id: 'log',
      broker: 'log',
      title: 'Log',
      about: 'Kafka, topic orders, one partition',
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
    question: 'The fix is deployed. What about yesterday?',
    settings:
      'Changed from the defaults: prefetch 1; max.poll.records=1, commits after each record, auto.offset.reset=earliest, no wait before the first rebalance.',
    beats: [
      {
        id: 'bug',
        section: 'Yesterday',
        when: {
          all: [{ atLeast: [{ measure: 'queue.acked', queue: 'orders' }, 8] }, { atLeast: [committed, 8] }],
        },
        title: 'Three orders were never charged',
        text: 'payments v1 has a bug: it marks orders over € 20 as done and does not charge them. All eight are read on both sides. Ben and Dina owe money that nobody asks for.',
        focus: 'payments',
      },
      {
        id: 'fix',
        when: { atLeast: [{ measure: 'worker.lives', lane: 'log', worker: 'payments' }, 2] },
        title: 'The fix is deployed',
        text: 'v2 charges every order. It starts, and nothing happens: the queue is empty, and the group goes on at its committed offset, 8. A restart replays nothing.',
        focus: 'payments',
      },
      {
        id: 'refused',
        section: 'Going back',
        when: { from: 37_000 },
        title: 'Not while it is running',
        text: 'Somebody resets the group to the time when v1 was deployed. Kafka’s tool refuses: members are reading, and they would overwrite it. The group has to be stopped first.',
        focus: 'log',
        actions: [
          {
            id: 'reset-now',
            label: 'Try the reset again',
            deeds: [{ do: 'reset-offsets', group: 'payments', topics: ['orders'], to: { time: 0 } }],
          },
        ],
      },
      {
        id: 'reset',
        when: { atMost: [committed, 0] },
        title: 'The bookmark goes back',
        text: 'payments is stopped, and its group is reset by time: to offset 0, the first record since then. Nothing in the log had to change for that. Each charge now names its order.',
        focus: 'log',
        bet: {
          id: 'balance',
          question: 'v2 reads all eight again, with charges keyed by order. What has Ben paid then?',
          options: [
            { says: 'Too little, as before', holds: { not: { atLeast: [bensCharges, bensDue] } } },
            { says: 'Exactly what he owes', holds: { is: [bensCharges, bensDue] } },
            { says: 'Too much', holds: { not: { atMost: [bensCharges, bensDue] } } },
          ],
          because:
            'The charge of € 5 was recognised by its order and not made again; the one of € 30 was made for the first time.',
        },
        actions: [
          {
            id: 'unkey',
            label: 'Deploy v2 without the key',
            deeds: [{ in: 'log', do: 'configure-worker', worker: 'payments', change: { effects: unkeyed } }],
          },
        ],
      },
      {
        id: 'reading',
        turning: true,
        when: { atLeast: [{ measure: 'worker.lives', lane: 'log', worker: 'payments' }, 3] },
        title: 'Yesterday, read again',
        text: 'payments v2 starts and reads the log from offset 0, as if the orders were new. The queue has no yesterday: a repair there needs another source.',
        focus: 'log',
        bet: {
          id: 'mails',
          question: 'Ben has two orders. How many mails has he got in the end?',
          options: [
            { says: 'Two', holds: { is: [bensMails, 2] } },
            { says: 'Three', holds: { is: [bensMails, 3] } },
            { says: 'Four', holds: { is: [bensMails, 4] } },
          ],
          because:
            'One for the € 30 that was charged now, and two for the € 5: it was mailed yesterday, and reading it again mailed it again.',
        },
      },
      {
        id: 'healed',
        when: { is: [missingInLog, 0] },
        title: 'The balances are right',
        text: 'Three charges were missing, and three were made. The other five were recognised by their order and left alone. The mails went out all the same.',
        focus: 'payments',
      },
      {
        id: 'kept',
        when: { from: 71_500 },
        title: 'Replay repeats your side effects',
        text: 'A log lets you read again; it cannot know which effects are safe to repeat. A key makes a charge safe. Whatever has none, like these mails, happens twice.',
      },
    ],
    challenge: {
      task: 'Heal all balances in the log’s lane: nobody charged twice, and no second mail.',
      from: 22_500,
      runsForMs: 18_000,
      actions: [
        {
          id: 'stop',
          label: 'Stop payments',
          deeds: [{ in: 'log', do: 'stop-worker', worker: 'payments' }],
          ...stopped,
        },
        {
          id: 'start',
          label: 'Start payments',
          deeds: [{ in: 'log', do: 'restart-worker', worker: 'payments' }],
          ...runs,
        },
        {
          id: 'reset-all',
          label: 'Reset to offset 0',
          deeds: [{ do: 'reset-offsets', group: 'payments', topics: ['orders'], to: { offset: 0 } }],
        },
        {
          id: 'reset-first',
          label: 'Reset to offset 1, the first uncharged',
          deeds: [{ do: 'reset-offsets', group: 'payments', topics: ['orders'], to: { offset: 1 } }],
        },
        {
          id: 'deploy-plain',
          label: 'Deploy v2',
          deeds: [{ in: 'log', do: 'configure-worker', worker: 'payments', change: { effects: unkeyed } }],
        },
        {
          id: 'deploy-keyed',
          label: 'Deploy v2 with keyed charges',
          deeds: [{ in: 'log', do: 'configure-worker', worker: 'payments', change: { effects: keyed } }],
        },
        {
          id: 'deploy-careful',
          label: 'Deploy v2 that mails only what it charged',
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
        {
          when: { atLeast: [doubledInLog, 1] },
          says: 'Somebody was charged twice. A charge that names its order would have been recognised.',
        },
        {
          when: { all: [{ is: [missingInLog, 0] }, { atLeast: [mailedTwice, 1] }] },
          says: 'The balances are right, but mails went out for orders that were charged long ago. Let v2 mail only what it charges.',
        },
        {
          when: { all: [{ is: [running, 0] }, { is: [committed, 8] }] },
          says: 'payments is stopped. Where will it go on when it starts?',
        },
        {
          when: { is: [running, 0] },
          says: 'The bookmark is back. Nothing is read while payments is stopped.',
        },
        {
          when: { atLeast: [missingInLog, 1] },
          says: 'The group goes on where it committed. To go back it has to be reset, and for that it must have no members.',
        },
      ],
      solved:
        'Stopped, reset, started: the three missing charges were made, and only they were mailed. The key and the care are yours; the log only made it possible.',
    },
    keep: 'A log lets you read yesterday again. What reading it again does is up to your code.',
    leavesOut: 'A replay takes as long as yesterday did, and reads only what retention has left.',
  },
} as const satisfies Scenario;
