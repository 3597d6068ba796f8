// Publishing to whoever listens (queues §17).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';
import { matches } from './glob.ts';

test('only who listens at that moment has it, once per subscription', () => {
  const redis = converse();
  expect(redis.ask('p', 'PUBLISH news a')).toBe(0);
  redis.ask('s1', 'SUBSCRIBE news');
  expect(redis.ask('s2', 'PSUBSCRIBE n*')).toEqual([['psubscribe', 'n*', 1]]);
  redis.ask('s2', 'SUBSCRIBE news');
  expect(redis.ask('p', 'PUBLISH news b')).toBe(3);
  expect(redis.pushed()).toEqual(['s1: b', 's2: b', 's2: b']);
  redis.crash('s1');
  redis.ask('s2', 'UNSUBSCRIBE');
  expect(redis.atomic('p', 'PUBLISH news c', 'PUBLISH other d')).toEqual([1, 0]);
});

test('a client that listens may do nothing else', () => {
  const redis = converse();
  redis.ask('s', 'SUBSCRIBE news');
  expect(redis.ask('s', 'LPUSH q a')).toMatch(/^ERR Can't execute 'lpush': only \(P\|S\)SUBSCRIBE/);
  redis.ask('s', 'UNSUBSCRIBE news');
  expect(redis.ask('s', 'LPUSH q a')).toBe(1);
});

test.each([
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['orders.*', 'orders.eu.new', true],
  ['*', '', true],
  ['[a-c]x', 'bx', true],
  ['[^a-c]x', 'bx', false],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['a*b*c', 'axxbyyc', true],
])('%s against %s', (pattern, name, expected) => {
  expect(matches(pattern, name)).toBe(expected);
});
