// Lesson 1: where is a message after it was read? Six orders through a classic queue and a one-partition log, read by payments,
// which then asks both for everything again.

import type { ScenarioData } from '../src/scenario/words.ts';

const queueHeld = { measure: 'queue.held', queue: 'orders' } as const;
const queueAcked = { measure: 'queue.acked', queue: 'orders' } as const;
const logKept = { measure: 'log.kept', topic: 'orders' } as const;
const committed = { measure: 'group.committed', group: 'payments', partition: 'orders-0' } as const;
const readFromQueue = { measure: 'worker.done', lane: 'queue', worker: 'payments' } as const;
const readFromLog = { measure: 'worker.done', lane: 'log', worker: 'payments' } as const;
const ledgerRuns = { measure: 'worker.running', lane: 'log', worker: 'ledger' } as const;
const ledgerMissing = {
  measure: 'effect.missing',
  lane: 'log',
  service: 'ledger',
  effect: 'booking',
} as const;
const ledgerBooked = { measure: 'effect.count', lane: 'log', service: 'ledger', effect: 'booking' } as const;

const payments = {
  id: 'payments',
  service: 'payments',
  source: 'orders',
  fetchMs: 500,
  workMs: 2400,
  settleMs: 600,
} as const;

const ledger = {
  id: 'ledger',
  service: 'ledger',
  source: 'orders',
  fetchMs: 200,
  workMs: 300,
  settleMs: 100,
  effects: [{ effect: 'booking' }],
} as const;

export default {
  name: 'one-message-two-worlds',
  seed: 1,
  until: 66_000,
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
      latencyMs: 800,
      plan: {
        list: [
          { at: 200, key: 'Amal', amount: 12 },
          { at: 700, key: 'Ben', amount: 30 },
          { at: 1200, key: 'Cho', amount: 8 },
          { at: 15_000, key: 'Dina', amount: 25 },
          { at: 21_000, key: 'Amal', amount: 9 },
          { at: 27_000, key: 'Ben', amount: 5 },
        ],
      },
    },
  ],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 1 },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
    { at: 0, do: 'start-worker', spec: { ...payments, config: { 'auto.offset.reset': 'earliest' } } },
    { at: 39_000, in: 'queue', do: 'get', client: 'payments', queue: 'orders' },
    { at: 39_000, in: 'log', do: 'seek', consumer: 'payments', partition: 'orders-0', to: 'beginning' },
  ],
  claims: [
    { says: 'After the last ack the queue holds nothing.', holds: { is: [queueHeld, 0] } },
    { says: 'The log still holds all six.', holds: { is: [logKept, 6] } },
    {
      says: 'Read once, the log has given six, and it holds six.',
      at: 38_000,
      holds: { is: [readFromLog, 6] },
    },
    { says: 'Asked again, the log gives all six once more.', holds: { is: [readFromLog, 12] } },
    { says: 'Asked again, the queue gives nothing more.', holds: { is: [readFromQueue, 6] } },
  ],
  lesson: {
    number: 1,
    part: 1,
    beats: [
      {
        id: 'read',
        when: { all: [{ atLeast: [queueAcked, 1] }, { atLeast: [committed, 1] }] },
        focus: 'payments',
      },
      {
        id: 'ack',
        when: { atLeast: [queueAcked, 2] },
        focus: 'queue',
      },
      {
        id: 'commit',
        when: { atLeast: [committed, 3] },
        focus: 'log',
      },
      {
        id: 'more',
        when: { atLeast: [{ measure: 'sends.count' }, 4] },
        bet: {
          id: 'left',
          options: [
            { id: 'both', holds: { all: [{ is: [queueHeld, 6] }, { is: [logKept, 6] }] } },
            { id: 'log-only', holds: { all: [{ is: [queueHeld, 0] }, { is: [logKept, 6] }] } },
            { id: 'neither', holds: { all: [{ is: [queueHeld, 0] }, { is: [logKept, 0] }] } },
          ],
          until: { all: [{ atLeast: [queueAcked, 6] }, { atLeast: [committed, 6] }] },
        },
        actions: [
          {
            id: 'send-more',
            deeds: [{ do: 'send', producer: 'orders', send: { key: 'Cho', amount: 18 } }],
          },
          {
            id: 'crash',
            deeds: [{ do: 'crash-worker', worker: 'payments' }],
            unless: { is: [{ measure: 'worker.running', lane: 'queue', worker: 'payments' }, 0] },
          },
        ],
      },
      {
        id: 'drained',
        turning: true,
        when: { all: [{ atLeast: [queueAcked, 6] }, { atLeast: [committed, 6] }] },
        bet: {
          id: 'again',
          options: [
            { id: 'both', holds: { all: [{ is: [readFromQueue, 12] }, { is: [readFromLog, 12] }] } },
            { id: 'neither', holds: { all: [{ is: [readFromQueue, 6] }, { is: [readFromLog, 6] }] } },
            { id: 'log-only', holds: { all: [{ is: [readFromQueue, 6] }, { is: [readFromLog, 12] }] } },
          ],
        },
      },
      {
        id: 'again',
        when: { atMost: [committed, 1] },
        focus: 'log',
      },
      {
        id: 'kept',
        when: { atLeast: [readFromLog, 12] },
      },
    ],
    challenge: {
      from: 38_000,
      runsForMs: 6000,
      actions: [
        {
          id: 'ledger-queue',
          deeds: [
            { do: 'declare-queue', queue: 'ledger' },
            { in: 'queue', do: 'start-worker', spec: { ...ledger, source: 'ledger' } },
          ],
          unless: { is: [{ measure: 'worker.running', lane: 'queue', worker: 'ledger' }, 1] },
        },
        {
          id: 'ledger-default',
          deeds: [{ in: 'log', do: 'start-worker', spec: ledger }],
          unless: { is: [ledgerRuns, 1] },
        },
        {
          id: 'ledger-earliest',
          deeds: [
            {
              in: 'log',
              do: 'start-worker',
              spec: { ...ledger, config: { 'auto.offset.reset': 'earliest' } },
            },
          ],
          unless: { is: [ledgerRuns, 1] },
        },
        {
          id: 'ledger-stop',
          deeds: [{ in: 'log', do: 'stop-worker', worker: 'ledger' }],
          unless: { is: [ledgerRuns, 0] },
        },
      ],
      goal: { all: [{ is: [ledgerMissing, 0] }, { atLeast: [ledgerBooked, 6] }] },
      solution: ['ledger-earliest'],
      hints: [
        { id: 'at-the-end', when: { all: [{ is: [ledgerRuns, 1] }, { is: [ledgerBooked, 0] }] } },
        { id: 'empty-queue', when: { is: [{ measure: 'queue.count' }, 2] } },
      ],
    },
    next: 'many-readers',
  },
} as const satisfies ScenarioData;
