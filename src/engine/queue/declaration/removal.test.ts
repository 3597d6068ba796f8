// How queues go: with their owner, their last consumer, after a while, on demand, or in a restart (queues §3.3–§3.8).

import { expect, test } from 'vitest';
import { advance } from '../../run.ts';
import { converse } from '../conversation.ts';

test('an exclusive queue is its connection’s, and goes with it', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', exclusive: true, client: 'c' });
  broker.publish('q', 'm');
  for (const one of [
    { kind: 'get', client: 'other', queue: 'q' },
    { kind: 'consume', client: 'another', queue: 'q' },
    { kind: 'purge', queue: 'q' },
    { kind: 'delete-queue', queue: 'q' },
    { kind: 'declare-queue', queue: 'q', passive: true },
  ] as const)
    expect(broker.ask(one)).toMatchObject({ code: 405 });
  expect(broker.ready('q')).toEqual(['m']);
  broker.ask({ kind: 'close', client: 'c', how: 'channel' });
  expect(broker.facts('queue-deleted')).toEqual([]);
  broker.ask({ kind: 'close', client: 'c', how: 'connection' });
  expect(broker.facts('queue-deleted')).toMatchObject([{ ready: 1, because: 'owner-gone' }]);
});

test('an auto-delete queue goes with its last consumer, not before it had one', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', autoDelete: true });
  broker.publish('q', 'm1', 'm2');
  for (const client of ['c1', 'c2']) broker.ask({ kind: 'consume', client, queue: 'q', prefetch: 1 });
  broker.ask({ kind: 'cancel', client: 'c1' });
  expect(broker.facts('queue-deleted')).toEqual([]);
  broker.ask({ kind: 'crash', client: 'c2' });
  expect(broker.facts('queue-deleted')).toMatchObject([{ because: 'no-consumer' }]);
  expect(broker.ask({ kind: 'ack', client: 'c1', tag: 1 })).toBeUndefined();
});

test.each([
  ['classic', 500],
  ['quorum', 5000],
])('a %s queue that nobody uses for 500 ms goes after %i ms', (type, goneAt) => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', type, args: { 'x-expires': 500 } });
  advance(broker.run, goneAt - 1);
  expect(broker.facts('queue-deleted')).toEqual([]);
  advance(broker.run, goneAt);
  expect(broker.facts('queue-deleted')).toMatchObject([{ because: 'unused' }]);
});

test('consumers keep a queue, getting renews it, publishing does not', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', args: { 'x-expires': 500 } });
  broker.ask({ kind: 'consume', client: 'c', queue: 'q' });
  advance(broker.run, 2000);
  broker.ask({ kind: 'cancel', client: 'c' });
  advance(broker.run, 2400);
  broker.ask({ kind: 'get', client: 'g', queue: 'q' });
  advance(broker.run, 2800);
  broker.publish('q', 'm');
  advance(broker.run, 2899);
  expect(broker.facts('queue-deleted')).toEqual([]);
  advance(broker.run, 2900);
  expect(broker.facts('queue-deleted')).toMatchObject([{ ready: 1, because: 'unused' }]);
  expect(broker.run.world.agenda.heap).toEqual([]);
});

test('conditions hold a classic queue; a quorum queue knows none', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'c' });
  broker.publish('c', 'm');
  broker.ask({ kind: 'declare-queue', queue: 'q', type: 'quorum' });
  const unless = { kind: 'delete-queue', ifEmpty: true } as const;
  expect(broker.ask({ ...unless, queue: 'c' })).toMatchObject({ code: 406, scope: 'channel' });
  expect(broker.ask({ ...unless, queue: 'q' })).toMatchObject({ code: 540, scope: 'connection' });
  expect(broker.ask({ ...unless, ifEmpty: false, ifUnused: true, queue: 'c' })).toEqual({ removed: 1 });
});

test('a restart keeps what is durable, and marks what was held', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'c' });
  broker.ask({ kind: 'declare-queue', queue: 'q', type: 'quorum' });
  broker.ask({ kind: 'declare-queue', queue: 't', durable: false });
  for (const key of ['c', 'q', 't'])
    for (const [body, persistent] of [
      ['m1', true],
      ['m2', false],
      ['m3', true],
    ] as const)
      broker.ask({ kind: 'publish', client: 'p', key, body, persistent });
  for (const queue of ['c', 'q']) broker.ask({ kind: 'get', client: 'g', queue });
  broker.ask({ kind: 'restart' });
  expect(Object.keys(broker.state.queues)).toEqual(['c', 'q']);
  expect([broker.ready('c'), broker.ready('q')]).toEqual([
    ['m1', 'm3'],
    ['m1', 'm2', 'm3'],
  ]);
  for (const queue of ['c', 'q'])
    expect(broker.ask({ kind: 'get', client: 'g', queue })).toMatchObject({ body: 'm1', redelivered: true });
});

test('at a restart an auto-delete queue goes with the first of the connections that read it', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', autoDelete: true });
  for (const client of ['c1', 'c2']) broker.ask({ kind: 'consume', client, queue: 'q', prefetch: 1 });
  broker.publish('q', 'm1', 'm2', 'm3');
  broker.ask({ kind: 'restart' });
  expect(broker.facts('queue-deleted')).toMatchObject([{ because: 'no-consumer' }]);
  expect(broker.facts('forgotten')).toMatchObject([
    { client: 'c1', tag: 1 },
    { client: 'c2', tag: 1 },
  ]);
});
