// Lesson 9: when does a log forget? Orders in segments of four, kept for seven days and later by size, beside a queue whose messages
// may wait for seven days; three readers sleep past it and come back with three reset policies.

import type { ScenarioData } from '../src/scenario/words.ts';

const DAY = 86_400_000;

/** Orders, each so long after the one before. */
const orders = (at: number, every: number, ...list: readonly (readonly [key: string, amount: number])[]) =>
  list.map(([key, amount], n) => ({ at: at + n * every, key, amount }));

const start = { measure: 'log.start', partition: 'orders-0' } as const;
const end = { measure: 'log.end', partition: 'orders-0' } as const;
const bytes = { measure: 'log.bytes', partition: 'orders-0' } as const;
const expired = { measure: 'queue.dropped', queue: 'orders' } as const;
const waiting = { measure: 'queue.ready', queue: 'orders' } as const;
const committed = (group: string) => ({ measure: 'group.committed', group, partition: 'orders-0' }) as const;
const running = (worker: string) => ({ measure: 'worker.running', lane: 'log', worker }) as const;
const missing = (service: string, effect: string, lane = 'log') =>
  ({ measure: 'effect.missing', lane, service, effect }) as const;
const unbooked = missing('ledger', 'booking');
const unmailed = missing('mail', 'mail');

/** What reads at first, and with which reset policy it comes back. */
const SLEEPERS = [
  { worker: 'ledger', policy: 'earliest', effects: [{ effect: 'booking' }] },
  { worker: 'mail', policy: 'latest', effects: [{ effect: 'mail' }] },
  { worker: 'fraud', policy: 'none', effects: [] },
] as const;
const NAMES = SLEEPERS.map(({ worker }) => worker);
const inLog = NAMES.slice(1);

/** So many orders were lost to ledger and to mail, and fraud runs or not. */
const lost = (booked: number, mailed: number, checks: number) =>
  ({
    all: [{ is: [unbooked, booked] }, { is: [unmailed, mailed] }, { is: [running('fraud'), checks] }],
  }) as const;

const plain = { exchange: '', key: 'orders' } as const;
const hurried = { ...plain, as: { expiration: `${DAY}` } } as const;
const limit = (config: Record<string, number>) => [{ do: 'alter-topic', topic: 'orders', config } as const];

export default {
  name: 'retention',
  seed: 9,
  until: 19.5 * DAY,
  lanes: [
    { id: 'queue', broker: 'queue' },
    {
      id: 'log',
      broker: 'log',
      // what an empty group has committed is forgotten after seven days too, unless the broker is told otherwise
      settings: { 'group.initial.rebalance.delay.ms': 0, 'offsets.retention.minutes': 30 * 24 * 60 },
    },
  ],
  senders: [
    {
      id: 'orders',
      latencyMs: 500,
      plan: {
        list: [
          ...orders(300, 1500, ['Amal', 12], ['Ben', 30], ['Cho', 18]),
          ...orders(11_000, 2000, ['Dina', 25], ['Ben', 19], ['Dina', 35]),
          ...orders(3 * DAY, 4000, ['Ben', 28], ['Dina', 40]),
          ...orders(6 * DAY, 3000, ['Amal', 9], ['Ben', 22], ['Cho', 31], ['Dina', 16]),
          ...orders(12 * DAY, 3000, ['Amal', 14], ['Ben', 26], ['Cho', 20], ['Dina', 11]),
        ],
      },
    },
  ],
  expects: [
    { producer: 'orders', service: 'ledger', effect: 'booking' },
    { producer: 'orders', service: 'mail', effect: 'mail' },
  ],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders', args: { 'x-message-ttl': 7 * DAY } },
    {
      at: 0,
      do: 'create-topic',
      topic: 'orders',
      partitions: 1,
      config: { 'internal.segment.bytes': 310 },
    },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: plain },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
    // all begin with earliest: without a commit, `none` would fail at once
    ...SLEEPERS.map(
      ({ worker: id, effects }) =>
        ({
          ...(id === 'ledger' ? {} : { in: 'log' }),
          at: 0,
          do: 'start-worker',
          spec: {
            ...{ id, service: id, source: 'orders', fetchMs: 300, workMs: 1300, settleMs: 300 },
            config: { 'auto.offset.reset': 'earliest' },
            effects,
          },
        }) as const,
    ),
    { at: 9000, do: 'stop-worker', worker: 'ledger' },
    ...inLog.map((worker) => ({ at: 9000, in: 'log', do: 'stop-worker', worker }) as const),
    ...SLEEPERS.map(
      ({ worker, policy }) =>
        ({
          at: 9000,
          in: 'log',
          do: 'configure-worker',
          worker,
          change: { config: { 'auto.offset.reset': policy } },
        }) as const,
    ),
    // one order, the tenth, may wait for a day only
    { at: 6 * DAY + 2000, in: 'queue', do: 'route', producer: 'orders', route: hurried },
    { at: 6 * DAY + 5000, in: 'queue', do: 'route', producer: 'orders', route: plain },
    { at: 11 * DAY, do: 'restart-worker', worker: 'ledger' },
    ...inLog.map((worker) => ({ at: 11 * DAY, in: 'log', do: 'restart-worker', worker }) as const),
    { at: 12.5 * DAY, do: 'alter-topic', topic: 'orders', config: { 'retention.bytes': 250 } },
  ],
  claims: [
    {
      says: 'While all slept, each had committed three.',
      at: DAY,
      holds: { all: NAMES.map((name) => ({ is: [committed(name), 3] as const })) },
    },
    { says: 'Before the seventh day nothing is gone from the log.', at: 7 * DAY, holds: { is: [start, 0] } },
    {
      says: 'On the eighth the first segment is, unread; two orders as old as it stay, since their segment has younger ones.',
      at: 8 * DAY,
      holds: { all: [{ is: [start, 4] }, { is: [committed('ledger'), 3] }] },
    },
    {
      says: 'The queue has dropped just the three that were seven days old.',
      at: 8 * DAY,
      holds: { is: [expired, 3] },
    },
    {
      says: 'What may wait for one day only waits behind what may wait for longer.',
      at: 10.5 * DAY,
      holds: { all: [{ is: [waiting, 4] }, { is: [expired, 5] }] },
    },
    {
      says: 'It expires once it is the head, and is not delivered.',
      at: 11.4 * DAY,
      holds: {
        all: [{ is: [waiting, 0] }, { is: [expired, 6] }, { is: [missing('ledger', 'booking', 'queue'), 6] }],
      },
    },
    {
      says: 'Under earliest what lay between the commit and the log start is lost: 3 to 7.',
      at: 11.4 * DAY,
      holds: { all: [{ is: [start, 8] }, { is: [unbooked, 5] }] },
    },
    {
      says: 'Under latest everything from the commit to the end is lost: 3 to 11.',
      at: 11.4 * DAY,
      holds: { is: [unmailed, 9] },
    },
    {
      says: 'With none the reader stops with an error and skips nothing silently.',
      holds: { all: [{ is: [running('fraud'), 0] }, { is: [committed('fraud'), 3] }] },
    },
    {
      says: 'By size, too, whole segments go, and never below the limit.',
      at: 13 * DAY,
      holds: { all: [{ is: [start, 12] }, { atLeast: [bytes, 250] }] },
    },
    {
      says: 'Where nothing is sent for as long as anything is kept, the active segment goes as well.',
      holds: { all: [{ is: [start, 16] }, { is: [end, 16] }, { is: [bytes, 0] }] },
    },
  ],
  lesson: {
    number: 9,
    part: 2,
    beats: [
      { id: 'asleep', when: { all: [{ atLeast: [end, 6] }, { is: [running('ledger'), 0] }] } },
      {
        id: 'twelve',
        when: { atLeast: [end, 12] },
        focus: 'log',
        bet: {
          id: 'kept',
          options: [
            { id: 'unread', holds: { is: [start, 3] } },
            { id: 'each', holds: { is: [start, 6] } },
            { id: 'segment', holds: { is: [start, 4] } },
            { id: 'all', holds: { is: [start, 0] } },
          ],
          until: { from: 8 * DAY },
        },
      },
      { id: 'expired', when: { atLeast: [expired, 3] }, focus: 'queue' },
      { id: 'segment', turning: true, when: { atLeast: [start, 4] }, focus: 'log' },
      {
        id: 'gone',
        when: { atLeast: [start, 8] },
        bet: {
          id: 'resume',
          options: [
            { id: 'start', holds: lost(5, 5, 1) },
            { id: 'split', holds: lost(5, 9, 0) },
            {
              id: 'refused',
              holds: { all: NAMES.map((name) => ({ is: [running(name), 0] as const })) },
            },
          ],
          until: { all: [{ atLeast: [committed('ledger'), 12] }, { from: 11 * DAY }] },
        },
      },
      {
        id: 'back',
        when: { all: [{ is: [running('mail'), 1] }, { is: [running('fraud'), 0] }] },
        focus: 'log',
      },
      { id: 'silent', when: { atLeast: [committed('ledger'), 12] } },
      { id: 'size', when: { atLeast: [start, 12] }, focus: 'log' },
      { id: 'empty', when: { atLeast: [start, 16] }, focus: 'log' },
    ],
    challenge: {
      from: 10_000,
      runsForMs: 2 * DAY,
      actions: [
        { id: 'one-day', deeds: limit({ 'retention.ms': DAY }) },
        { id: 'two-days', deeds: limit({ 'retention.ms': 2 * DAY }) },
        { id: 'seven-days', deeds: limit({ 'retention.ms': 7 * DAY }) },
        { id: 'small', deeds: limit({ 'retention.bytes': 100 }) },
        { id: 'large', deeds: limit({ 'retention.bytes': 800 }) },
        {
          id: 'start',
          deeds: [{ in: 'log', do: 'restart-worker', worker: 'ledger' }],
          unless: { any: [{ not: { from: 2 * DAY } }, { is: [running('ledger'), 1] }] },
        },
      ],
      goal: { all: [{ is: [unbooked, 0] }, { is: [running('ledger'), 1] }, { atMost: [bytes, 400] }] },
      solution: ['two-days', 'start'],
      hints: [
        { id: 'lost', when: { all: [{ is: [running('ledger'), 1] }, { atLeast: [unbooked, 1] }] } },
        { id: 'disk', when: { all: [{ is: [running('ledger'), 1] }, { atLeast: [bytes, 401] }] } },
        { id: 'down', when: { is: [running('ledger'), 0] } },
      ],
    },
    next: 'compaction-as-source-of-truth',
  },
} as const satisfies ScenarioData;
