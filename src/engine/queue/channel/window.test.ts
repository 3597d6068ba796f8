// One limit for a whole channel (queues §4.8).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

test('an ack of one queue lets another queue go on', () => {
  const broker = converse();
  for (const queue of ['q', 'r']) broker.ask({ kind: 'declare-queue', queue });
  broker.ask({ kind: 'open', client: 'c', prefetch: 2, prefetchGlobal: true });
  for (const queue of ['q', 'r']) broker.ask({ kind: 'consume', client: 'c', consumer: queue, queue });
  broker.publish('q', 'm1', 'm2');
  broker.publish('r', 'm3', 'm4');
  expect(broker.deliveries()).toEqual(['q:m1', 'q:m2']);
  broker.ask({ kind: 'ack', client: 'c', tag: 1 });
  expect(broker.deliveries()).toEqual(['r:m3']);
  broker.ask({ kind: 'qos', client: 'c', prefetch: 0, prefetchGlobal: true });
  expect(broker.deliveries()).toEqual(['r:m4']);
});

test('quorum queues do not know it, and the whole connection goes', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', type: 'quorum' });
  broker.ask({ kind: 'open', client: 'c', prefetch: 2, prefetchGlobal: true });
  expect(broker.ask({ kind: 'consume', client: 'c', queue: 'q' })).toMatchObject({
    ...{ code: 540, scope: 'connection' },
  });
  expect(broker.state.channels['c']).toMatchObject({ open: false, connected: false });
});
