// The marks of queue lanes.

import type { Step } from '../../scenario/scenario.ts';
import { type Collection, orders, shop } from './specimen.ts';

const worker = (id: string, source: string, more: object = {}): Step => ({
  ...{ at: 0, do: 'start-worker' },
  spec: { id, service: id, source, workMs: 900, ...more },
});
const queue = (name: string, args: object = {}, type = 'classic'): Step => ({
  ...{ at: 0, do: 'declare-queue', queue: name, type },
  args: { ...args },
});
const toQueue: Step = { at: 0, do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } };
const toAll: Step = { at: 0, do: 'route', producer: 'orders', route: { exchange: 'orders' } };
const fanout: Step = { at: 0, do: 'declare-exchange', exchange: 'orders', type: 'fanout' };
const bind = (name: string, exchange = 'orders'): Step => ({
  at: 0,
  do: 'bind',
  exchange,
  queue: name,
  key: '',
});

const plain = shop('queue', orders(6, 400), [queue('orders'), toQueue, worker('payments', 'orders')]);
const copies = shop('queue', orders(6, 400), [
  ...[fanout, queue('payments'), queue('mail'), bind('payments'), bind('mail'), toAll],
  ...[worker('payments', 'payments'), worker('mail', 'mail', { workMs: 300 })],
]);
const crash = shop('queue', orders(5, 200), [
  ...[queue('orders', { 'x-max-length': 100 }), toQueue, worker('payments', 'orders', { prefetch: 2 })],
  { at: 1500, do: 'crash-worker', worker: 'payments' },
]);
const rejects = { refuses: { orders: ['2', '4'], requeue: false }, workMs: 400 };
const dead = shop('queue', orders(5, 200), [
  { at: 0, do: 'declare-exchange', exchange: 'failed', type: 'fanout' },
  ...[
    queue('orders', { 'x-dead-letter-exchange': 'failed' }),
    queue('parked'),
    bind('parked', 'failed'),
    toQueue,
  ],
  worker('payments', 'orders', rejects),
]);
const lost = shop('queue', orders(5, 200), [queue('orders'), toQueue, worker('payments', 'orders', rejects)]);
const short = shop('queue', orders(6, 200), [
  ...[queue('orders', { 'x-message-ttl': 1000 }), toQueue, worker('payments', 'orders', { workMs: 4000 })],
]);
const dropsHead = shop('queue', orders(7, 200), [
  ...[queue('orders', { 'x-max-length': 3 }), toQueue, worker('payments', 'orders', { workMs: 4000 })],
]);
const refuses = shop('queue', orders(7, 200), [
  ...[queue('orders', { 'x-max-length': 3, 'x-overflow': 'reject-publish' }), toQueue],
  worker('payments', 'orders', { workMs: 4000 }),
]);
const nowhere = shop('queue', orders(4, 200), [fanout, queue('orders'), toAll, worker('payments', 'orders')]);
const single = shop('queue', orders(6, 300), [
  ...[queue('orders', { 'x-single-active-consumer': true }), toQueue],
  ...[1, 2].map((n) => worker(`payments-${n}`, 'orders', { prefetch: 2, workMs: 3000 })),
]);
const crowd = shop('queue', orders(90, 0), [
  ...[queue('orders'), toQueue],
  ...Array.from({ length: 64 }, (_, n) => worker(`w-${n + 1}`, 'orders', { workMs: 9000 })),
]);
const burst = shop('queue', orders(400, 0), [queue('orders'), toQueue, worker('payments', 'orders')]);
const greedy = shop('queue', orders(9, 0), [
  ...[queue('orders'), toQueue],
  ...[1, 2, 3, 4, 5].map((n) => worker(`payments-${n}`, 'orders', { prefetch: 5, workMs: 9000 })),
]);

const LINES = 'queue/orders/(top|bottom|empty|name|[0-9]+(/again)?|more(/count)?|again)';

export const queues: Collection = {
  title: 'Queue',
  about: 'RabbitMQ',
  specimens: [
    {
      ...{ name: 'A queue, and what waits in it', scenario: plain, at: 2000 },
      says: 'Two lines, open at both ends: messages come in at the left and leave at the right, the oldest first.',
      shows: new RegExp(`^${LINES}$`),
    },
    {
      ...{ name: 'Delivered, not acknowledged', scenario: plain, at: 2000 },
      says: 'Dashed: a worker holds it, and until it acknowledges, the queue can still give it to another.',
      shows: /^queue\/(worker\/|orders\/(way\/|[0-9]+$))/,
    },
    {
      ...{ name: 'Acknowledged', scenario: plain, at: 3500 },
      says: 'An empty outline with a tick, behind its worker: the message was done, and so removed for good.',
      shows: /^queue\/orders\/(gone|told)/,
    },
    {
      ...{ name: 'Waiting again', scenario: crash, at: 1600 },
      says: 'A small arrow turns back over a message that was delivered before; whoever gets it next is told so.',
      shows: new RegExp(`^${LINES}$`),
    },
    {
      ...{ name: 'An exchange, and the queues bound to it', scenario: copies, at: 1900 },
      says: 'A short upright bar with its name: one message in, a copy out to each bound queue.',
      shows: /^queue\/(exchange|branch|(payments|mail)\/(top|bottom|name|empty|[0-9]+$))/,
    },
    {
      ...{ name: 'Dead-lettered', scenario: dead, at: 2900 },
      says: 'What was given up goes the way of the arrow, to the exchange that takes it, and lies in the queue bound there.',
      shows: /^queue\/(exchange|branch|(orders|parked)\/(top|bottom|name|empty|back|[0-9]+$))/,
    },
    {
      ...{ name: 'Expired', scenario: short, at: 3000 },
      says: 'A dotted floor without walls: its time in the queue was up before anybody took it.',
      shows: new RegExp(`^(${LINES}|queue/orders/told/expired/.*)$`),
    },
    {
      ...{ name: 'Dropped', scenario: dropsHead, at: 3000 },
      says: 'Crossed out, in red: given up and kept nowhere, here because the queue was full and its oldest had to go.',
      shows: new RegExp(`^(${LINES}|queue/orders/told/full/.*)$`),
    },
    {
      ...{ name: 'Dropped by its worker', scenario: lost, at: 2900 },
      says: 'The same sign: rejected without a dead-letter exchange, a message is lost.',
      shows: new RegExp(`^(${LINES}|queue/orders/told/rejected/.*)$`),
    },
    {
      ...{ name: 'Refused', scenario: refuses, at: 3000 },
      says: 'Barred, in red, at the mouth of the queue: the publisher was told that the queue does not take it.',
      shows: /^queue\/orders\/(refused|top|bottom|name|[0-9]+$)/,
    },
    {
      ...{ name: 'Sent where nobody is bound', scenario: nowhere, at: 3000 },
      says: 'The exchange has no queue for it: accepted, and kept nowhere.',
      shows: /^queue\/(exchange|outside)/,
    },
    {
      ...{ name: 'Single active consumer', scenario: single, at: 2500 },
      says: 'The line leads to the one worker that is served; the others stand by.',
      shows: /^queue\/(worker|orders\/(way|top|bottom|[0-9]+$))/,
    },
    {
      ...{ name: 'Prefetch', scenario: greedy, at: 1000 },
      says: 'Each worker holds as many as its prefetch allows; what it holds, nobody else can take.',
      shows: /^queue\/(worker|orders\/(way|[0-9]+$))/,
    },
    {
      ...{ name: 'Many workers', scenario: crowd, at: 1000 },
      says: 'A small square each, with the first message that it holds.',
      shows: /^queue\/(worker|orders\/(workers|way|more|top|bottom|[0-9]+$))/,
    },
    {
      ...{ name: 'More than there is room for', scenario: burst, at: 300 },
      says: 'Signs alone, and a block that counts the rest; the next to be delivered always stay in sight.',
      shows: new RegExp(`^${LINES}$`),
    },
  ],
};
