// Streams: several readers, each at its own place and pace (queues §13).

import { expect, test } from 'vitest';
import { advance } from '../../run.ts';
import { converse } from '../conversation.ts';
import type { StreamOffset } from './offset.ts';

const stream = (...bodies: string[]) => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 's', type: 'stream' });
  broker.publish('s', ...bodies);
  const read = (client: string, offset?: StreamOffset, prefetch = 10) =>
    broker.ask({
      ...{ kind: 'consume', client, queue: 's', prefetch },
      args: offset === undefined ? {} : { 'x-stream-offset': offset },
    });
  return { ...broker, read };
};

test('nothing is taken away: everybody reads everything, and again', () => {
  const { ask, read, publish, deliveries, facts } = stream('m1', 'm2');
  read('a', 'first');
  ask({ kind: 'ack', client: 'a', tag: 2, multiple: true });
  read('b', 'first');
  publish('s', 'm3');
  expect(deliveries()).toEqual(['a:m1', 'a:m2', 'b:m1', 'b:m2', 'a:m3', 'b:m3']);
  expect(facts('acked')).toEqual([]);
});

test.each<[StreamOffset | undefined, string[]]>([
  ['first', ['m1', 'm2', 'm3', 'm4']],
  ['last', ['m3', 'm4']],
  ['next', ['m4']],
  [undefined, ['m4']],
  [1, ['m2', 'm3', 'm4']],
  [3, ['m4']],
  [4, []],
  ['1h', ['m1', 'm2', 'm3', 'm4']],
  [{ timestamp: 5 }, ['m2', 'm3', 'm4']],
])('from %j on', (offset, bodies) => {
  const { run, read, publish, deliveries } = stream('m1');
  advance(run, 5000);
  publish('s', 'm2', 'm3');
  read('c', offset);
  publish('s', 'm4');
  expect(deliveries()).toEqual(bodies.map((body) => `c:${body}`));
});

test.each([
  { kind: 'ack', client: 'c', tag: 1 },
  { kind: 'nack', client: 'c', tag: 1, requeue: true },
  { kind: 'reject', client: 'c', tag: 1, requeue: false },
  { kind: 'recover', client: 'c' },
] as const)('$kind makes room for the next, and brings nothing back', (settle) => {
  const { ask, read, deliveries } = stream('m1', 'm2', 'm3');
  read('c', 'first', 1);
  read('other', 'last');
  ask(settle);
  expect(deliveries()).toEqual(['c:m1', 'other:m3', 'c:m2']);
});

test('after a crash the client alone knows where it was', () => {
  const { ask, read, deliveries } = stream('m1', 'm2');
  read('c', 'first');
  ask({ kind: 'crash', client: 'c' });
  read('c', 1);
  expect(deliveries()).toEqual(['c:m1', 'c:m2', 'c:m2']);
});

test('a stream wants a prefetch and acks, and is neither pulled from nor purged', () => {
  const { ask } = stream('m');
  const consume = { kind: 'consume', queue: 's' } as const;
  expect(ask({ ...consume, client: 'a' })).toMatchObject({ code: 406 });
  expect(ask({ ...consume, client: 'b', prefetch: 1, noAck: true })).toMatchObject({ code: 540 });
  expect(ask({ kind: 'get', client: 'c', queue: 's' })).toMatchObject({ code: 540, scope: 'connection' });
  expect(ask({ kind: 'purge', queue: 's' })).toMatchObject({ code: 540 });
  const args = { 'x-stream-offset': 'nonsense' };
  expect(ask({ ...consume, client: 'd', prefetch: 1, args })).toMatchObject({ code: 541 });
  const declare = { kind: 'declare-queue', queue: 't', type: 'stream' } as const;
  expect(ask({ ...declare, args: { 'x-message-ttl': 1 } })).toMatchObject({ code: 406 });
  expect(ask({ ...declare, autoDelete: true })).toMatchObject({ code: 406 });
});
