// Priorities of messages (queues §10).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

const prioritised = (type: 'classic' | 'quorum', ...priorities: (number | undefined)[]) => {
  const broker = converse();
  const args = type === 'classic' ? { 'x-max-priority': 5, 'x-max-length': 7 } : {};
  broker.ask({ kind: 'declare-queue', queue: 'q', type, args });
  for (const [index, priority] of priorities.entries())
    broker.ask({
      ...{ kind: 'publish', client: 'p', key: 'q', body: `${priority ?? '-'}${'abcdefghi'[index]}` },
      ...(priority !== undefined && { priority }),
    });
  return broker;
};

test('the highest comes first, each level in its own order; above the most is the most', () => {
  const broker = prioritised('classic', undefined, 5, 0, 9, 3);
  expect(broker.ready('q')).toEqual(['5b', '9d', '3e', '-a', '0c']);
  expect(broker.ask({ kind: 'get', client: 'g', queue: 'q' })).toMatchObject({ body: '5b', priority: 5 });
  broker.ask({ kind: 'get', client: 'g', queue: 'q' });
  broker.ask({ kind: 'recover', client: 'g' });
  expect(broker.ready('q')).toEqual(['5b', '9d', '3e', '-a', '0c']);
});

test('overflow drops the head, which is the most important one', () => {
  const broker = prioritised('classic', 0, 0, 0, 0, 0, 0, 0, 5);
  expect(broker.facts('dropped')).toMatchObject([{ sequence: 7 }]);
});

test('a quorum queue serves two high ones, then a normal one if that entered before the next high one', () => {
  const broker = prioritised('quorum', 0, 4, 1, 5, 9, 7, 5, 5);
  const order = ['5d', '9e', '0a', '7f', '5g', '4b', '5h', '1c'];
  expect(broker.ready('q')).toEqual(order);
  for (const body of order)
    expect(broker.ask({ kind: 'get', client: 'g', queue: 'q' })).toMatchObject({ body });
});

test('a normal message that entered after them waits for all high ones', () => {
  expect(prioritised('quorum', 9, 9, 9, 9, 0).ready('q')).toEqual(['9a', '9b', '9c', '9d', '0e']);
});
