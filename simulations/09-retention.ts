// The claims of lesson 9, bare: when does a log forget? Twelve orders in segments of four, retention by time and by size, and
// three sleepers that come back with three reset policies.

import type { Scenario } from '../src/scenario/scenario.ts';

const DAY = 86_400_000;

const KEYS = ['Amal', 'Ben', 'Cho', 'Dina'] as const;
const orders = (from: number, count: number, at: number) =>
  Array.from({ length: count }, (_, n) => ({
    at: at + n * 1000,
    key: KEYS[(from + n) % 4]!,
    amount: 10 + from + n,
  }));

const missing = (service: string) =>
  ({ measure: 'effect.missing', lane: 'time', service, effect: 'booking' }) as const;
const committed = (group: string) =>
  ({ measure: 'group.committed', lane: 'time', group, partition: 'orders-0' }) as const;
const start = (lane: string) => ({ measure: 'log.start', lane, partition: 'orders-0' }) as const;

const sleeper = (service: string, policy: string) => ({
  id: service,
  service,
  source: 'orders',
  workMs: 100,
  effects: [{ effect: 'booking' }],
  config: { 'auto.offset.reset': policy },
});

const SLEEPERS = [
  sleeper('early', 'earliest'),
  sleeper('late', 'latest'),
  sleeper('strict', 'none'),
] as const;

export default {
  name: 'retention',
  title: 'Retention',
  seed: 9,
  until: 9 * DAY,
  lanes: [
    {
      id: 'time',
      broker: 'log',
      title: 'Log, seven days',
      about: 'Kafka, retention.ms of seven days',
      // what an empty group has committed is forgotten after seven days too, unless the broker is told otherwise
      settings: { 'group.initial.rebalance.delay.ms': 0, 'offsets.retention.minutes': 30 * 24 * 60 },
    },
    { id: 'size', broker: 'log', title: 'Log, 560 bytes', about: 'Kafka, retention.bytes=560' },
  ],
  senders: [
    {
      id: 'orders',
      plan: { list: [...orders(0, 3, 1000), ...orders(3, 5, 60_000), ...orders(8, 4, 6 * DAY)] },
    },
  ],
  steps: [
    {
      at: 0,
      in: 'time',
      do: 'create-topic',
      topic: 'orders',
      partitions: 1,
      config: { 'internal.segment.bytes': 310 },
    },
    {
      at: 0,
      in: 'size',
      do: 'create-topic',
      topic: 'orders',
      partitions: 1,
      config: { 'internal.segment.bytes': 310, 'retention.bytes': 560, 'retention.ms': -1 },
    },
    { at: 0, do: 'route', producer: 'orders', route: { topic: 'orders' } },
    // The first to start commits nothing yet with `none`, so that policy comes later: all three begin with earliest.
    ...SLEEPERS.map(
      (spec) =>
        ({
          at: 0,
          in: 'time',
          do: 'start-worker',
          spec: { ...spec, config: { 'auto.offset.reset': 'earliest' } },
        }) as const,
    ),
    ...SLEEPERS.map(({ id }) => ({ at: 30_000, in: 'time', do: 'stop-worker', worker: id }) as const),
    ...SLEEPERS.map(
      ({ id, config }) =>
        ({ at: 40_000, in: 'time', do: 'configure-worker', worker: id, change: { config } }) as const,
    ),
    ...SLEEPERS.map(({ id }) => ({ at: 8 * DAY, in: 'time', do: 'restart-worker', worker: id }) as const),
  ],
  claims: [
    {
      says: 'While all slept, each had committed three.',
      at: DAY,
      holds: { all: SLEEPERS.map(({ id }) => ({ is: [committed(id), 3] as const })) },
    },
    { says: 'Before the seventh day nothing is gone.', at: 6 * DAY, holds: { is: [start('time'), 0] } },
    {
      says: 'After it, the log starts at the base offset of a segment, though nobody had read what went.',
      at: 8 * DAY,
      holds: { is: [start('time'), 8] },
    },
    {
      says: 'Under earliest what lay between the commit and the log start is lost: 3 to 7.',
      holds: { is: [missing('early'), 5] },
    },
    {
      says: 'Under latest everything from the commit to the end is lost: 3 to 11.',
      holds: { is: [missing('late'), 9] },
    },
    {
      says: 'With none the reader stops with an error and skips nothing silently.',
      holds: {
        all: [
          { is: [{ measure: 'worker.running', lane: 'time', worker: 'strict' }, 0] },
          { is: [committed('strict'), 3] },
        ],
      },
    },
    {
      says: 'By size, too, whole segments go, and never below the limit.',
      holds: { is: [start('size'), 4] },
    },
  ],
} as const satisfies Scenario;
