// Where a published message goes (queues §1, §2).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

test('a queue gets at most one copy, however many bindings lead to it', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-queue', queue: 'q' });
  broker.ask({ kind: 'declare-exchange', exchange: 'e', type: 'fanout' });
  for (const key of ['a', 'b', 'b']) broker.ask({ kind: 'bind', exchange: 'e', queue: 'q', key });
  expect(broker.state.bindings).toHaveLength(2);
  expect(broker.ask({ kind: 'publish', client: 'p', exchange: 'e', key: 'x', body: 'm' })).toEqual({
    confirm: 'ack',
    returned: false,
    queues: ['q'],
  });
  expect(broker.ready('q')).toEqual(['m']);
});

test('what is routed nowhere is confirmed; if mandatory it is returned first', () => {
  const broker = converse();
  broker.ask({ kind: 'declare-exchange', exchange: 'e', type: 'direct' });
  const publish = { kind: 'publish', client: 'p', exchange: 'e', key: 'k', body: 'm' } as const;
  expect(broker.ask(publish)).toEqual({ confirm: 'ack', returned: false, queues: [] });
  expect(broker.ask({ ...publish, mandatory: true })).toEqual({ confirm: 'ack', returned: true, queues: [] });
});

test('errors close the channel they were made on, and nobody else’s', () => {
  const broker = converse();
  broker.ask({ kind: 'open', client: 'other' });
  expect(broker.ask({ kind: 'publish', client: 'p', exchange: 'none', key: 'k', body: 'm' })).toMatchObject({
    code: 404,
    error: 'NOT_FOUND',
    message: "NOT_FOUND - no exchange 'none' in vhost '/'",
  });
  expect(broker.ask({ kind: 'declare-queue', queue: 'none', passive: true })).toMatchObject({ code: 404 });
  expect(broker.ask({ kind: 'bind', exchange: '', queue: 'q' })).toMatchObject({ code: 403 });
  expect(broker.state.channels).toMatchObject({ p: { open: false, connected: true }, other: { open: true } });
});

test('an unequal declaration is refused, an equal one changes nothing', () => {
  const broker = converse();
  const args = { 'x-dead-letter-exchange': 'dlx' };
  broker.ask({ kind: 'declare-queue', queue: 'q', args });
  expect(broker.ask({ kind: 'declare-queue', queue: 'q', args })).toEqual({
    queue: 'q',
    messages: 0,
    consumers: 0,
  });
  expect(broker.ask({ kind: 'declare-queue', queue: 'q' })).toMatchObject({
    code: 406,
    message:
      "PRECONDITION_FAILED - inequivalent arg 'x-dead-letter-exchange' for queue 'q' in vhost '/': " +
      "received none but current is the value 'dlx' of type 'longstr'",
  });
  expect(broker.facts('queue-declared')).toHaveLength(1);
});
