// Who gets the next message of a classic queue (queues §4).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

const consuming = (prefetch: number, ...clients: string[]) => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q' });
  for (const client of clients) broker.ask({ kind: 'consume', client, queue: 'q', prefetch });
  return broker;
};

test('consumers take turns', () => {
  const broker = consuming(0, 'c1', 'c2');
  broker.publish('q', 'm1', 'm2', 'm3');
  expect(broker.deliveries()).toEqual(['c1:m1', 'c2:m2', 'c1:m3']);
});

test('a consumer that was full but never found full keeps its place', () => {
  const broker = consuming(1, 'c1', 'c2', 'c3');
  broker.publish('q', 'm1', 'm2', 'm3');
  for (const client of ['c3', 'c1', 'c2']) broker.ask({ kind: 'ack', client, tag: 1 });
  broker.deliveries();
  broker.publish('q', 'm4', 'm5', 'm6');
  expect(broker.deliveries()).toEqual(['c1:m4', 'c2:m5', 'c3:m6']);
  expect(broker.facts('consumer-parked')).toEqual([]);
});

test('a consumer found full on its turn is parked and comes back at the end', () => {
  const broker = consuming(1, 'c1', 'c2', 'c3');
  broker.publish('q', 'm1', 'm2', 'm3');
  broker.ask({ kind: 'ack', client: 'c2', tag: 1 });
  broker.ask({ kind: 'ack', client: 'c3', tag: 1 });
  broker.publish('q', 'm4');
  expect(broker.state.queues['q']).toMatchObject({ rotation: ['c3', 'c2'], parked: ['c1'] });
  broker.ask({ kind: 'ack', client: 'c1', tag: 1 });
  expect(broker.state.queues['q']).toMatchObject({ rotation: ['c3', 'c2', 'c1'], parked: [] });
});

test('with a backlog, whoever acks takes the next', () => {
  const broker = consuming(1, 'c1', 'c2');
  broker.publish('q', 'm1', 'm2', 'm3', 'm4');
  broker.deliveries();
  broker.ask({ kind: 'ack', client: 'c2', tag: 1 });
  broker.ask({ kind: 'ack', client: 'c2', tag: 2 });
  expect(broker.deliveries()).toEqual(['c2:m3', 'c2:m4']);
});

test('prefetch is per consumer, read when it starts; 0 is no limit', () => {
  const broker = consuming(1, 'c1');
  broker.publish('q', 'm1', 'm2', 'm3', 'm4');
  broker.ask({ kind: 'qos', client: 'c1', prefetch: 2 });
  broker.ask({ kind: 'consume', client: 'c1', consumer: 'later', queue: 'q' });
  expect(broker.deliveries()).toEqual(['c1:m1', 'later:m2', 'later:m3']);
  broker.ask({ kind: 'consume', client: 'c2', queue: 'q', prefetch: 0 });
  broker.publish('q', 'm5', 'm6');
  expect(broker.deliveries()).toEqual(['c2:m4', 'c2:m5', 'c2:m6']);
});

test('noAck knows no prefetch, and a crash loses what was delivered', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q' });
  broker.ask({ kind: 'consume', client: 'c1', queue: 'q', prefetch: 1, noAck: true });
  broker.publish('q', 'm1', 'm2');
  broker.ask({ kind: 'crash', client: 'c1' });
  expect(broker.deliveries()).toEqual(['c1:m1', 'c1:m2']);
  expect(broker.ready('q')).toEqual([]);
});
