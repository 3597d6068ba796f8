// The claims of lesson 11, bare: twice or not at all? One crash hits every lane between charging and settling, or between
// settling and charging: queue and log, each settling after the work and before it.

import type { Scenario } from '../src/scenario/scenario.ts';

const doubled = (lane: string) =>
  ({ measure: 'effect.doubled', lane, service: 'payments', effect: 'charge' }) as const;
const missing = (lane: string) =>
  ({ measure: 'effect.missing', lane, service: 'payments', effect: 'charge' }) as const;
const duplicatesOnly = (lane: string) =>
  ({ all: [{ atLeast: [doubled(lane), 1] }, { is: [missing(lane), 0] }] }) as const;
const lossesOnly = (lane: string) =>
  ({ all: [{ atLeast: [missing(lane), 1] }, { is: [doubled(lane), 0] }] }) as const;

const payments = {
  id: 'payments',
  service: 'payments',
  source: 'orders',
  workMs: 1000,
  settleMs: 1000,
  config: { 'auto.offset.reset': 'earliest' },
} as const;

const plain = { ...payments, effects: [{ effect: 'charge' }] } as const;
const keyed = { ...payments, effects: [{ effect: 'charge', once: true }] } as const;

const AFTER = ['queue-after', 'log-after'] as const;
const BEFORE = ['queue-before', 'log-before'] as const;
const KEYED = ['queue-keyed', 'log-keyed'] as const;
const LANES = [...AFTER, ...BEFORE, ...KEYED];

export default {
  name: 'crash-mid-processing',
  title: 'Crash mid-processing',
  seed: 11,
  until: 240_000,
  lanes: LANES.map((id) =>
    id.startsWith('queue')
      ? ({ id, broker: 'queue', title: id, about: 'RabbitMQ, one classic queue' } as const)
      : ({
          id,
          broker: 'log',
          title: id,
          about: 'Kafka, one partition',
          settings: { 'group.initial.rebalance.delay.ms': 0 },
        } as const),
  ),
  senders: [
    {
      id: 'orders',
      plan: {
        list: [
          { at: 1000, key: 'Amal', amount: 12 },
          { at: 10_000, key: 'Ben', amount: 30 },
          { at: 100_000, key: 'Cho', amount: 8 },
          { at: 110_000, key: 'Dina', amount: 25 },
        ],
      },
    },
  ],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 1 },
    ...LANES.map((lane) =>
      lane.startsWith('queue')
        ? ({
            at: 0,
            in: lane,
            do: 'route',
            producer: 'orders',
            route: { exchange: '', key: 'orders' },
          } as const)
        : ({ at: 0, in: lane, do: 'route', producer: 'orders', route: { topic: 'orders' } } as const),
    ),
    ...AFTER.map((lane) => ({ at: 0, in: lane, do: 'start-worker', spec: plain }) as const),
    ...BEFORE.map(
      (lane) => ({ at: 0, in: lane, do: 'start-worker', spec: { ...plain, settle: 'before' } }) as const,
    ),
    ...KEYED.map((lane) => ({ at: 0, in: lane, do: 'start-worker', spec: keyed }) as const),
    // Where payments settles after the work, order 2 is charged and not settled here; where it settles before, settled and not charged.
    { at: 11_500, do: 'crash-worker', worker: 'payments' },
    { at: 15_000, do: 'restart-worker', worker: 'payments' },
    { at: 111_500, do: 'crash-worker', worker: 'payments' },
    { at: 115_000, do: 'restart-worker', worker: 'payments' },
  ],
  claims: [
    ...AFTER.map((lane) => ({
      says: `${lane}: settling after the work brings duplicates only.`,
      holds: duplicatesOnly(lane),
    })),
    ...BEFORE.map((lane) => ({
      says: `${lane}: settling before the work brings losses only.`,
      holds: lossesOnly(lane),
    })),
    ...KEYED.map((lane) => ({
      says: `${lane}: crashed twice, with a key everybody is charged exactly once.`,
      holds: { all: [{ is: [doubled(lane), 0] as const }, { is: [missing(lane), 0] as const }] },
    })),
  ],
} as const satisfies Scenario;
