// Lesson 1: where is a message after it was read? Six orders through a classic queue and a one-partition log, read by payments,
// which then asks both for everything again.

import type { Scenario } from '../src/scenario/scenario.ts';

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
  title: 'One message, two worlds',
  seed: 1,
  until: 66_000,
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
    question: 'Where is a message after it was read?',
    settings:
      'Changed from the defaults: prefetch 1; max.poll.records=1, commits after each record, auto.offset.reset=earliest, no wait before the first rebalance.',
    beats: [
      {
        id: 'read',
        section: 'What happens to a message',
        when: { all: [{ atLeast: [queueAcked, 1] }, { atLeast: [committed, 1] }] },
        title: 'Where is a message after it was read?',
        text: 'The same orders go into a queue and onto a log. On both sides payments has finished order 1, from Amal. Look for it: in the queue there is only a trace of it left.',
        focus: 'payments',
      },
      {
        id: 'ack',
        when: { atLeast: [queueAcked, 2] },
        title: 'An ack removes',
        text: 'payments acknowledges the order of Ben. The queue kept it only until somebody had dealt with it. From now on nobody can get it from there.',
        focus: 'queue',
      },
      {
        id: 'commit',
        when: { atLeast: [committed, 3] },
        title: 'A commit moves a bookmark',
        text: 'In the log payments commits 3: the offset at which it would go on. The order of Cho stays at offset 2, where it was appended. Only the line under it has grown.',
        focus: 'log',
      },
      {
        id: 'more',
        section: 'What is left',
        when: { atLeast: [{ measure: 'sends.count' }, 4] },
        title: 'Three more, one at a time',
        text: 'The next orders come one by one, and payments keeps up on both sides. Before the last one is done: what will each broker still have?',
        bet: {
          id: 'left',
          question: 'payments has read all six. How many does each broker hold?',
          options: [
            { says: 'Both hold six', holds: { all: [{ is: [queueHeld, 6] }, { is: [logKept, 6] }] } },
            {
              says: 'The queue none, the log six',
              holds: { all: [{ is: [queueHeld, 0] }, { is: [logKept, 6] }] },
            },
            { says: 'Both hold none', holds: { all: [{ is: [queueHeld, 0] }, { is: [logKept, 0] }] } },
          ],
          until: { all: [{ atLeast: [queueAcked, 6] }, { atLeast: [committed, 6] }] },
          because:
            'An ack removed each message from the queue. A commit changed one number of the group and nothing in the log.',
        },
        actions: [
          {
            id: 'send-more',
            label: 'Send one more order',
            deeds: [{ do: 'send', producer: 'orders', send: { key: 'Cho', amount: 18 } }],
          },
          {
            id: 'crash',
            label: 'Crash payments',
            deeds: [{ do: 'crash-worker', worker: 'payments' }],
            unless: { is: [{ measure: 'worker.running', lane: 'queue', worker: 'payments' }, 0] },
            why: 'payments is down already.',
          },
        ],
      },
      {
        id: 'drained',
        turning: true,
        when: { all: [{ atLeast: [queueAcked, 6] }, { atLeast: [committed, 6] }] },
        title: 'All read. Nothing left, and everything left',
        text: 'The queue has done its work and is empty. The log has done the same work and still has all six. Reading it changed a number, 6, and no record.',
        bet: {
          id: 'again',
          question: 'payments asks both sides again, from the start. What does it get?',
          options: [
            {
              says: 'Six from both',
              holds: { all: [{ is: [readFromQueue, 12] }, { is: [readFromLog, 12] }] },
            },
            {
              says: 'Nothing more from either',
              holds: { all: [{ is: [readFromQueue, 6] }, { is: [readFromLog, 6] }] },
            },
            {
              says: 'Six from the log, nothing from the queue',
              holds: { all: [{ is: [readFromQueue, 6] }, { is: [readFromLog, 12] }] },
            },
          ],
          because:
            'What was acknowledged is gone for everybody. What was committed can be read again by whoever goes back to its offset.',
        },
      },
      {
        id: 'again',
        section: 'Asking again',
        when: { atMost: [committed, 1] },
        title: 'The same bytes, once more',
        text: 'payments goes back to offset 0 and reads again; its bookmark goes back with it, for a bookmark is only a number. The queue was asked too. It had nothing to give.',
        focus: 'log',
      },
      {
        id: 'kept',
        when: { atLeast: [readFromLog, 12] },
        title: 'Persisted is not the difference',
        text: 'A durable queue with persistent messages survives a restart too. The difference is what ends a message: in the queue its ack, in the log only retention, seven days by default.',
      },
    ],
    challenge: {
      task: 'The ledger connects last. Make it see every order that was ever sent.',
      from: 38_000,
      runsForMs: 6000,
      actions: [
        {
          id: 'ledger-queue',
          label: 'Give the ledger a queue of its own',
          deeds: [
            { do: 'declare-queue', queue: 'ledger' },
            { in: 'queue', do: 'start-worker', spec: { ...ledger, source: 'ledger' } },
          ],
          unless: { is: [{ measure: 'worker.running', lane: 'queue', worker: 'ledger' }, 1] },
          why: 'The ledger has its queue already.',
        },
        {
          id: 'ledger-default',
          label: 'Connect the ledger to the log',
          deeds: [{ in: 'log', do: 'start-worker', spec: ledger }],
          unless: { is: [ledgerRuns, 1] },
          why: 'The ledger reads the log already.',
        },
        {
          id: 'ledger-earliest',
          label: 'Connect it with auto.offset.reset=earliest',
          deeds: [
            {
              in: 'log',
              do: 'start-worker',
              spec: { ...ledger, config: { 'auto.offset.reset': 'earliest' } },
            },
          ],
          unless: { is: [ledgerRuns, 1] },
          why: 'The ledger reads the log already.',
        },
        {
          id: 'ledger-stop',
          label: 'Stop the ledger',
          deeds: [{ in: 'log', do: 'stop-worker', worker: 'ledger' }],
          unless: { is: [ledgerRuns, 0] },
          why: 'No ledger reads the log.',
        },
      ],
      goal: { all: [{ is: [ledgerMissing, 0] }, { atLeast: [ledgerBooked, 6] }] },
      solution: ['ledger-earliest'],
      hints: [
        {
          when: { all: [{ is: [ledgerRuns, 1] }, { is: [ledgerBooked, 0] }] },
          says: 'A new group starts at the end of the log, Kafka’s default. It can ask for the earliest offset instead, if it has committed nothing yet.',
        },
        {
          when: { is: [{ measure: 'queue.count' }, 2] },
          says: 'A queue declared now starts empty: the six orders were removed by their acks, and no queue can ask for them.',
        },
      ],
      solved:
        'A new group that asks for the earliest offset reads all six. On the queue’s side no setting could have done it: what is acknowledged is gone.',
    },
    keep: 'In a queue reading ends a message. In a log reading only moves the reader.',
    leavesOut: 'Retention, replication and what a crash between work and ack does come later.',
    next: 'replay-the-payments',
  },
} as const satisfies Scenario;
