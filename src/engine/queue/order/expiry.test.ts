// Time to live (queues §8).

import { expect, test } from 'vitest';
import { advance } from '../../run.ts';
import { converse } from '../conversation.ts';
import type { Table } from '../state.ts';

const queue = (args: Table, type: 'classic' | 'quorum' = 'classic') => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', type, args });
  const publish = (body: string, expiration?: string) =>
    broker.ask({ kind: 'publish', client: 'p', key: 'q', body, ...(expiration && { expiration }) });
  return { ...broker, publish };
};

test('the smaller of both times counts, at its very instant', () => {
  const { run, publish, ready } = queue({ 'x-message-ttl': 100 });
  publish('m1', '40');
  publish('m2', '1000');
  advance(run, 39);
  expect(ready('q')).toEqual(['m1', 'm2']);
  advance(run, 40);
  expect(ready('q')).toEqual(['m2']);
  advance(run, 100);
  expect(ready('q')).toEqual([]);
  expect(run.world.agenda.heap).toEqual([]);
});

test('only the head expires; what waits behind it is counted until then', () => {
  const { run, ask, publish, ready } = queue({});
  publish('m1');
  publish('m2', '50');
  publish('m3');
  advance(run, 1000);
  expect(ready('q')).toEqual(['m1', 'm2', 'm3']);
  expect(ask({ kind: 'get', client: 'g', queue: 'q' })).toMatchObject({ body: 'm1', remaining: 1 });
  expect(ready('q')).toEqual(['m3']);
});

test('a quorum queue still counts what is about to expire', () => {
  const { run, ask, publish, ready } = queue({}, 'quorum');
  publish('m1');
  publish('m2', '50');
  publish('m3');
  advance(run, 1000);
  expect(ask({ kind: 'get', client: 'g', queue: 'q' })).toMatchObject({ body: 'm1', remaining: 2 });
  expect(ready('q')).toEqual(['m3']);
});

test('what is held never expires; given back too late it does, instead of being delivered', () => {
  const { run, ask, publish, deliveries } = queue({ 'x-message-ttl': 50 });
  ask({ kind: 'consume', client: 'c', queue: 'q', prefetch: 1 });
  publish('m');
  advance(run, 200);
  ask({ kind: 'nack', client: 'c', tag: 1, requeue: true });
  expect(deliveries()).toEqual(['c:m']);
});

test('0 is delivered if somebody has room at once', () => {
  const { ask, publish, deliveries, facts } = queue({ 'x-message-ttl': 0 });
  publish('m1');
  ask({ kind: 'consume', client: 'c', queue: 'q', prefetch: 1 });
  publish('m2');
  publish('m3');
  expect(deliveries()).toEqual(['c:m2']);
  expect(facts('dropped').map((fact) => fact.reason)).toEqual(['expired', 'expired']);
});

test('with priorities nobody notices what arrives in front of others, until the next delivery', () => {
  const { run, ask, ready } = queue({ 'x-max-priority': 1 });
  const publish = { kind: 'publish', client: 'p', key: 'q' } as const;
  ask({ ...publish, body: 'm1' });
  ask({ ...publish, body: 'm2', priority: 1, expiration: '50' });
  ask({ ...publish, body: 'm3', priority: 1, expiration: '50' });
  advance(run, 1000);
  expect(ready('q')).toEqual(['m2', 'm3', 'm1']);
  ask({ kind: 'get', client: 'g', queue: 'q' });
  expect(ready('q')).toEqual(['m1']);
});

test('a dead letter has lost its expiration, and its death tells of it', () => {
  const { run, ask, publish } = queue({ 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' });
  ask({ kind: 'declare-queue', queue: 'dead' });
  publish('m', '50');
  advance(run, 1000);
  const got = ask({ kind: 'get', client: 'g', queue: 'dead' });
  expect(got).toMatchObject({ headers: { 'x-death': [{ reason: 'expired', 'original-expiration': '50' }] } });
  expect(got).not.toHaveProperty('expiration');
});

test.each(['1.5', 'soon', '-1'])('an expiration of %s is refused', (expiration) => {
  expect(queue({}).publish('m', expiration)).toMatchObject({ code: 406 });
});
