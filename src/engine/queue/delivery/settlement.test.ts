// Settling and losing deliveries, and where a message returns to (queues §5, §6).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

const holding = (count: number) => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q' });
  broker.publish('q', 'm1', 'm2', 'm3', 'm4', 'm5');
  for (let i = 0; i < count; i++) broker.ask({ kind: 'get', client: 'g', queue: 'q' });
  return broker;
};

test('what is returned takes its original place, whatever the order of returns', () => {
  const broker = holding(3);
  broker.ask({ kind: 'nack', client: 'g', tag: 3, requeue: true });
  broker.ask({ kind: 'reject', client: 'g', tag: 1, requeue: true });
  expect(broker.ready('q')).toEqual(['m1', 'm3', 'm4', 'm5']);
  expect(broker.ask({ kind: 'get', client: 'g', queue: 'q' })).toMatchObject({
    ...{ body: 'm1', tag: 4, redelivered: true, remaining: 3 },
  });
});

test('multiple settles everything up to the tag, 0 everything', () => {
  const broker = holding(4);
  broker.ask({ kind: 'ack', client: 'g', tag: 2, multiple: true });
  expect(broker.unacked('q')).toEqual(['m3', 'm4']);
  broker.ask({ kind: 'nack', client: 'g', tag: 0, multiple: true, requeue: true });
  expect(broker.ready('q')).toEqual(['m3', 'm4', 'm5']);
});

test('recover gives back all that the channel holds', () => {
  const broker = holding(3);
  broker.ask({ kind: 'ack', client: 'g', tag: 2 });
  broker.ask({ kind: 'recover', client: 'g' });
  expect(broker.ready('q')).toEqual(['m1', 'm3', 'm4', 'm5']);
});

test('settling a tag twice closes the channel and gives back the rest', () => {
  const broker = holding(2);
  broker.ask({ kind: 'ack', client: 'g', tag: 1 });
  expect(broker.ask({ kind: 'ack', client: 'g', tag: 1 })).toEqual({
    error: 'PRECONDITION_FAILED',
    code: 406,
    message: 'PRECONDITION_FAILED - unknown delivery tag 1',
    scope: 'channel',
  });
  expect(broker.ready('q')).toEqual(['m2', 'm3', 'm4', 'm5']);
  expect(broker.ask({ kind: 'get', client: 'g', queue: 'q' })).toMatchObject({
    error: 'CHANNEL_CLOSED',
    scope: 'client',
  });
});

test('a cancelled consumer keeps what it holds, on its channel', () => {
  const broker = holding(0);
  broker.ask({ kind: 'consume', client: 'c1', queue: 'q', prefetch: 2 });
  broker.ask({ kind: 'cancel', client: 'c1' });
  expect(broker.unacked('q')).toEqual(['m1', 'm2']);
  broker.ask({ kind: 'ack', client: 'c1', tag: 1 });
  broker.ask({ kind: 'close', client: 'c1', how: 'channel' });
  expect(broker.ready('q')).toEqual(['m2', 'm3', 'm4', 'm5']);
});

test('a delivery whose queue was deleted can be settled, once, and nothing comes of it', () => {
  const broker = holding(2);
  broker.ask({ kind: 'delete-queue', queue: 'q' });
  broker.ask({ kind: 'declare-queue', queue: 'q' });
  expect(broker.ask({ kind: 'nack', client: 'g', tag: 1, requeue: true })).toBeUndefined();
  expect(broker.ready('q')).toEqual([]);
  expect(broker.ask({ kind: 'ack', client: 'g', tag: 1 })).toMatchObject({ code: 406 });
});

test('purge removes what is ready and leaves what is held', () => {
  const broker = holding(2);
  broker.ask({ kind: 'nack', client: 'g', tag: 1, requeue: true });
  expect(broker.ask({ kind: 'purge', queue: 'q' })).toEqual({ removed: 4 });
  broker.ask({ kind: 'crash', client: 'g' });
  expect(broker.ready('q')).toEqual(['m2']);
});
