// Lesson 7: does one more consumer help? Sixty jobs wait in a queue and on a log of three partitions, and one consumer after another
// joins on both sides. A prefetch of fifty starves the second; the third partition's half starves nobody but keeps one member alone at work.

import type { ScenarioData } from '../src/scenario/words.ts';

const mail = { service: 'mail', effect: 'mail' } as const;
const sent = (lane: string) => ({ measure: 'effect.count', lane, ...mail }) as const;
const span = (lane: string) => ({ measure: 'effect.spanMs', lane, ...mail }) as const;
const done = (lane: string, n: number) => ({ measure: 'worker.done', lane, worker: `mail-${n}` }) as const;
const taken = (n: number) =>
  ({ plus: [done('queue', n), { measure: 'worker.held', lane: 'queue', worker: `mail-${n}` }] }) as const;
const running = (lane: string) => ({ measure: 'service.running', lane, service: 'mail' }) as const;
const byTwo = (lane: string) => ({ plus: [done(lane, 4), done(lane, 5)] }) as const;
const ready = { measure: 'queue.ready', queue: 'orders' } as const;
const held = { measure: 'queue.held', queue: 'orders' } as const;
const unacked = { measure: 'queue.unacked', queue: 'orders' } as const;
const stable = { measure: 'group.stable', group: 'mail' } as const;
const members = { measure: 'group.members', group: 'mail' } as const;
const idle = { measure: 'group.idle', group: 'mail' } as const;
const committed = { measure: 'group.committed', group: 'mail', partition: 'orders-1' } as const;
const partitions = { measure: 'log.partitions', topic: 'orders' } as const;
const used = { measure: 'log.used', topic: 'orders' } as const;

const mailer = (n: number, more: { readonly prefetch?: number; readonly workMs?: number } = {}) =>
  ({
    id: `mail-${n}`,
    service: 'mail',
    source: 'orders',
    fetchMs: 200,
    workMs: 1500,
    prefetch: 50,
    config: { 'auto.offset.reset': 'earliest' },
    effects: [{ effect: 'mail' }],
    ...more,
  }) as const;

const start = (count: number, prefetch: number) =>
  Array.from(
    { length: count },
    (_, index) => ({ do: 'start-worker', spec: mailer(index + 1, { prefetch, workMs: 800 }) }) as const,
  );
const once = { unless: { atLeast: [running('log'), 1] } } as const;

export default {
  name: 'scaling-out',
  seed: 7,
  until: 63_000,
  lanes: [
    { id: 'queue', broker: 'queue' },
    { id: 'log', broker: 'log', settings: { 'group.initial.rebalance.delay.ms': 0 } },
  ],
  senders: [
    {
      id: 'orders',
      latencyMs: 500,
      plan: { count: 60, everyMs: 25, from: 200, keys: ['Amal', 'Ben', 'Cho', 'Dina'] },
    },
  ],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 3 },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
    { at: 150, do: 'start-worker', spec: mailer(1) },
    { at: 7000, do: 'start-worker', spec: mailer(2) },
    { at: 16_000, do: 'start-worker', spec: mailer(3) },
    ...[1, 2, 3].flatMap(
      (n) =>
        [
          { at: 26_000, in: 'queue', do: 'stop-worker', worker: `mail-${n}` },
          { at: 26_500, in: 'queue', do: 'start-worker', spec: mailer(n, { prefetch: 1 }) },
        ] as const,
    ),
    { at: 32_000, do: 'start-worker', spec: mailer(4, { prefetch: 1 }) },
    { at: 32_000, do: 'start-worker', spec: mailer(5, { prefetch: 1 }) },
  ],
  claims: [
    {
      says: 'With a prefetch of 50 the second consumer gets the six that still wait, and the third nothing.',
      at: 25_900,
      holds: { all: [{ is: [taken(2), 6] }, { is: [taken(3), 0] }] },
    },
    {
      says: 'Of five members two have no partition, and they did nothing.',
      holds: { all: [{ is: [idle, 2] }, { is: [byTwo('log'), 0] }] },
    },
    { says: 'In the queue the fourth and fifth did their part.', holds: { atLeast: [byTwo('queue'), 8] } },
    {
      says: 'The queue is done while one partition of the log still has work for one member.',
      at: 45_000,
      holds: { all: [{ is: [sent('queue'), 60] }, { is: [held, 0] }, { atMost: [sent('log'), 55] }] },
    },
    {
      says: 'Nothing is lost, and nothing done twice.',
      holds: { all: [{ is: [sent('log'), 60] }, { is: [sent('queue'), 60] }] },
    },
  ],
  lesson: {
    number: 7,
    part: 2,
    beats: [
      {
        id: 'backlog',
        when: { atLeast: [{ measure: 'log.end', topic: 'orders' }, 60] },
        focus: 'mail-1',
        bet: {
          id: 'second',
          options: [
            { id: 'half', holds: { atLeast: [taken(2), 20] } },
            { id: 'waiting', holds: { all: [{ atLeast: [taken(2), 1] }, { atMost: [taken(2), 10] }] } },
            { id: 'nothing', holds: { is: [taken(2), 0] } },
          ],
          until: { all: [{ is: [members, 2] }, { is: [stable, 1] }, { is: [ready, 0] }] },
        },
      },
      {
        id: 'second',
        when: { all: [{ is: [members, 2] }, { is: [stable, 1] }, { is: [ready, 0] }] },
        focus: 'mail-2',
      },
      {
        id: 'third',
        when: { all: [{ is: [members, 3] }, { is: [stable, 1] }, { is: [running('queue'), 3] }] },
        focus: 'mail-3',
      },
      {
        id: 'prefetch',
        when: { atLeast: [{ measure: 'worker.lives', lane: 'queue', worker: 'mail-3' }, 2] },
        focus: 'queue',
        bet: {
          id: 'more',
          options: [
            {
              id: 'both',
              holds: { all: [{ atLeast: [byTwo('queue'), 1] }, { atLeast: [byTwo('log'), 1] }] },
            },
            { id: 'queue', holds: { all: [{ atLeast: [byTwo('queue'), 1] }, { is: [byTwo('log'), 0] }] } },
            { id: 'neither', holds: { all: [{ is: [byTwo('queue'), 0] }, { is: [byTwo('log'), 0] }] } },
          ],
          until: { all: [{ is: [members, 5] }, { is: [stable, 1] }, { atLeast: [byTwo('queue'), 2] }] },
        },
      },
      {
        id: 'idle',
        turning: true,
        when: { all: [{ is: [members, 5] }, { is: [stable, 1] }, { atLeast: [byTwo('queue'), 2] }] },
        focus: 'mail',
      },
      { id: 'alone', when: { all: [{ is: [held, 0] }, { atLeast: [committed, 15] }] }, focus: 'orders-2' },
      { id: 'kept', when: { is: [sent('log'), 60] } },
    ],
    challenge: {
      from: 100,
      runsForMs: 18_000,
      actions: [
        {
          id: 'partitions',
          deeds: [{ do: 'add-partitions', topic: 'orders', total: 6 }],
          unless: { atLeast: [partitions, 6] },
        },
        { id: 'three', deeds: start(3, 1), ...once },
        { id: 'six-greedy', deeds: start(6, 50), ...once },
        { id: 'six', deeds: start(6, 1), ...once },
      ],
      goal: {
        all: ['queue', 'log'].flatMap((lane) => [
          { is: [sent(lane), 60] as const },
          { atMost: [span(lane), 17_000] as const },
        ]),
      },
      solution: ['partitions', 'six'],
      hints: [
        { id: 'nobody', when: { is: [running('log'), 0] } },
        { id: 'greedy', when: { atLeast: [unacked, 10] } },
        { id: 'late', when: { all: [{ is: [partitions, 6] }, { atMost: [used, 3] }] } },
        { id: 'half', when: { is: [partitions, 3] } },
        { id: 'few', when: { is: [running('log'), 3] } },
      ],
    },
    next: 'rebalance',
  },
} as const satisfies ScenarioData;
