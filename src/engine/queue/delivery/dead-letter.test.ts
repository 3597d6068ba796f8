// Dead letters: their headers, their order, and cycles (queues §7).

import { expect, test } from 'vitest';
import type { Got } from '../command.ts';
import { converse } from '../conversation.ts';
import { isCycle } from './death.ts';
import type { Death } from '../state.ts';

const DLX = 'x-dead-letter-exchange';
const KEY = 'x-dead-letter-routing-key';

test('dying again in a queue counts that death up and moves it to the front', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'a', args: { [DLX]: '', [KEY]: 'b' } });
  broker.ask({ kind: 'declare-queue', queue: 'b', args: { [DLX]: '', [KEY]: 'a' } });
  broker.ask({ kind: 'publish', client: 'p', key: 'a', body: 'm', headers: { user: 'kept' } });
  for (const [index, queue] of ['a', 'b', 'a'].entries()) {
    broker.ask({ kind: 'get', client: 'g', queue });
    broker.ask({ kind: 'reject', client: 'g', tag: index + 1, requeue: false });
  }
  const got = broker.ask({ kind: 'get', client: 'g', queue: 'b' }) as Got;
  const death = { exchange: '', reason: 'rejected', time: 0 };
  expect(got).toMatchObject({ redelivered: false, exchange: '', key: 'b' });
  expect(got.headers).toEqual({
    user: 'kept',
    'x-death': [
      { ...death, queue: 'a', count: 2, 'routing-keys': ['a'] },
      { ...death, queue: 'b', count: 1, 'routing-keys': ['b'] },
    ],
    'x-first-death-exchange': '',
    'x-first-death-queue': 'a',
    'x-first-death-reason': 'rejected',
    'x-last-death-exchange': '',
    'x-last-death-queue': 'a',
    'x-last-death-reason': 'rejected',
  });
});

test('a rejected message may come round to its own queue for ever', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', args: { [DLX]: '' } });
  broker.publish('q', 'm');
  broker.ask({ kind: 'consume', client: 'c', queue: 'q', prefetch: 1 });
  for (let tag = 1; tag <= 5; tag++) broker.ask({ kind: 'reject', client: 'c', tag, requeue: false });
  expect(broker.state.queues['q']).toMatchObject({ deadLettered: 5, unackedCount: 1 });
});

test('a target where it died before is a cycle, unless somebody rejected it', () => {
  const death = (queue: string, reason: Death['reason']): Death => ({
    ...{ count: 1, queue, reason, exchange: '', routingKeys: [queue], at: 0 },
  });
  expect(isCycle([death('b', 'expired'), death('a', 'maxlen')], 'a')).toBe(true);
  expect(isCycle([death('b', 'expired'), death('a', 'maxlen')], 'c')).toBe(false);
  expect(isCycle([death('b', 'rejected'), death('a', 'expired')], 'a')).toBe(false);
});

test.each([
  [{}, 'no-dead-letter-exchange'],
  [{ [DLX]: 'none' }, 'exchange-missing'],
  [{ [DLX]: '', [KEY]: 'none' }, 'unroutable'],
])('with %j a rejected message is gone: %s', (args, because) => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', args });
  broker.publish('q', 'm1', 'm2');
  broker.ask({ kind: 'get', client: 'g', queue: 'q' });
  broker.ask({ kind: 'get', client: 'g', queue: 'q' });
  broker.ask({ kind: 'nack', client: 'g', tag: 2, multiple: true, requeue: false });
  expect(broker.facts('dropped').map((fact) => fact.because)).toEqual([because, because]);
  expect(broker.state.queues['q']).toMatchObject({ dropped: 2, unackedCount: 0 });
});
