// Lesson 8: what stops when a consumer joins? The same join in a queue and in a log with each of Kafka's three ways to rebalance; then a
// member that is too long over one order, and one that crashes.

import type { ScenarioData } from '../src/scenario/words.ts';

const LOGS = {
  eager: {},
  cooperative: { 'partition.assignment.strategy': 'cooperative-sticky' },
  consumer: { 'group.protocol': 'consumer' },
} as const;
type Log = keyof typeof LOGS;
const NAMES = ['eager', 'cooperative', 'consumer'] as const;
const LANES = ['queue', ...NAMES] as const;

const route = { topic: 'orders', partition: { Amal: 0, Ben: 1, Cho: 2, Dina: 3 } };
const settings = { 'group.initial.rebalance.delay.ms': 0 };
const EAGER = ['queue', 'eager'] as const;
const charge = { service: 'payments', effect: 'charge' } as const;
const gaveUp = (lane: Log) => ({ measure: 'worker.gaveUp', lane }) as const;
const ofGroup = <Name extends 'members' | 'stable' | 'idle' | 'static' | 'generation'>(
  name: Name,
  lane: Log,
) => ({ measure: `group.${name}`, lane, group: 'payments' }) as const;
const settled = (lane: Log) => {
  const [members, stable, idle] = [ofGroup('members', lane), ofGroup('stable', lane), ofGroup('idle', lane)];
  return { all: [{ is: [members, 3] }, { is: [stable, 1] }, { is: [idle, 0] }] } as const;
};
const [members, generation] = [ofGroup('members', 'eager'), ofGroup('generation', 'eager')];
const statics = ofGroup('static', 'eager');
const doubled = (lane: string) => ({ measure: 'effect.doubled', lane, ...charge }) as const;
const twice = (queue: number, eager: number) =>
  ({ all: [{ is: [doubled('queue'), queue] }, { is: [doubled('eager'), eager] }] }) as const;
const stored = (lane: Log) => ({ measure: 'log.end', lane, topic: 'orders' }) as const;
const missing = (lane: string) => ({ measure: 'effect.missing', lane, ...charge }) as const;
const pause = (lane: string) => ({ measure: 'effect.pauseMs', lane, ...charge, key: 'Amal' }) as const;
const committed = (lane: Log, n: number) =>
  ({ measure: 'group.committed', lane, group: 'payments', partition: `orders-${n}` }) as const;
const thirdRuns = (lane: string) => ({ measure: 'worker.running', lane, worker: 'payments-3' }) as const;
const thirdsLives = { measure: 'worker.lives', lane: 'eager', worker: 'payments-3' } as const;

/** The join is over in all three, and p3 is read again. */
const done = { all: [...NAMES.map(settled), { atLeast: [committed('consumer', 3), 3] }] } as const;

/** What the join took from members; in the consumer protocol its first member had given up two before, to the second. */
const givenUp = (eager: number, cooperative: number, consumer: number) =>
  ({
    all: [
      { is: [gaveUp('eager'), eager] },
      { is: [gaveUp('cooperative'), cooperative] },
      { is: [{ minus: [gaveUp('consumer'), 2] }, consumer] },
    ],
  }) as const;

/** An order per second at first, then a few while payments-2 is away, and four at once before payments-3 crashes. */
const KEYS = ['Amal', 'Ben', 'Cho', 'Dina'] as const;
const SENDS = Array.from({ length: 28 }, (_, n) => ({ at: 12_000 + n * 1000, key: KEYS[n % 4] as string }));
for (const [at, key] of Object.entries({ 43000: 'Amal', 46000: 'Dina', 52000: 'Cho', 62000: 'Dina' }))
  SENDS.push({ at: Number(at), key });
for (const [n, key] of ['Amal', 'Ben', 'Cho'].entries()) SENDS.push({ at: 62_100 + n * 100, key });

/** A member of the group, or a consumer of the queue. */
const member = (lane: (typeof LANES)[number], n: number, config: Readonly<Record<string, string>> = {}) =>
  ({
    id: `payments-${n}`,
    service: 'payments',
    source: 'orders',
    fetchMs: 100,
    workMs: 1200,
    // the bank answers late for two orders: in the queue whoever has them, in a log payments-2
    ...((lane === 'queue' || n === 2) && { slow: { '8': 6000, '27': 16_000 } }),
    effects: [{ effect: 'charge' }],
    config:
      lane === 'queue'
        ? {}
        : { 'auto.offset.reset': 'earliest', 'max.poll.interval.ms': 10_000, ...LOGS[lane], ...config },
  }) as const;

const start = (named: boolean) =>
  [1, 2, 3].map((n) => {
    const spec = { ...member('eager', n, named ? { 'group.instance.id': `p${n}` } : {}), slow: {} };
    return { in: 'eager', do: 'start-worker', spec } as const;
  });
const once = { unless: { atLeast: [thirdsLives, 1] } } as const;

export default {
  name: 'rebalance',
  seed: 8,
  until: 122_000,
  lanes: [{ id: 'queue', broker: 'queue' }, ...NAMES.map((id) => ({ id, broker: 'log', settings }) as const)],
  senders: [
    {
      id: 'orders',
      latencyMs: 500,
      plan: { list: SENDS.map((one, n) => ({ ...one, amount: 5 + (n % 9) })) },
    },
  ],
  expects: [{ producer: 'orders', ...charge }],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 4 },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    ...NAMES.map((lane) => ({ at: 0, in: lane, do: 'route', producer: 'orders', route }) as const),
    ...LANES.flatMap((lane) =>
      ([100, 100, 20_000] as const).map(
        (at, n) => ({ at, in: lane, do: 'start-worker', spec: member(lane, n + 1) }) as const,
      ),
    ),
    { at: 63_200, do: 'crash-worker', worker: 'payments-3' },
  ],
  claims: [
    {
      says: 'For the join four partitions are given up in the eager protocol, one in each of the others.',
      at: 35_000,
      holds: givenUp(4, 1, 1),
    },
    {
      says: 'Amal’s partition stays with its member in all three, and stands still in the eager one only.',
      at: 35_000,
      holds: {
        all: [
          { atLeast: [pause('eager'), 5400] },
          { atMost: [pause('cooperative'), 4000] },
          { atMost: [pause('consumer'), 4000] },
        ],
      },
    },
    {
      says: 'What moves less is not sooner done: the eager group is settled first.',
      at: 26_000,
      holds: { all: [settled('eager'), { not: settled('cooperative') }, { not: settled('consumer') }] },
    },
    {
      says: 'A member that did not poll in time is fenced: its commit is refused, and the group’s stays.',
      at: 55_000,
      holds: { is: [committed('eager', 2), 8] },
    },
    { says: 'What it had not committed is done twice, and in the queue nothing is.', holds: twice(0, 1) },
    {
      says: 'A crashed member is missed after its session timeout only.',
      at: 105_000,
      holds: { all: [{ is: [members, 3] }, { is: [missing('eager'), 1] }, { is: [missing('queue'), 0] }] },
    },
    {
      says: 'In the end every order is charged.',
      holds: { all: [{ is: [missing('eager'), 0] }, { is: [missing('queue'), 0] }] },
    },
  ],
  lesson: {
    number: 8,
    part: 2,
    beats: [
      {
        id: 'stands',
        when: { atLeast: [gaveUp('eager'), 2] },
        lanes: EAGER,
        focus: 'orders-0',
        bet: {
          id: 'given-up',
          options: [
            { id: 'all', holds: givenUp(4, 4, 4) },
            { id: 'eager', holds: givenUp(4, 1, 1) },
            { id: 'one', holds: givenUp(1, 1, 1) },
          ],
          until: done,
        },
      },
      { id: 'eager', when: settled('eager'), lanes: EAGER, focus: 'eager' },
      {
        id: 'cooperative',
        when: { all: [{ atLeast: [gaveUp('cooperative'), 1] }, { atLeast: [stored('cooperative'), 16] }] },
        lanes: ['queue', 'cooperative'],
        focus: 'orders-3',
      },
      {
        id: 'consumer',
        when: { all: [{ atLeast: [gaveUp('consumer'), 3] }, { atLeast: [stored('consumer'), 18] }] },
        lanes: ['queue', 'consumer'],
        focus: 'orders-3',
      },
      { id: 'later', turning: true, when: done, lanes: ['queue', 'consumer'] },
      {
        id: 'slow',
        when: { atLeast: [{ measure: 'sends.count' }, 28] },
        lanes: EAGER,
        focus: 'orders-2',
        bet: {
          id: 'twice',
          options: [
            { id: 'once', holds: twice(0, 0) },
            { id: 'log', holds: twice(0, 1) },
            { id: 'both', holds: twice(1, 1) },
          ],
          until: { from: 54_600 },
        },
      },
      { id: 'late', when: { atLeast: [doubled('eager'), 1] }, lanes: EAGER, focus: 'orders-2' },
      {
        id: 'crash',
        when: { all: [{ is: [thirdRuns('eager'), 0] }, { is: [thirdRuns('queue'), 0] }] },
        lanes: EAGER,
        focus: 'payments-3',
      },
      { id: 'missed', when: { atLeast: [committed('eager', 3), 9] }, lanes: EAGER },
    ],
    challenge: {
      lanes: ['eager'],
      from: 50,
      runsForMs: 24_000,
      actions: [
        { id: 'start', deeds: start(false), ...once },
        { id: 'start-static', deeds: start(true), ...once },
        {
          id: 'stop',
          deeds: [{ in: 'eager', do: 'stop-worker', worker: 'payments-3' }],
          unless: { is: [thirdRuns('eager'), 0] },
        },
        {
          id: 'restart',
          deeds: [{ in: 'eager', do: 'restart-worker', worker: 'payments-3' }],
          unless: { any: [{ is: [thirdRuns('eager'), 1] }, { is: [thirdsLives, 0] }] },
        },
        { id: 'wait', deeds: [] },
      ],
      goal: { all: [{ atLeast: [thirdsLives, 2] }, { is: [generation, 1] }, settled('eager')] },
      solution: ['start-static', 'stop', 'restart'],
      hints: [
        { id: 'nobody', when: { is: [thirdsLives, 0] } },
        { id: 'long', when: { all: [{ atLeast: [generation, 2] }, { atLeast: [statics, 1] }] } },
        { id: 'left', when: { atLeast: [generation, 2] } },
        { id: 'down', when: { is: [thirdRuns('eager'), 0] } },
        { id: 'untried', when: { is: [thirdsLives, 1] } },
      ],
    },
    next: 'retention',
  },
} as const satisfies ScenarioData;
