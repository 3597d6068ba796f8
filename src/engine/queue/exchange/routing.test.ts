// Ways from exchange to queue, and exchanges that come and go (queues §1.5–§1.9).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

const declared = (...queues: string[]) => {
  const broker = converse();
  for (const queue of queues) broker.ask({ kind: 'declare-queue', queue });
  return broker;
};

test('two exchanges that lead to one queue bring one copy, under the exchange it was published to', () => {
  const broker = declared('q');
  for (const exchange of ['a', 'b', 'c']) broker.ask({ kind: 'declare-exchange', exchange, type: 'fanout' });
  for (const to of ['b', 'c']) broker.ask({ kind: 'bind', exchange: 'a', to });
  for (const exchange of ['b', 'c', 'a']) broker.ask({ kind: 'bind', exchange, queue: 'q' });
  // a way back to where it came from leads nowhere new
  broker.ask({ kind: 'bind', exchange: 'c', to: 'a' });
  broker.ask({ kind: 'publish', client: 'p', exchange: 'a', key: 'k', body: 'm' });
  expect(broker.ready('q')).toEqual(['m']);
  expect(broker.ask({ kind: 'get', client: 'g', queue: 'q' })).toMatchObject({ exchange: 'a', key: 'k' });
});

test('an alternate exchange gets what is routed nowhere else, and that is routed then', () => {
  const broker = declared('known', 'rest');
  broker.ask({ kind: 'declare-exchange', exchange: 'rest', type: 'fanout' });
  broker.ask({ kind: 'bind', exchange: 'rest', queue: 'rest' });
  const args = { 'alternate-exchange': 'rest' };
  broker.ask({ kind: 'declare-exchange', exchange: 'e', type: 'direct', args });
  broker.ask({ kind: 'bind', exchange: 'e', queue: 'known', key: 'known' });
  const publish = { kind: 'publish', client: 'p', exchange: 'e', mandatory: true, body: 'm' } as const;
  expect(broker.ask({ ...publish, key: 'known' })).toMatchObject({ queues: ['known'] });
  expect(broker.ask({ ...publish, key: 'x' })).toMatchObject({ queues: ['rest'], returned: false });
});

test('keys of CC and BCC route too; only those of CC are told', () => {
  const broker = declared('a', 'b', 'c');
  broker.ask({ kind: 'publish', client: 'p', key: 'a', body: 'm', cc: ['b'], bcc: ['c'] });
  for (const queue of ['a', 'b', 'c'])
    expect(broker.ask({ kind: 'get', client: 'g', queue })).toMatchObject({
      key: 'a',
      headers: { CC: ['b'] },
    });
});

test('an auto-delete exchange goes with its last binding, however that goes', () => {
  const broker = declared('q');
  const exchange = (name: string) =>
    broker.ask({ kind: 'declare-exchange', exchange: name, type: 'fanout', autoDelete: true });
  exchange('inner');
  exchange('outer');
  broker.ask({ kind: 'bind', exchange: 'inner', queue: 'q' });
  broker.ask({ kind: 'bind', exchange: 'outer', to: 'inner' });
  broker.ask({ kind: 'delete-queue', queue: 'q' });
  expect(broker.facts('exchange-deleted').map((fact) => fact.exchange)).toEqual(['inner', 'outer']);
});

test('names of amq.* are the broker’s own', () => {
  const broker = declared('q');
  expect(broker.ask({ kind: 'bind', exchange: 'amq.topic', queue: 'q', key: '#' })).toBeUndefined();
  const declare = { kind: 'declare-exchange', type: 'direct' } as const;
  expect(broker.ask({ ...declare, exchange: 'amq.direct' })).toBeUndefined();
  expect(broker.ask({ ...declare, exchange: 'amq.mine' })).toMatchObject({ code: 403 });
  expect(broker.ask({ kind: 'declare-queue', queue: 'amq.mine' })).toMatchObject({ code: 403 });
  expect(broker.ask({ kind: 'delete-exchange', exchange: 'amq.direct' })).toMatchObject({ code: 403 });
});
