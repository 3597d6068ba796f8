// Who alone is served (queues §4.10–§4.12).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

const single = (type: string) => {
  const broker = converse();
  const args = { 'x-single-active-consumer': true };
  broker.ask({ kind: 'declare-queue', queue: 'q', type, args });
  const consume = (client: string, priority = 0) =>
    broker.ask({ kind: 'consume', client, queue: 'q', prefetch: 1, priority });
  return { ...broker, consume };
};

test.each(['classic', 'quorum'])(
  '%s: the next is served at once when the first cancels, not before',
  (type) => {
    const { ask, consume, publish, deliveries, unacked } = single(type);
    consume('c1');
    consume('c2');
    publish('q', 'm1', 'm2');
    ask({ kind: 'cancel', client: 'c1' });
    expect(deliveries()).toEqual(['c1:m1', 'c2:m2']);
    expect(unacked('q')).toEqual(['m1', 'm2']);
    ask({ kind: 'crash', client: 'c2' });
    expect(deliveries()).toEqual([]);
  },
);

test.each([
  ['classic', ['c1:m2']],
  ['quorum', ['c2:m2']],
])('%s: one of higher priority joins, and then %j', (type, then) => {
  const { ask, consume, publish, deliveries } = single(type);
  consume('c1', 1);
  publish('q', 'm1');
  consume('c2', 10);
  publish('q', 'm2');
  expect(deliveries()).toEqual(['c1:m1']);
  ask({ kind: 'ack', client: 'c1', tag: 1 });
  expect(deliveries()).toEqual(then);
});

test('an exclusive consumer is alone, in a classic queue', () => {
  for (const type of ['classic', 'quorum']) {
    const broker = converse();
    broker.ask({ kind: 'declare-queue', queue: 'q', type });
    broker.ask({ kind: 'consume', client: 'c1', queue: 'q', exclusive: true });
    const second = broker.ask({ kind: 'consume', client: 'c2', queue: 'q' });
    if (type === 'classic') expect(second).toMatchObject({ code: 403 });
    else expect(second).toEqual({ consumer: 'c2' });
  }
});

test('quorum: who gives back the last it held goes, and nobody follows until somebody settles, comes or goes', () => {
  const { ask, consume, publish, deliveries } = single('quorum');
  consume('c1');
  publish('q', 'm1');
  consume('c2', 10);
  ask({ kind: 'nack', client: 'c1', tag: 1, requeue: true });
  publish('q', 'm2');
  expect(deliveries()).toEqual(['c1:m1']);
  consume('c3', 5);
  expect(deliveries()).toEqual(['c2:m1*']);
});

test('quorum: of equals the one that may hold more follows, and of those the one that came first', () => {
  const { ask, consume, publish, deliveries } = single('quorum');
  consume('c1');
  consume('c2');
  ask({ kind: 'consume', client: 'c3', queue: 'q', prefetch: 3 });
  ask({ kind: 'consume', client: 'c4', queue: 'q', prefetch: 3 });
  publish('q', 'm1');
  ask({ kind: 'crash', client: 'c1' });
  publish('q', 'm2', 'm3', 'm4');
  ask({ kind: 'crash', client: 'c3' });
  expect(deliveries().map((one) => one.slice(0, 5))).toEqual([
    'c1:m1',
    'c3:m1',
    'c3:m2',
    'c3:m3',
    'c4:m1',
    'c4:m2',
    'c4:m3',
  ]);
});
