// What lesson 6 says of queues, bare: orders of Amal and Ben are opened, paid and cancelled by three services. One queue keeps the order
// with one consumer; with two it does not, nor with one that has several messages in hand and gives one back.

import type { Scenario } from '../src/scenario/scenario.ts';

const handling = { service: 'shipping', effect: 'handling' } as const;
const outOfOrder = (lane: string) => ({ measure: 'effect.outOfOrder', lane, ...handling }) as const;
const missing = (lane: string) => ({ measure: 'effect.missing', lane, ...handling }) as const;

/** One service's part: it tells of each customer's order once, at its own moment. */
const plan = (what: string, at: number) => ({
  list: [
    { at, key: 'Amal', order: `a-${what}`, what },
    { at: at + 20, key: 'Ben', order: `b-${what}`, what },
  ],
});

const worker = (id: string, workMs: number) => ({
  id,
  service: 'shipping',
  source: 'orders',
  workMs,
  effects: [{ effect: 'handling' }],
});

export default {
  name: 'order-in-queues',
  title: 'Order in queues',
  seed: 3,
  until: 60_000,
  lanes: [
    { id: 'one', broker: 'queue', title: 'One consumer', about: 'RabbitMQ, one classic queue' },
    { id: 'two', broker: 'queue', title: 'Two consumers', about: 'RabbitMQ, one classic queue' },
    { id: 'nack', broker: 'queue', title: 'Prefetch 4 and a nack', about: 'RabbitMQ, one classic queue' },
  ],
  senders: [
    { id: 'orders', plan: plan('opened', 100) },
    { id: 'payments', plan: plan('paid', 140) },
    { id: 'fraud', plan: plan('cancelled', 180) },
  ],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    ...(['orders', 'payments', 'fraud'] as const).map(
      (producer) => ({ at: 0, do: 'route', producer, route: { exchange: '', key: 'orders' } }) as const,
    ),
    { at: 0, in: 'one', do: 'start-worker', spec: worker('shipping-1', 100) },
    { at: 0, in: 'two', do: 'start-worker', spec: worker('shipping-1', 500) },
    { at: 0, in: 'two', do: 'start-worker', spec: worker('shipping-2', 50) },
    {
      at: 0,
      in: 'nack',
      do: 'start-worker',
      spec: { ...worker('shipping-1', 100), prefetch: 4, refuses: { orders: ['a-opened'], requeue: true } },
    },
  ],
  claims: [
    {
      says: 'One queue with one consumer keeps the order.',
      holds: { all: [{ is: [outOfOrder('one'), 0] }, { is: [missing('one'), 0] }] },
    },
    {
      says: 'With two consumers it does not.',
      holds: { all: [{ atLeast: [outOfOrder('two'), 1] }, { is: [missing('two'), 0] }] },
    },
    {
      says: 'Nor with prefetch 4 and a message given back.',
      holds: { all: [{ atLeast: [outOfOrder('nack'), 1] }, { is: [missing('nack'), 0] }] },
    },
  ],
} as const satisfies Scenario;
