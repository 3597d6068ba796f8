// Who waits, who is served, and when (queues §15).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

test('first blocked is first served, and who comes back stands at the end', () => {
  const redis = converse();
  for (const worker of ['w1', 'w2']) expect(redis.ask(worker, 'BRPOP q 0')).toBe('waits');
  redis.ask('p', 'LPUSH q a');
  expect(redis.woken()).toEqual([['w1', ['q', 'a']]]);
  redis.ask('w1', 'BRPOP q 0');
  redis.ask('p', 'LPUSH q b');
  redis.ask('p', 'LPUSH q c');
  expect(redis.woken().map(([client]) => client)).toEqual(['w2', 'w1']);
});

test('those who wait are served after the whole command, one after another', () => {
  const redis = converse();
  redis.ask('w1', 'BRPOP q 0');
  redis.ask('w2', 'BRPOP q 0');
  redis.ask('w3', 'BLPOP q 0');
  expect(redis.ask('p', 'LPUSH q a b c d')).toBe(4);
  expect(redis.woken()).toEqual([
    ['w1', ['q', 'a']],
    ['w2', ['q', 'b']],
    ['w3', ['q', 'd']],
  ]);
  expect(redis.ask('p', 'LRANGE q 0 -1')).toEqual(['c']);
});

test('after a transaction they see only what is left, and take the first key of their own command', () => {
  const redis = converse();
  redis.ask('w', 'BLPOP b a 0');
  redis.atomic('p', 'LPUSH a x', 'RPOP a');
  expect(redis.woken()).toEqual([]);
  redis.atomic('p', 'LPUSH a x', 'LPUSH b y', 'LPUSH b z');
  expect(redis.woken()).toEqual([['w', ['b', 'z']]]);
});

test('nothing waits inside a transaction', () => {
  const redis = converse();
  expect(redis.atomic('p', 'BRPOP q 0', 'LPUSH q a', 'BRPOP q 0')).toEqual([null, 1, ['q', 'a']]);
});

test('a command that is none lets the whole transaction do nothing', () => {
  const redis = converse();
  expect(redis.atomic('p', 'LPUSH q a', 'LPUSH q')).toBe(
    'EXECABORT Transaction discarded because of previous errors.',
  );
  expect(redis.state.values['q']).toBeUndefined();
});

test('what one is served may serve the next in the same step', () => {
  const redis = converse();
  redis.ask('w1', 'BLMOVE q next RIGHT LEFT 0');
  redis.ask('w2', 'BRPOP next 0');
  redis.ask('p', 'LPUSH q a');
  expect(redis.woken()).toEqual([
    ['w1', 'a'],
    ['w2', ['next', 'a']],
  ]);
});

test('gives up at its time with nil, and a dead client leaves the line', () => {
  const redis = converse();
  redis.ask('w1', 'BRPOP q 0.3');
  redis.ask('w2', 'BRPOP q 0');
  redis.crash('w2');
  redis.wait(299);
  expect(redis.woken()).toEqual([]);
  redis.wait(1);
  expect(redis.woken()).toEqual([['w1', null]]);
  redis.ask('p', 'LPUSH q a');
  expect(redis.ask('p', 'LLEN q')).toBe(1);
});

test('a reader of a group is told when its group or its stream goes, and goes on after others', () => {
  const redis = converse();
  redis.ask('p', 'XGROUP CREATE s g $ MKSTREAM');
  redis.ask('p', 'XGROUP CREATE s h $');
  redis.ask('w1', 'XREADGROUP GROUP g w1 BLOCK 500 STREAMS s >');
  redis.ask('w2', 'XREADGROUP GROUP h w2 BLOCK 0 STREAMS s >');
  redis.ask('r', 'XREAD BLOCK 500 STREAMS s $');
  redis.ask('p', 'XGROUP DESTROY s g');
  const line = (group: string) =>
    `NOGROUP No such key 's' or consumer group '${group}' in XREADGROUP with GROUP option`;
  expect(redis.woken()).toEqual([['w1', line('g')]]);
  redis.ask('p', 'DEL s');
  expect(redis.woken()).toEqual([['w2', line('h')]]);
  redis.wait(500);
  expect(redis.woken()).toEqual([['r', null]]);
});

test('the lowest of a sorted set goes to who waited longest; among equals the name decides', () => {
  const redis = converse();
  redis.ask('w1', 'BZPOPMIN z 0');
  redis.ask('w2', 'BZPOPMIN z 0');
  redis.ask('p', 'ZADD z 2 b 1.5 z 1.5 c');
  expect(redis.woken()).toEqual([
    ['w1', ['z', 'c', '1.5']],
    ['w2', ['z', 'z', '1.5']],
  ]);
});
