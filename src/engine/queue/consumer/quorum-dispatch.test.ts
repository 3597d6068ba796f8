// Who gets the next message of a quorum queue, and priorities of consumers (queues §4.3–§4.5).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

const declared = (type: string) => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q', type });
  return broker;
};

test('after idling it is the turn of who acked first', () => {
  const broker = declared('quorum');
  for (const client of ['c1', 'c2', 'c3']) broker.ask({ kind: 'consume', client, queue: 'q', prefetch: 1 });
  broker.publish('q', 'm1', 'm2', 'm3');
  for (const client of ['c3', 'c1', 'c2']) broker.ask({ kind: 'ack', client, tag: 1 });
  broker.deliveries();
  broker.publish('q', 'm4', 'm5', 'm6');
  expect(broker.deliveries()).toEqual(['c3:m4', 'c1:m5', 'c2:m6']);
});

test('a nack frees its consumer before the message goes on: classic finds it first, quorum last', () => {
  for (const [type, next] of [
    ['classic', 'c1:m1*'],
    ['quorum', 'c2:m1*'],
  ] as const) {
    const broker = declared(type);
    for (const client of ['c1', 'c2'])
      broker.ask({ kind: 'consume', client, queue: 'q', prefetch: client === 'c1' ? 1 : 3 });
    broker.publish('q', 'm1', 'm2');
    broker.ask({ kind: 'ack', client: 'c2', tag: 1 });
    broker.deliveries();
    broker.ask({ kind: 'nack', client: 'c1', tag: 1, requeue: true });
    expect(broker.deliveries(), type).toEqual([next]);
  }
});

test.each(['classic', 'quorum'])('a %s queue serves the highest first until they are full', (type) => {
  const broker = declared(type);
  for (const [client, priority] of [
    ['low', 0],
    ['high', 5],
  ] as const)
    broker.ask({ kind: 'consume', client, queue: 'q', prefetch: 2, priority });
  broker.publish('q', 'm1', 'm2', 'm3');
  expect(broker.deliveries()).toEqual(['high:m1', 'high:m2', 'low:m3']);
});

test('without a limit a quorum queue has one all the same', () => {
  const broker = declared('quorum');
  broker.ask({ kind: 'consume', client: 'c', queue: 'q' });
  for (let i = 0; i < 2001; i++) broker.publish('q', `m${i}`);
  expect(broker.ready('q')).toEqual(['m2000']);
});

test('started anew under its tag, a consumer that holds what it may has to wait', () => {
  const broker = declared('quorum');
  const consume = { kind: 'consume', client: 'c', queue: 'q', consumer: 't', prefetch: 1 } as const;
  broker.ask(consume);
  broker.publish('q', 'm1', 'm2');
  broker.ask({ kind: 'cancel', client: 'c', consumer: 't' });
  broker.ask(consume);
  expect(broker.deliveries()).toEqual(['t:m1']);
  expect(broker.state.queues['q']!.parked).toEqual(['t']);
  broker.ask({ kind: 'ack', client: 'c', tag: 1 });
  expect(broker.deliveries()).toEqual(['t:m2']);
});
