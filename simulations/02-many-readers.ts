// Lesson 2: can two services read the same message? payments and mail first share one queue, then get a queue each behind a fanout
// exchange; on the log they are two groups from the start. Six orders each time.

import type { ScenarioData } from '../src/scenario/words.ts';

const charge = { service: 'payments', effect: 'charge' } as const;
const mailing = { service: 'mail', effect: 'mail' } as const;
const charged = { measure: 'effect.count', lane: 'queue', ...charge } as const;
const mailed = { measure: 'effect.count', lane: 'queue', ...mailing } as const;
const logCharged = { measure: 'effect.count', lane: 'log', ...charge } as const;
const logMailed = { measure: 'effect.count', lane: 'log', ...mailing } as const;
const uncharged = { measure: 'effect.missing', lane: 'queue', ...charge } as const;
const unmailed = { measure: 'effect.missing', lane: 'queue', ...mailing } as const;
const lastCharged = { measure: 'effect.unbroken', lane: 'queue', ...charge } as const;
const lastMailed = { measure: 'effect.unbroken', lane: 'queue', ...mailing } as const;
const acked = { measure: 'queue.acked', queue: 'orders' } as const;
const mailsAcked = { measure: 'queue.acked', queue: 'mail' } as const;
const shared = { measure: 'queue.entered', queue: 'orders' } as const;
const copies = { measure: 'queue.entered', queue: 'mail' } as const;
const kept = { measure: 'log.kept', topic: 'orders' } as const;
const paymentsAt = { measure: 'group.committed', group: 'payments', partition: 'orders-0' } as const;
const mailAt = { measure: 'group.committed', group: 'mail', partition: 'orders-0' } as const;
const noExchange = { not: { atLeast: [{ measure: 'exchange.queues', exchange: 'placed' }, 0] } } as const;
const bound = { atLeast: [{ measure: 'queue.bindings', queue: 'orders' }, 1] } as const;
const ownQueue = { is: [{ measure: 'queue.count' }, 2] } as const;

const payments = {
  id: 'payments',
  service: 'payments',
  source: 'orders',
  fetchMs: 500,
  workMs: 2800,
  config: { 'auto.offset.reset': 'earliest' },
  effects: [{ effect: 'charge' }],
} as const;
const mail = {
  ...payments,
  id: 'mail',
  service: 'mail',
  workMs: 3300,
  effects: [{ effect: 'mail' }],
} as const;

const declared = { do: 'declare-exchange', exchange: 'placed', type: 'fanout' } as const;
const routed = { in: 'queue', do: 'route', producer: 'orders', route: { exchange: 'placed' } } as const;
const bind = { do: 'bind', exchange: 'placed', queue: 'orders' } as const;
const declaredForMail = { do: 'declare-queue', queue: 'mail' } as const;
const bindForMail = { do: 'bind', exchange: 'placed', queue: 'mail' } as const;
const stopMail = { in: 'queue', do: 'stop-worker', worker: 'mail' } as const;
const moveMail = { in: 'queue', do: 'configure-worker', worker: 'mail', change: { source: 'mail' } } as const;
const startMail = { in: 'queue', do: 'restart-worker', worker: 'mail' } as const;

/** The second six: in the lesson they come by themselves, in the challenge when they are sent. */
const later = [
  { do: 'send', producer: 'orders', send: { key: 'Cho', amount: 18 } },
  { do: 'send', producer: 'orders', send: { key: 'Dina', amount: 40 } },
  { do: 'send', producer: 'orders', send: { key: 'Amal', amount: 7 } },
  { do: 'send', producer: 'orders', send: { key: 'Ben', amount: 14 } },
  { do: 'send', producer: 'orders', send: { key: 'Cho', amount: 22 } },
  { do: 'send', producer: 'orders', send: { key: 'Dina', amount: 11 } },
] as const;

export default {
  name: 'many-readers',
  seed: 2,
  until: 65_000,
  lanes: [
    { id: 'queue', broker: 'queue' },
    { id: 'log', broker: 'log', settings: { 'group.initial.rebalance.delay.ms': 0 } },
  ],
  senders: [
    {
      id: 'orders',
      latencyMs: 700,
      plan: {
        list: [
          { at: 200, key: 'Amal', amount: 12 },
          { at: 600, key: 'Ben', amount: 30 },
          { at: 1000, key: 'Cho', amount: 8 },
          { at: 1400, key: 'Dina', amount: 25 },
          { at: 1800, key: 'Amal', amount: 9 },
          { at: 2200, key: 'Ben', amount: 5 },
        ],
      },
    },
  ],
  expects: [
    { producer: 'orders', ...charge },
    { producer: 'orders', ...mailing },
  ],
  steps: [
    { at: 0, do: 'declare-queue', queue: 'orders' },
    { at: 0, do: 'create-topic', topic: 'orders', partitions: 1 },
    { at: 0, in: 'queue', do: 'route', producer: 'orders', route: { exchange: '', key: 'orders' } },
    { at: 0, in: 'log', do: 'route', producer: 'orders', route: { topic: 'orders' } },
    { at: 0, do: 'start-worker', spec: payments },
    { at: 0, do: 'start-worker', spec: mail },
    { at: 26_000, ...declared },
    { at: 26_000, ...routed },
    { at: 26_000, ...bind },
    { at: 29_500, ...declaredForMail },
    { at: 29_500, ...bindForMail },
    { at: 29_500, ...stopMail },
    { at: 29_500, ...moveMail },
    { at: 29_500, ...startMail },
    { at: 33_000, ...later[0] },
    { at: 34_500, ...later[1] },
    { at: 36_000, ...later[2] },
    { at: 37_500, ...later[3] },
    { at: 39_000, ...later[4] },
    { at: 40_500, ...later[5] },
  ],
  claims: [
    {
      says: 'On one queue each order is done by one of the two, and by half of them each.',
      at: 24_500,
      holds: { all: [{ is: [charged, 3] }, { is: [mailed, 3] }, { is: [acked, 6] }, { is: [shared, 6] }] },
    },
    {
      says: 'Three orders are charged and not mailed: what one misses is what the other has.',
      at: 24_500,
      holds: { all: [{ is: [uncharged, 3] }, { is: [unmailed, 3] }] },
    },
    {
      says: 'On the log both groups read all six.',
      at: 24_500,
      holds: { all: [{ is: [logCharged, 6] }, { is: [logMailed, 6] }] },
    },
    {
      says: 'Behind the exchange both get all of the next six.',
      holds: { all: [{ is: [charged, 9] }, { is: [mailed, 9] }, { is: [mailsAcked, 6] }] },
    },
    {
      says: 'For them the queues took in twelve messages, the log six records.',
      holds: { all: [{ is: [{ plus: [shared, copies] }, 18] }, { is: [kept, 12] }] },
    },
    {
      says: 'A second mail in the same group gets nothing that the first one got.',
      acts: [{ at: 37_000, action: 'second-mail' }],
      holds: {
        all: [
          { is: [{ measure: 'group.members', group: 'mail' }, 2] },
          { is: [logMailed, 12] },
          { is: [{ measure: 'effect.doubled', lane: 'log', ...mailing }, 0] },
          { is: [mailed, 9] },
        ],
      },
    },
  ],
  lesson: {
    number: 2,
    part: 1,
    beats: [
      {
        id: 'both-read',
        when: { all: [{ is: [shared, 6] }, { is: [kept, 6] }] },
        focus: 'queue',
        bet: {
          id: 'halves',
          options: [
            { id: 'same', holds: { all: [{ is: [charged, 6] }, { is: [mailed, 6] }] } },
            { id: 'half', holds: { all: [{ is: [charged, 3] }, { is: [mailed, 3] }] } },
            { id: 'first', holds: { all: [{ is: [charged, 6] }, { is: [mailed, 0] }] } },
          ],
          until: { is: [acked, 6] },
        },
      },
      {
        id: 'halves',
        turning: true,
        when: {
          all: [{ is: [acked, 6] }, { atLeast: [paymentsAt, 6] }, { atLeast: [mailAt, 6] }],
        },
        focus: 'queue',
      },
      {
        id: 'exchange',
        when: { atLeast: [{ measure: 'exchange.queues', exchange: 'placed' }, 1] },
        focus: 'placed',
      },
      {
        id: 'wired',
        when: { atLeast: [{ measure: 'worker.lives', lane: 'queue', worker: 'mail' }, 2] },
        focus: 'mail',
        bet: {
          id: 'stored',
          options: [
            { id: 'once', holds: { all: [{ is: [{ plus: [shared, copies] }, 12] }, { is: [kept, 12] }] } },
            { id: 'copies', holds: { all: [{ is: [{ plus: [shared, copies] }, 18] }, { is: [kept, 12] }] } },
            { id: 'twice', holds: { all: [{ is: [{ plus: [shared, copies] }, 18] }, { is: [kept, 18] }] } },
          ],
          until: { all: [{ is: [shared, 12] }, { is: [copies, 6] }, { is: [kept, 12] }] },
        },
      },
      {
        id: 'own-ack',
        when: { atLeast: [acked, 7] },
        focus: 'payments',
        actions: [
          {
            id: 'second-mail',
            deeds: [
              { in: 'queue', do: 'start-worker', spec: { ...mail, id: 'mail-2', source: 'mail' } },
              { in: 'log', do: 'start-worker', spec: { ...mail, id: 'mail-2' } },
            ],
            unless: { is: [{ measure: 'worker.running', lane: 'log', worker: 'mail-2' }, 1] },
          },
        ],
      },
      {
        id: 'all-six',
        when: {
          all: [
            { is: [mailsAcked, 6] },
            { is: [acked, 12] },
            { atLeast: [paymentsAt, 12] },
            { atLeast: [mailAt, 12] },
          ],
        },
      },
      {
        id: 'beforehand',
        when: { from: 60_500 },
      },
    ],
    challenge: {
      from: 24_500,
      runsForMs: 24_000,
      actions: [
        { id: 'send', deeds: later },
        { id: 'exchange', deeds: [declared, routed], unless: { not: noExchange } },
        { id: 'bind', deeds: [bind], unless: { any: [noExchange, bound] } },
        {
          id: 'own-queue',
          deeds: [declaredForMail, bindForMail, stopMail, moveMail, startMail],
          unless: { any: [noExchange, ownQueue] },
        },
      ],
      goal: { all: [{ atLeast: [lastCharged, 6] }, { atLeast: [lastMailed, 6] }] },
      solution: ['exchange', 'bind', 'own-queue', 'send'],
      hints: [
        { id: 'send', when: { all: [bound, ownQueue] } },
        { id: 'unbound', when: { all: [{ not: noExchange }, { not: bound }] } },
        { id: 'shared', when: { not: ownQueue } },
      ],
    },
    next: 'the-late-team',
  },
} as const satisfies ScenarioData;
