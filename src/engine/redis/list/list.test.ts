// Lists as queues, and the reliable list (queues §14, §16).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

test('pushes go left to right, and which end is popped makes it a queue or a stack', () => {
  const redis = converse();
  expect(redis.ask('p', 'LPUSH q a b c')).toBe(3);
  expect(redis.ask('p', 'LRANGE q 0 -1')).toEqual(['c', 'b', 'a']);
  expect(redis.ask('p', 'RPOP q')).toBe('a');
  expect(redis.ask('p', 'LPOP q 5')).toEqual(['c', 'b']);
  expect(redis.ask('p', 'EXISTS q')).toBe(0);
  expect(redis.ask('p', 'RPOP q 2')).toBeNull();
});

test('LREM cannot tell equal elements apart, LTRIM loses the oldest work', () => {
  const redis = converse();
  redis.ask('p', 'RPUSH q a b a c a');
  expect(redis.ask('p', 'LREM q -2 a')).toBe(2);
  expect(redis.ask('p', 'LRANGE q 0 -1')).toEqual(['a', 'b', 'c']);
  expect(redis.ask('p', 'LTRIM q 0 1')).toBe('OK');
  expect(redis.ask('p', 'LRANGE q -9 9')).toEqual(['a', 'b']);
  expect(redis.ask('p', 'LTRIM q 5 9')).toBe('OK');
  expect(redis.state.values['q']).toBeUndefined();
});

test('the first list that there is serves LMPOP', () => {
  const redis = converse();
  redis.ask('p', 'RPUSH b x y z');
  expect(redis.ask('p', 'LMPOP 2 a b RIGHT COUNT 2')).toEqual(['b', ['z', 'y']]);
  expect(redis.ask('p', 'LMPOP 2 a c LEFT')).toBeNull();
});

test('what a client popped dies with it; what it moved lies where it put it', () => {
  const redis = converse();
  redis.ask('p', 'LPUSH q a b c');
  redis.ask('w', 'RPOP q');
  redis.ask('w', 'LMOVE q busy RIGHT LEFT');
  redis.crash('w');
  expect(redis.ask('p', 'LRANGE q 0 -1')).toEqual(['c']);
  expect(redis.ask('p', 'LRANGE busy 0 -1')).toEqual(['b']);
  expect(redis.ask('p', 'LMOVE busy q LEFT RIGHT')).toBe('b');
  expect(redis.ask('p', 'RPOP q')).toBe('b');
});

test('a whole list expires at its time, pushed to or not', () => {
  const redis = converse();
  redis.ask('p', 'LPUSH q a');
  expect(redis.ask('p', 'PEXPIRE q 500')).toBe(1);
  redis.wait(300);
  redis.ask('p', 'LPUSH q b');
  expect(redis.ask('p', 'PTTL q')).toBe(200);
  redis.wait(200);
  expect(redis.ask('p', 'LLEN q')).toBe(0);
});

test.each([
  ['LPUSH q', "ERR wrong number of arguments for 'lpush' command"],
  ['SPIN q a', "ERR unknown command 'SPIN', with args beginning with: 'q' 'a' "],
  ['LPOP q x', 'ERR value is out of range, must be positive'],
  ['LRANGE q a 1', 'ERR value is not an integer or out of range'],
  ['LMOVE q r UP LEFT', 'ERR syntax error'],
  ['LMPOP 0 q LEFT', 'ERR numkeys should be greater than 0'],
  ['LPUSH s a', 'WRONGTYPE Operation against a key holding the wrong kind of value'],
])('refuses %s as Redis does', (words, line) => {
  const redis = converse();
  redis.ask('p', 'LPUSH q a');
  redis.ask('p', 'XADD s 1-0 m a');
  expect(redis.ask('p', words)).toBe(line);
});

test('without memory left nothing grows, and everything else works', () => {
  const redis = converse({ maxmemory: '1kb' });
  expect(redis.ask('p', 'LPUSH q a')).toBe("OOM command not allowed when used memory > 'maxmemory'.");
  expect(redis.ask('p', 'LLEN q')).toBe(0);
});
