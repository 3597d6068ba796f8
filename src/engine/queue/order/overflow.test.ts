// Queues with a limit (queues §9).

import { expect, test } from 'vitest';
import { advance } from '../../run.ts';
import { converse } from '../conversation.ts';
import type { Table } from '../state.ts';

const full = (args: Table, type: 'classic' | 'quorum' = 'classic') => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'dead' });
  broker.ask({ kind: 'declare-queue', queue: 'q', type, args });
  const confirm = (body: string) =>
    (broker.ask({ kind: 'publish', client: 'p', key: 'q', body }) as { confirm: string }).confirm;
  return { ...broker, confirm };
};

test('the head goes, and its publisher was told that it was stored', () => {
  const { confirm, ready } = full({ 'x-max-length': 2 });
  expect(['m1', 'm2', 'm3'].map(confirm)).toEqual(['ack', 'ack', 'ack']);
  expect(ready('q')).toEqual(['m2', 'm3']);
});

test('bytes are those of ready bodies', () => {
  const { confirm, ready } = full({ 'x-max-length-bytes': 5 });
  ['aa', 'bb', 'cc'].forEach(confirm);
  expect(ready('q')).toEqual(['bb', 'cc']);
});

test('what is held does not count, and drops the head when it comes back', () => {
  const { ask, publish, ready } = full({ 'x-max-length': 2 });
  ask({ kind: 'consume', client: 'c', queue: 'q', prefetch: 1 });
  publish('q', 'm1', 'm2', 'm3');
  expect(ready('q')).toEqual(['m2', 'm3']);
  ask({ kind: 'crash', client: 'c' });
  expect(ready('q')).toEqual(['m2', 'm3']);
});

test('a classic queue that refuses counts exactly, and its dead letters are the new ones', () => {
  const args = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead', 'x-max-length': 2 };
  const { confirm, ready } = full({ ...args, 'x-overflow': 'reject-publish-dlx' });
  expect(['m1', 'm2', 'm3'].map(confirm)).toEqual(['ack', 'ack', 'nack']);
  expect([ready('q'), ready('dead')]).toEqual([['m1', 'm2'], ['m3']]);
});

test('one queue that refuses is enough for a nack, though another keeps its copy', () => {
  const { ask, ready } = full({ 'x-max-length': 0, 'x-overflow': 'reject-publish' });
  for (const queue of ['q', 'dead']) ask({ kind: 'bind', exchange: 'amq.fanout', queue });
  const publish = { kind: 'publish', client: 'p', exchange: 'amq.fanout', key: '', body: 'm' } as const;
  expect(ask(publish)).toMatchObject({ confirm: 'nack', queues: ['dead'] });
  expect(ready('dead')).toEqual(['m']);
});

test('a quorum queue that refuses takes messages again when what it holds has expired', () => {
  const args = { 'x-max-length': 1, 'x-overflow': 'reject-publish', 'x-message-ttl': 50 };
  const { run, confirm } = full(args, 'quorum');
  expect(['m1', 'm2', 'm3'].map(confirm)).toEqual(['ack', 'ack', 'nack']);
  advance(run, 50);
  expect(confirm('m4')).toBe('ack');
});

test('a quorum queue takes one too many, and again only at four fifths', () => {
  const { ask, confirm } = full({ 'x-max-length': 10, 'x-overflow': 'reject-publish' }, 'quorum');
  for (let i = 1; i <= 11; i++) expect(confirm('m')).toBe('ack');
  expect(confirm('m')).toBe('nack');
  const get = () => ask({ kind: 'get', client: 'g', queue: 'q', noAck: true });
  get();
  get();
  expect(confirm('m')).toBe('nack');
  get();
  expect(confirm('m')).toBe('ack');
});
