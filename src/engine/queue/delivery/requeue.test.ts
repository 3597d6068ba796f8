// Quorum queues: where messages return to, and how often they may (queues §6.2–§6.7, §7.5).

import { expect, test } from 'vitest';
import type { Got } from '../command.ts';
import { converse } from '../conversation.ts';
import type { Table } from '../state.ts';

const quorum = (args: Table, ...bodies: string[]) => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', type: 'quorum', args });
  broker.publish('q', ...bodies);
  const get = () => broker.ask({ kind: 'get', client: 'g', queue: 'q' }) as Got;
  return { ...broker, get };
};

test('what comes back is served before all others, in the order of return', () => {
  const { ask, get, ready } = quorum({}, 'm1', 'm2', 'm3', 'm4');
  for (let i = 0; i < 3; i++) get();
  ask({ kind: 'nack', client: 'g', tag: 3, requeue: true });
  ask({ kind: 'nack', client: 'g', tag: 1, requeue: true });
  expect(ready('q')).toEqual(['m3', 'm1', 'm4']);
  expect(get()).toMatchObject({ body: 'm3', redelivered: true, headers: { 'x-delivery-count': 1 } });
});

test('without a limit it goes to the back, unless its holder crashed', () => {
  const { ask, get, ready } = quorum({ 'x-delivery-limit': -1 }, 'm1', 'm2', 'm3');
  get();
  ask({ kind: 'nack', client: 'g', tag: 1, requeue: true });
  expect(ready('q')).toEqual(['m2', 'm3', 'm1']);
  get();
  ask({ kind: 'crash', client: 'g' });
  expect(ready('q')).toEqual(['m2', 'm3', 'm1']);
});

test('after 1 + limit deliveries it is given up; the limit is 20 where none is said', () => {
  const limited = quorum({ 'x-delivery-limit': 1 }, 'm');
  const unsaid = quorum({}, 'm');
  for (const [{ ask, get, facts }, deliveries] of [
    [limited, 2],
    [unsaid, 21],
  ] as const) {
    for (let tag = 1; tag <= deliveries; tag++) {
      expect(facts('dropped')).toEqual([]);
      get();
      ask({ kind: 'reject', client: 'g', tag, requeue: true });
    }
    expect(facts('dropped')).toMatchObject([{ reason: 'delivery_limit' }]);
  }
});

test('from quorum queue to quorum queue its failures go along: crashes and rejects, no nacks', () => {
  const broker = quorum({ 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' }, 'm');
  broker.ask({ kind: 'declare-queue', queue: 'dead', type: 'quorum' });
  broker.get();
  broker.ask({ kind: 'crash', client: 'g' });
  broker.get();
  broker.ask({ kind: 'nack', client: 'g', tag: 1, requeue: true });
  expect(broker.get().headers).toEqual({ 'x-delivery-count': 2 });
  broker.ask({ kind: 'reject', client: 'g', tag: 2, requeue: false });
  const dead = () => broker.ask({ kind: 'get', client: 'g', queue: 'dead' });
  expect(dead()).toMatchObject({ redelivered: true, headers: { 'x-delivery-count': 2 } });
  broker.ask({ kind: 'nack', client: 'g', tag: 3, requeue: true });
  expect(dead()).toMatchObject({ headers: { 'x-delivery-count': 1 } });
});
