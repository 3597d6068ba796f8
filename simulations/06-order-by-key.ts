// The claims of lesson 6, bare: what order is kept? Amal's and Ben's orders are opened, paid and cancelled by three services;
// keyed and keyless in a log of three partitions, and in a queue with one consumer and with two.

import type { Scenario } from '../src/scenario/scenario.ts';

const MINUTE = 60_000;

const outOfOrder = (lane: string) =>
  ({ measure: 'effect.outOfOrder', lane, service: 'shipping', effect: 'handling' }) as const;
const missing = (lane: string) =>
  ({ measure: 'effect.missing', lane, service: 'shipping', effect: 'handling' }) as const;
const records = (partition: string, key: string) =>
  ({ measure: 'log.records', lane: 'keyed', partition, key }) as const;

/** One service's part: it tells of each customer's order once, at its own moment, and once more after the change. */
const plan = (what: string, at: number) => ({
  list: [
    { at, key: 'Amal', order: `a-${what}`, what },
    { at: at + 20, key: 'Ben', order: `b-${what}`, what },
    { at: 7 * MINUTE + at, key: 'Amal', order: 'a2', what },
    { at: 7 * MINUTE + at + 20, key: 'Ben', order: 'b2', what },
  ],
});

const worker = (id: string, workMs: number) => ({
  id,
  service: 'shipping',
  source: 'orders',
  workMs,
  effects: [{ effect: 'handling' }],
  config: { 'auto.offset.reset': 'earliest' },
});

const SERVICES = ['orders', 'payments', 'support'] as const;

export default {
  name: 'order-by-key',
  title: 'Order by key',
  seed: 3,
  until: 10 * MINUTE,
  lanes: [
    {
      id: 'keyed',
      broker: 'log',
      title: 'Log, keyed',
      about: 'Kafka, keyed by customer',
      settings: { 'group.initial.rebalance.delay.ms': 0 },
    },
    {
      id: 'keyless',
      broker: 'log',
      title: 'Log, keyless',
      about: 'Kafka, no keys',
      settings: { 'group.initial.rebalance.delay.ms': 0 },
    },
    { id: 'one', broker: 'queue', title: 'Queue, one consumer', about: 'RabbitMQ, one classic queue' },
    { id: 'two', broker: 'queue', title: 'Queue, two consumers', about: 'RabbitMQ, one classic queue' },
    {
      id: 'nack',
      broker: 'queue',
      title: 'Queue, prefetch 4 and a nack',
      about: 'RabbitMQ, one classic queue',
    },
  ],
  senders: [
    { id: 'orders', plan: plan('opened', 100) },
    { id: 'payments', plan: plan('paid', 140) },
    { id: 'support', plan: plan('cancelled', 180) },
  ],
  steps: [
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 3 },
    { at: 0, do: 'declare-queue', queue: 'orders' },
    ...SERVICES.flatMap((producer) => [
      { at: 0, in: 'keyed', do: 'route', producer, route: { topic: 'orders' } } as const,
      { at: 0, in: 'keyless', do: 'route', producer, route: { topic: 'orders', keyed: false } } as const,
      ...(['one', 'two', 'nack'] as const).map(
        (lane) =>
          ({ at: 0, in: lane, do: 'route', producer, route: { exchange: '', key: 'orders' } }) as const,
      ),
    ]),
    ...(['keyed', 'keyless'] as const).flatMap((lane) =>
      [500, 200, 50].map(
        (workMs, index) =>
          ({ at: 0, in: lane, do: 'start-worker', spec: worker(`shipping-${index}`, workMs) }) as const,
      ),
    ),
    { at: 0, in: 'one', do: 'start-worker', spec: worker('shipping-0', 100) },
    { at: 0, in: 'two', do: 'start-worker', spec: worker('shipping-0', 500) },
    { at: 0, in: 'two', do: 'start-worker', spec: worker('shipping-1', 50) },
    {
      at: 0,
      in: 'nack',
      do: 'start-worker',
      spec: { ...worker('shipping-0', 100), prefetch: 4, refuses: { orders: ['a-opened'], requeue: true } },
    },
    { at: MINUTE, in: 'keyed', do: 'add-partitions', topic: 'orders', total: 4 },
  ],
  claims: [
    {
      says: 'Keyed, every customer’s events are handled in order.',
      holds: { all: [{ is: [outOfOrder('keyed'), 0] }, { is: [missing('keyed'), 0] }] },
    },
    {
      says: 'Keyless, this run handles some out of order.',
      holds: { all: [{ atLeast: [outOfOrder('keyless'), 1] }, { is: [missing('keyless'), 0] }] },
    },
    {
      says: 'With three partitions Amal’s events are in partition 2, Ben’s all in one.',
      at: MINUTE,
      holds: { is: [records('orders-2', 'Amal'), 3] },
    },
    {
      says: 'With four, new events of Amal go to partition 1, and the old ones stay.',
      holds: { all: [{ is: [records('orders-2', 'Amal'), 3] }, { is: [records('orders-1', 'Amal'), 3] }] },
    },
    {
      says: 'Ben’s stay where they were.',
      holds: { any: [0, 1, 2].map((n) => ({ is: [records(`orders-${n}`, 'Ben'), 6] as const })) },
    },
    { says: 'One queue with one consumer keeps the order.', holds: { is: [outOfOrder('one'), 0] } },
    { says: 'With two consumers it does not.', holds: { atLeast: [outOfOrder('two'), 1] } },
    { says: 'Nor with prefetch 4 and a message given back.', holds: { atLeast: [outOfOrder('nack'), 1] } },
  ],
} as const satisfies Scenario;
