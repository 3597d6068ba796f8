// Lesson 10: can a log hold the present, not only the past? Orders with the address that each goes to, keyed by customer and compacted;
// a table that mail kept all along, the one that fraud folds from what the cleaner left, and a customer who is to be forgotten.

import type { ScenarioData } from '../src/scenario/words.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const log = { partition: 'addresses-0' } as const;
const end = { measure: 'log.end', ...log } as const;
const records = { measure: 'log.records', ...log } as const;
const ofBen = { ...records, key: 'Ben' } as const;
const acked = { measure: 'queue.acked', queue: 'mail' } as const;
const committed = { measure: 'group.committed', group: 'mail', ...log } as const;
const tombstones = { measure: 'log.tombstones', ...log, key: 'Ben' } as const;
const done = (worker: string) => ({ measure: 'worker.done', lane: 'log', worker }) as const;
const rows = (service: string, lane = 'log') =>
  ({ measure: 'effect.rows', lane, service, effect: 'address' }) as const;
/** So many addresses in fraud's two tables. */
const fraudKnows = (fromQueue: number, fromLog: number) =>
  ({ all: [{ is: [rows('fraud', 'queue'), fromQueue] }, { is: [rows('fraud'), fromLog] }] }) as const;
const latest = (service: string, key: string) =>
  ({ measure: 'effect.latest', lane: 'log', service, effect: 'address', key }) as const;
const fraudRuns = { measure: 'worker.running', lane: 'log', worker: 'fraud' } as const;
const fraudOnBen = {
  measure: 'effect.count',
  lane: 'log',
  service: 'fraud',
  effect: 'address',
  key: 'Ben',
} as const;
const sameTables = (...keys: readonly string[]) =>
  ({ all: keys.map((key) => ({ is: [latest('fraud', key), latest('mail', key)] as const })) }) as const;

const reader = (id: string, source: string) =>
  ({
    ...{ id, service: id, source, fetchMs: 300, workMs: 1000, settleMs: 300 },
    config: { 'auto.offset.reset': 'earliest' },
    effects: [{ effect: 'address' }],
  }) as const;

const FIRST = [
  ...([
    ['Amal', 'Elm 4'],
    ['Ben', 'Fen 9'],
    ['Cho', 'Ash 2'],
    ['Amal', 'Ivy 7'],
  ] as const),
  ...([
    ['Ben', 'Lea 1'],
    ['Amal', 'Bay 5'],
    ['Dina', 'Fir 3'],
    ['Amal', 'Oak 8'],
  ] as const),
  ...([
    ['Dina', 'Yew 6'],
    ['Cho', 'Hay 6'],
  ] as const),
];
/** Orders from now on, one after the other, that name the address. */
const orders = (...list: readonly (readonly [key: string, what: string])[]) =>
  list.map(([key, what]) => ({ do: 'send', producer: 'orders', send: { key, what } }) as const);
const forgetBen = {
  do: 'send',
  producer: 'orders',
  send: { key: 'Ben', what: 'forgotten', tombstone: true },
} as const;
const nextWeek = orders(['Cho', 'Bay 2'], ['Dina', 'Elm 7'], ['Cho', 'Oak 3'], ['Dina', 'Fir 9']);

export default {
  name: 'compaction-as-source-of-truth',
  seed: 10,
  until: DAY + 2 * 3_600_000,
  lanes: [
    { id: 'queue', broker: 'queue' },
    {
      id: 'log',
      broker: 'log',
      settings: { 'group.initial.rebalance.delay.ms': 0, 'log.cleaner.backoff.ms': MINUTE },
    },
  ],
  senders: [
    {
      id: 'orders',
      latencyMs: 500,
      plan: { list: FIRST.map(([key, what], n) => ({ at: 300 + n * 1400, key, what })) },
    },
  ],
  expects: [
    { producer: 'orders', service: 'mail', effect: 'address', latest: true },
    { producer: 'orders', service: 'fraud', effect: 'address', latest: true },
  ],
  steps: [
    { at: 0, do: 'declare-exchange', exchange: 'addresses', type: 'fanout' },
    { at: 0, do: 'declare-queue', queue: 'mail' },
    { at: 0, do: 'bind', exchange: 'addresses', queue: 'mail' },
    {
      ...{ at: 0, do: 'create-topic', topic: 'addresses', partitions: 1 },
      config: {
        'cleanup.policy': 'compact',
        'internal.segment.bytes': 330,
        'min.cleanable.dirty.ratio': '0.1',
      },
    },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: 'addresses' } },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'addresses' } },
    { at: 0, in: 'queue', do: 'start-worker', spec: reader('mail', 'mail') },
    { at: 0, in: 'log', do: 'start-worker', spec: reader('mail', 'addresses') },
    { at: 70_000, do: 'declare-queue', queue: 'fraud' },
    { at: 70_000, do: 'bind', exchange: 'addresses', queue: 'fraud' },
    { at: 70_000, in: 'queue', do: 'start-worker', spec: reader('fraud', 'fraud') },
    { at: 70_000, in: 'log', do: 'start-worker', spec: reader('fraud', 'addresses') },
    { at: 84_000, ...forgetBen },
    { at: 89_000, ...orders(['Cho', 'Ash 4'])[0]! },
    { at: 93_000, ...orders(['Dina', 'Ivy 1'])[0]! },
    ...nextWeek.map((order, n) => ({ at: DAY + 3_600_000 + n * 5000, ...order })),
  ],
  claims: [
    {
      says: 'Before the cleaner came, the log held all ten.',
      at: MINUTE - 1,
      holds: { all: [{ is: [records, 10] }, { is: [rows('mail'), 4] }] },
    },
    {
      says: 'Of the closed segments the last record of each key stays; the active one keeps all; the end does not move.',
      at: 69_000,
      holds: { all: [{ is: [records, 6] }, { is: [{ ...records, key: 'Dina' }, 2] }, { is: [end, 10] }] },
    },
    {
      says: 'The table folded behind the cleaner is the one kept from the beginning.',
      at: 83_000,
      holds: { all: [sameTables('Amal', 'Ben', 'Cho', 'Dina'), { is: [done('fraud'), 6] }] },
    },
    {
      says: 'The queue of whoever comes late has nothing to fold.',
      at: 83_000,
      holds: { all: [{ is: [rows('fraud', 'queue'), 0] }, { is: [rows('mail', 'queue'), 4] }] },
    },
    {
      says: 'A tombstone takes Ben out of the tables at once, and out of the log only with the next pass.',
      at: 119_000,
      holds: { all: [{ is: [rows('mail'), 3] }, { is: [rows('fraud'), 3] }, { is: [ofBen, 2] }] },
    },
    {
      says: 'Behind that pass only the tombstone is left of him.',
      at: 130_000,
      holds: { all: [{ is: [ofBen, 1] }, { is: [tombstones, 1] }] },
    },
    {
      says: 'The tombstone outlives the day that it has to wait, until there is something to clean.',
      at: DAY + 3_599_000,
      holds: { is: [tombstones, 1] },
    },
    {
      says: 'In the end nothing is left of Ben, the tables are alike, and the end of the log has only grown.',
      holds: {
        all: [
          { is: [ofBen, 0] },
          sameTables('Amal', 'Cho', 'Dina'),
          { is: [rows('fraud'), 3] },
          { is: [end, 17] },
        ],
      },
    },
  ],
  lesson: {
    number: 10,
    part: 2,
    beats: [
      {
        id: 'present',
        when: { all: [{ atLeast: [acked, 10] }, { atLeast: [committed, 10] }] },
        bet: {
          id: 'remain',
          options: [
            { id: 'one-each', holds: { all: [{ is: [records, 4] }, { is: [end, 10] }] } },
            { id: 'closed', holds: { all: [{ is: [records, 6] }, { is: [end, 10] }] } },
            { id: 'renumbered', holds: { all: [{ is: [records, 4] }, { is: [end, 4] }] } },
          ],
          until: { from: MINUTE + 1000 },
        },
      },
      {
        id: 'cleaned',
        when: { atMost: [records, 6] },
        focus: 'log',
        bet: {
          id: 'known',
          options: [
            { id: 'both', holds: fraudKnows(4, 4) },
            { id: 'log-all', holds: fraudKnows(0, 4) },
            { id: 'log-some', holds: fraudKnows(0, 2) },
          ],
          until: { from: 82_000 },
        },
      },
      { id: 'rebuilt', turning: true, when: { atLeast: [done('fraud'), 6] }, focus: 'fraud' },
      {
        id: 'tombstone',
        when: { all: [{ atLeast: [done('mail'), 11] }, { atLeast: [done('fraud'), 7] }] },
        focus: 'log',
        bet: {
          id: 'left',
          options: [
            { id: 'both', holds: { all: [{ is: [ofBen, 2] }, { is: [tombstones, 1] }] } },
            { id: 'tombstone', holds: { all: [{ is: [ofBen, 1] }, { is: [tombstones, 1] }] } },
            { id: 'nothing', holds: { is: [ofBen, 0] } },
          ],
          until: { from: 125_000 },
        },
      },
      { id: 'erased', when: { atMost: [ofBen, 1] }, focus: 'log' },
      { id: 'forgotten', when: { atMost: [ofBen, 0] }, focus: 'log' },
      { id: 'history', when: { from: DAY + 2 * 3_600_000 - 1 } },
    ],
    challenge: {
      from: 62_000,
      runsForMs: 25 * 3_600_000,
      actions: [
        { id: 'nowhere', deeds: orders(['Ben', 'nowhere']) },
        { id: 'tombstone', deeds: [forgetBen] },
        { id: 'orders', deeds: nextWeek },
        {
          id: 'fraud',
          deeds: [{ in: 'log', do: 'start-worker', spec: reader('fraud', 'addresses') }],
          unless: { is: [fraudRuns, 1] },
        },
      ],
      goal: {
        all: [
          { is: [ofBen, 0] },
          { is: [fraudOnBen, 0] },
          { is: [rows('fraud'), 3] },
          { is: [rows('mail'), 3] },
        ],
      },
      solution: ['tombstone', 'orders', 'orders', 'fraud'],
      hints: [
        { id: 'too-early', when: { atLeast: [fraudOnBen, 1] } },
        { id: 'prove', when: { is: [ofBen, 0] } },
        { id: 'active', when: { all: [{ atLeast: [ofBen, 2] }, { atLeast: [tombstones, 1] }] } },
        { id: 'waiting', when: { atLeast: [tombstones, 1] } },
        { id: 'value', when: { is: [rows('mail'), 4] } },
      ],
    },
    next: 'crash-mid-processing',
  },
} as const satisfies ScenarioData;
