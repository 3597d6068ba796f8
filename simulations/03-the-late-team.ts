// Lesson 3: what can a team read that arrives after the fact? Nine orders are sent and payments has done six when fraud arrives: in RabbitMQ
// with a queue bound just now, in Kafka with a new group, first with default settings and then asking for the earliest offset.

import type { ScenarioData } from '../src/scenario/words.ts';

const check = { service: 'fraud', effect: 'check' } as const;
const queueChecked = { measure: 'effect.count', lane: 'queue', ...check } as const;
const logChecked = { measure: 'effect.count', lane: 'log', ...check } as const;
const uncheckedInLog = { measure: 'effect.missing', lane: 'log', ...check } as const;
const dinasInQueue = { ...queueChecked, key: 'Dina' } as const;
const dinasInLog = { ...logChecked, key: 'Dina' } as const;
const fraudsQueue = { measure: 'queue.entered', queue: 'fraud' } as const;
const position = { measure: 'worker.position', worker: 'fraud', partition: 'orders-0' } as const;
const committed = { measure: 'group.committed', group: 'fraud', partition: 'orders-0' } as const;
const committedAnew = { measure: 'group.committed', group: 'fraud-2', partition: 'orders-0' } as const;
const running = { measure: 'worker.running', lane: 'log', worker: 'fraud' } as const;
const lives = { measure: 'worker.lives', lane: 'log', worker: 'fraud' } as const;
const kept = { measure: 'log.kept', topic: 'orders' } as const;

const payments = {
  id: 'payments',
  service: 'payments',
  fetchMs: 400,
  workMs: 1400,
  config: { 'auto.offset.reset': 'earliest' },
} as const;
const fraud = {
  id: 'fraud',
  service: 'fraud',
  fetchMs: 400,
  workMs: 2400,
  effects: [{ effect: 'check', once: true }],
} as const;

const stop = { in: 'log', do: 'stop-worker', worker: 'fraud' } as const;
const start = { in: 'log', do: 'restart-worker', worker: 'fraud' } as const;
const askForEarliest = {
  in: 'log',
  do: 'configure-worker',
  worker: 'fraud',
  change: { config: { 'auto.offset.reset': 'earliest' } },
} as const;
const asAnotherGroup = {
  ...askForEarliest,
  change: { config: { 'auto.offset.reset': 'earliest', 'group.id': 'fraud-2' } },
} as const;
const tenth = { do: 'send', producer: 'orders', send: { key: 'Cho', amount: 18 } } as const;

const stopped = { unless: { is: [running, 0] } } as const;

export default {
  name: 'the-late-team',
  seed: 3,
  until: 74_000,
  lanes: [
    { id: 'queue', broker: 'queue' },
    { id: 'log', broker: 'log', settings: { 'group.initial.rebalance.delay.ms': 0 } },
  ],
  senders: [
    {
      id: 'orders',
      latencyMs: 600,
      plan: {
        list: [
          { at: 200, key: 'Amal', amount: 12 },
          { at: 700, key: 'Dina', amount: 40 },
          { at: 1200, key: 'Ben', amount: 30 },
          { at: 1700, key: 'Dina', amount: 40 },
          { at: 2200, key: 'Cho', amount: 8 },
          { at: 2700, key: 'Dina', amount: 40 },
          { at: 3200, key: 'Amal', amount: 9 },
          { at: 3700, key: 'Dina', amount: 40 },
          { at: 4200, key: 'Ben', amount: 5 },
        ],
      },
    },
  ],
  expects: [{ producer: 'orders', ...check }],
  steps: [
    { at: 0, do: 'declare-exchange', exchange: 'placed', type: 'fanout' },
    { at: 0, do: 'declare-queue', queue: 'payments' },
    { at: 0, do: 'bind', exchange: 'placed', queue: 'payments' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 1 },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: 'placed' } },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
    { at: 0, in: 'queue', do: 'start-worker', spec: { ...payments, source: 'payments' } },
    { at: 0, in: 'log', do: 'start-worker', spec: { ...payments, source: 'orders' } },
    { at: 12_000, do: 'declare-queue', queue: 'fraud' },
    { at: 12_000, do: 'bind', exchange: 'placed', queue: 'fraud' },
    { at: 12_000, in: 'queue', do: 'start-worker', spec: { ...fraud, source: 'fraud' } },
    { at: 18_500, in: 'log', do: 'start-worker', spec: { ...fraud, source: 'orders' } },
    { at: 24_000, ...tenth },
    { at: 35_000, ...stop },
    { at: 35_000, ...asAnotherGroup },
    { at: 36_500, ...start },
  ],
  claims: [
    {
      says: 'A queue bound late gets none of the nine, and the tenth.',
      holds: { all: [{ is: [fraudsQueue, 1] }, { is: [queueChecked, 1] }, { is: [dinasInQueue, 0] }] },
    },
    {
      says: 'A group with default settings gets none of the nine, and the tenth.',
      at: 34_000,
      holds: { all: [{ is: [logChecked, 1] }, { is: [dinasInLog, 0] }, { is: [committed, 10] }] },
    },
    {
      says: 'A new group that asks for the earliest gets all nine.',
      holds: { all: [{ is: [logChecked, 10] }, { is: [uncheckedInLog, 0] }, { is: [committedAnew, 10] }] },
    },
    {
      says: 'The four orders of Dina are found on the log alone.',
      holds: { all: [{ is: [dinasInQueue, 0] }, { is: [dinasInLog, 4] }] },
    },
    {
      says: 'For a group that has committed, asking for the earliest changes nothing.',
      at: 34_500,
      acts: [{ at: 28_500, action: 'same-group' }],
      holds: { all: [{ is: [lives, 2] }, { is: [position, 10] }, { is: [logChecked, 1] }] },
    },
  ],
  lesson: {
    number: 3,
    part: 1,
    beats: [
      {
        id: 'arrives',
        when: { atLeast: [{ measure: 'worker.running', lane: 'queue', worker: 'fraud' }, 1] },
        focus: 'fraud',
        bet: {
          id: 'default',
          options: [
            { id: 'nine', holds: { is: [position, 0] } },
            { id: 'three', holds: { is: [position, 6] } },
            { id: 'none', holds: { is: [position, 9] } },
          ],
          until: { atLeast: [position, 0] },
        },
      },
      {
        id: 'latest',
        when: { atLeast: [position, 9] },
        focus: 'fraud',
      },
      {
        id: 'tenth',
        when: { all: [{ atLeast: [committed, 10] }, { atLeast: [queueChecked, 1] }] },
        focus: 'fraud',
        bet: {
          id: 'earliest',
          options: [
            { id: 'both', holds: { all: [{ is: [queueChecked, 10] }, { is: [logChecked, 10] }] } },
            { id: 'log', holds: { all: [{ is: [queueChecked, 1] }, { is: [logChecked, 10] }] } },
            { id: 'neither', holds: { all: [{ is: [queueChecked, 1] }, { is: [logChecked, 1] }] } },
          ],
          until: { atLeast: [committedAnew, 10] },
        },
        actions: [
          {
            id: 'same-group',
            deeds: [stop, askForEarliest, start],
            unless: { atLeast: [lives, 2] },
          },
        ],
      },
      {
        id: 'anew',
        when: { is: [{ measure: 'group.members', group: 'fraud-2' }, 1] },
        focus: 'fraud-2',
      },
      {
        id: 'found',
        turning: true,
        when: { is: [dinasInLog, 4] },
        focus: 'log',
      },
      {
        id: 'all-ten',
        when: { atLeast: [committedAnew, 10] },
        focus: 'fraud-2',
      },
      {
        id: 'retention',
        when: { from: 69_000 },
      },
    ],
    challenge: {
      from: 34_500,
      runsForMs: 30_000,
      actions: [
        { id: 'stop', deeds: [stop], ...stopped },
        { id: 'start', deeds: [start], unless: { is: [running, 1] } },
        { id: 'earliest', deeds: [askForEarliest] },
        {
          id: 'reset',
          deeds: [{ do: 'reset-offsets', group: 'fraud', topics: ['orders'], to: 'earliest' }],
        },
      ],
      goal: { all: [{ is: [uncheckedInLog, 0] }, { is: [running, 1] }, { atLeast: [kept, 10] }] },
      solution: ['stop', 'reset', 'start'],
      hints: [
        { id: 'back', when: { all: [{ is: [running, 0] }, { is: [committed, 0] }] } },
        { id: 'stopped', when: { is: [running, 0] } },
        { id: 'committed', when: { is: [committed, 10] } },
      ],
    },
    next: 'replay-the-payments',
  },
} as const satisfies ScenarioData;
