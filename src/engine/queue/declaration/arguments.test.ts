// What may be declared (queues §3.1, §3.2).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

test.each([
  [
    'classic',
    { 'x-message-ttl': -1 },
    "invalid arg 'x-message-ttl' for queue 'q' in vhost '/': {value_negative,-1}",
  ],
  ['classic', { 'x-expires': 0 }, "invalid arg 'x-expires' for queue 'q' in vhost '/': {value_zero,0}"],
  [
    'classic',
    { 'x-max-length': 'a' },
    `invalid arg 'x-max-length' for queue 'q' in vhost '/': "expected integer, got longstr"`,
  ],
  [
    'classic',
    { 'x-max-priority': 256 },
    "invalid arg 'x-max-priority' for queue 'q' in vhost '/': {max_value_exceeded,256}",
  ],
  [
    'classic',
    { 'x-overflow': 'bad' },
    "invalid arg 'x-overflow' for queue 'q' in vhost '/': invalid_overflow",
  ],
  [
    'classic',
    { 'x-dead-letter-exchange': 5 },
    "invalid type 'byte' for arg 'x-dead-letter-exchange' in queue 'q' in vhost '/'",
  ],
  [
    'classic',
    { 'x-delivery-limit': 5 },
    "invalid arg 'x-delivery-limit' for queue 'q' in vhost '/' of queue type rabbit_classic_queue",
  ],
  [
    'quorum',
    { 'x-max-priority': 5 },
    "invalid arg 'x-max-priority' for queue 'q' in vhost '/' of queue type rabbit_quorum_queue",
  ],
  [
    'nonsense',
    {},
    `invalid arg 'x-queue-type' for queue 'q' in vhost '/': "unsupported queue type 'nonsense'"`,
  ],
])('%s with %j is refused', (type, args, text) => {
  expect(converse().ask({ kind: 'declare-queue', queue: 'q', type, args })).toMatchObject({
    ...{ code: 406, message: `PRECONDITION_FAILED - ${text}` },
  });
});

test.each([
  [{ durable: false }, 'non-durable'],
  [{ autoDelete: true }, 'auto-delete'],
  [{ exclusive: true }, 'exclusive-owner'],
])('a quorum queue cannot be declared with %j', (how, property) => {
  expect(converse().ask({ kind: 'declare-queue', queue: 'q', type: 'quorum', ...how })).toMatchObject({
    message: `PRECONDITION_FAILED - invalid property '${property}' for queue 'q' in vhost '/'`,
  });
});

test('declared again it must be the same, in the order in which the broker compares', () => {
  const broker = converse();
  const declare = { kind: 'declare-queue', queue: 'q', args: { 'x-max-length': 5 } } as const;
  broker.ask(declare);
  expect(broker.ask({ ...declare, args: { ...declare.args, 'x-unknown': 1 } })).toMatchObject({ queue: 'q' });
  for (const [how, text] of [
    [{ args: { 'x-max-length': 6 } }, "received '6' but current is '5'"],
    [{ args: {} }, "received none but current is the value '5' of type 'byte'"],
    [{ type: 'quorum' }, "received 'quorum' but current is 'classic'"],
    [{ durable: false, type: 'quorum' }, "'durable' for queue 'q' in vhost '/': received 'false'"],
  ] as const)
    expect(broker.ask({ ...declare, ...how })).toMatchObject({
      message: expect.stringContaining(text) as string,
    });
  expect(broker.ask({ ...declare, exclusive: true, client: 'c' })).toMatchObject({ code: 405 });
});
