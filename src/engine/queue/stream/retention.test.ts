// What a stream queue keeps by size and by age; all of it asked of RabbitMQ 4.0.5.

import { expect, test } from 'vitest';
import { advance, worldAt } from '../../run.ts';
import { converse } from '../conversation.ts';
import { deliveryOf } from '../delivery/delivery.ts';
import { brokerOf, type QueueArguments } from '../state.ts';

/** A stream `zq` with segments of two messages, and who has read what from it, as `body@offset`. */
function stream(args: QueueArguments, segmentBytes = 300) {
  const broker = converse();
  const own = { ...args, 'x-stream-max-segment-size-bytes': segmentBytes };
  broker.ask({ kind: 'declare-queue', queue: 'zq', type: 'stream', args: own });
  let published = 0;
  return {
    ...broker,
    publish: (count: number): void => {
      const bodies = Array.from({ length: count }, () => `m${published++}`);
      broker.publish('zq', ...bodies);
    },
    read: (client: string, offset: number | string, prefetch = 50) =>
      broker.ask({
        ...{ kind: 'consume', client, queue: 'zq', prefetch },
        args: { 'x-stream-offset': offset },
      }),
    readBy: (client: string) =>
      broker
        .facts('delivered')
        .filter((fact) => fact.client === client)
        .map((fact) => deliveryOf(broker.state.queues['zq']!, fact))
        .map(({ body, headers }) => `${body as string}@${headers!['x-stream-offset'] as number}`),
  };
}

const LAST = ['m16@24', 'm17@25', 'm18@27', 'm19@28'];

test('a segment that is full goes when those after it are too many bytes', () => {
  const { publish, read, readBy, facts } = stream({ 'x-max-length-bytes': 700 });
  publish(20);
  read('c', 'first');
  expect(readBy('c')).toEqual(LAST);
  expect(facts('stream-segments-deleted')).toHaveLength(8);
});

test.each([
  [200, 500, ['m18@35', 'm19@37']],
  [200, 1000, ['m16@31', 'm17@33', 'm18@35', 'm19@37']],
  [1000, 500, ['m19@22']],
  [1000, 1000, ['m18@21', 'm19@22']],
])('of segments of %i bytes as many stay as fit into %i', (segmentBytes, most, left) => {
  const broker = converse();
  const args = { 'x-max-length-bytes': most, 'x-stream-max-segment-size-bytes': segmentBytes };
  const queue = `ret-a${segmentBytes}-${most}`;
  broker.ask({ kind: 'declare-queue', queue, type: 'stream', args });
  broker.publish(queue, ...Array.from({ length: 20 }, () => 'm'));
  broker.ask({ kind: 'consume', client: 'c', queue, prefetch: 50, args: { 'x-stream-offset': 'first' } });
  const offsets = broker
    .facts('delivered')
    .map((fact) => deliveryOf(broker.state.queues[queue]!, fact).headers!['x-stream-offset']);
  expect(offsets).toEqual(left.map((one) => Number(one.split('@')[1])));
});

test.each([
  [1, ['m2@3', 'm3@4', ...LAST]],
  [2, ['m2@3', 'm3@4', ...LAST]],
])('who reads %i at a time reads a segment to its end, and goes on with what is left', (prefetch, all) => {
  const { ask, publish, read, readBy } = stream({ 'x-max-length-bytes': 700 });
  publish(5);
  read('c', 'first', prefetch);
  expect(readBy('c')).toEqual(all.slice(0, prefetch));
  publish(15);
  for (let tag = 1; tag <= all.length; tag++) ask({ kind: 'ack', client: 'c', tag });
  expect(readBy('c')).toEqual(all);
});

test.each([
  [3, LAST],
  [25, LAST.slice(1)],
  ['last', LAST.slice(-1)],
  ['1h', LAST],
])('from %j on a reader gets what is left', (offset, left) => {
  const { publish, read, readBy } = stream({ 'x-max-length-bytes': 700 });
  publish(20);
  read('c', offset);
  expect(readBy('c')).toEqual(left);
});

test('with no bytes allowed only the segment stays that is written to', () => {
  const { publish, read, readBy } = stream({ 'x-max-length-bytes': 0 });
  publish(6);
  read('c', 'first');
  expect(readBy('c')).toEqual(['m4@6', 'm5@7']);
});

test('what is too old goes when a segment is full, and by itself within the hour', () => {
  const { run, publish, state, facts } = stream({ 'x-max-age': '1s' });
  publish(5);
  advance(run, 2500);
  publish(1);
  expect(facts('stream-segments-deleted')).toEqual([]);
  publish(1);
  expect(facts('stream-segments-deleted')).toMatchObject([{ segments: 2 }]);
  expect(state.queues['zq']!.readyCount).toBe(3);
  advance(run, 2500 + 3_600_000);
  expect(facts('stream-segments-deleted')).toMatchObject([{ segments: 2 }, { segments: 1 }]);
  expect(run.world.agenda.heap).toEqual([]);
  const before = brokerOf(worldAt(run, run.journal.length - 3), 'queue').queues['zq']!;
  expect(before.readyCount).toBe(3);
});

test('what is young enough stays', () => {
  const { publish, read, readBy } = stream({ 'x-max-age': '1D' });
  publish(5);
  read('c', 'first');
  expect(readBy('c')).toEqual(['m0@0', 'm1@1', 'm2@3', 'm3@4', 'm4@6']);
});

test.each([
  [{ 'x-max-age': '5' }, 'invalid_max_age'],
  [{ 'x-max-age': '0s' }, 'invalid_max_age'],
  [{ 'x-max-age': 5 }, '{unacceptable_type,byte}'],
  [{ 'x-stream-max-segment-size-bytes': -1 }, '{value_negative,-1}'],
  [{ 'x-stream-max-segment-size-bytes': 3_000_000_001 }, 'Exceeded max value'],
])('%j cannot be', (args, why) => {
  const { ask } = converse();
  const answer = ask({ kind: 'declare-queue', queue: 'q', type: 'stream', args });
  expect(answer).toMatchObject({ code: 406, message: expect.stringContaining(why) as string });
});

test('a stream declared again must keep as much', () => {
  const { ask } = converse();
  const declare = { kind: 'declare-queue', queue: 'q', type: 'stream' } as const;
  ask({ ...declare, args: { 'x-max-age': '1s' } });
  expect(ask({ ...declare, args: { 'x-max-age': '2s' } })).toMatchObject({
    message:
      "PRECONDITION_FAILED - inequivalent arg 'x-max-age' for queue 'q' in vhost '/': received '2s' but current is '1s'",
  });
});
