// Groups of streams: reading, acknowledging, claiming, and how far behind they are (queues §19–§21).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';

const withGroup = (count: number, start = '0') => {
  const redis = converse();
  for (let n = 1; n <= count; n++) redis.ask('p', `XADD s ${n}-0 m m${n}`);
  redis.ask('p', `XGROUP CREATE s g ${start}`);
  return redis;
};
type Redis = ReturnType<typeof withGroup>;

/** Ids that a consumer is handed, or shown again from an id on. */
const read = (redis: Redis, consumer: string, options = '', id = '>'): string[] | null => {
  const answer = redis.ask(consumer, `XREADGROUP GROUP g ${consumer} ${options} STREAMS s ${id}`);
  return answer === null
    ? null
    : (answer as [string, [string, unknown][]][]).flatMap(([, entries]) => entries.map(([one]) => one));
};

/** What is pending, as `id consumer deliveries`. */
const pending = (redis: Redis): string[] =>
  (redis.ask('p', 'XPENDING s g - + 99') as [string, string, number, number][]).map(
    ([id, consumer, , deliveries]) => `${id} ${consumer} ${deliveries}`,
  );

const lag = (redis: Redis): unknown => (redis.ask('p', 'XINFO GROUPS s') as unknown[][])[0]!.at(-1);

test('consumers share what is new, by who asks', () => {
  const redis = withGroup(4);
  expect(read(redis, 'a', 'COUNT 1')).toEqual(['1-0']);
  expect(read(redis, 'b')).toEqual(['2-0', '3-0', '4-0']);
  expect(read(redis, 'a')).toBeNull();
  expect(redis.ask('p', 'XPENDING s g')).toEqual([
    4,
    '1-0',
    '4-0',
    [
      ['a', '1'],
      ['b', '3'],
    ],
  ]);
  expect(redis.ask('x', 'XACK s g 2-0 2-0 9-9')).toBe(1);
  expect(redis.ask('p', 'XLEN s')).toBe(4);
});

test('a crash redelivers nothing; the consumer finds its own again and counts it', () => {
  const redis = withGroup(3);
  read(redis, 'a', 'COUNT 2');
  redis.crash('a');
  expect(read(redis, 'b')).toEqual(['3-0']);
  redis.ask('p', 'XDEL s 1-0');
  expect(redis.ask('a', 'XREADGROUP GROUP g a STREAMS s 0')).toEqual([
    [
      's',
      [
        ['1-0', null],
        ['2-0', ['m', 'm2']],
      ],
    ],
  ]);
  expect(pending(redis)).toEqual(['1-0 a 1', '2-0 a 2', '3-0 b 1']);
});

test('those who wait in one group share, each other group gets all', () => {
  const redis = withGroup(0, '0 MKSTREAM');
  redis.ask('p', 'XGROUP CREATE s h 0');
  redis.ask('a', 'XREADGROUP GROUP g a COUNT 1 BLOCK 0 STREAMS s >');
  redis.ask('b', 'XREADGROUP GROUP g b BLOCK 0 STREAMS s >');
  redis.ask('c', 'XREADGROUP GROUP h c BLOCK 0 NOACK STREAMS s >');
  redis.atomic('p', 'XADD s 1-0 m a', 'XADD s 2-0 m b');
  expect(redis.woken()).toEqual([
    ['a', [['s', [['1-0', ['m', 'a']]]]]],
    ['b', [['s', [['2-0', ['m', 'b']]]]]],
    [
      'c',
      [
        [
          's',
          [
            ['1-0', ['m', 'a']],
            ['2-0', ['m', 'b']],
          ],
        ],
      ],
    ],
  ]);
  expect(redis.ask('p', 'XPENDING s h')).toEqual([0, null, null, null]);
});

test('a rewound group hands everything over again, and what was pending changes hands', () => {
  const redis = withGroup(3);
  read(redis, 'a');
  redis.ask('a', 'XACK s g 1-0');
  redis.ask('p', 'XGROUP SETID s g 0');
  expect(read(redis, 'b', 'COUNT 2')).toEqual(['1-0', '2-0']);
  expect(pending(redis)).toEqual(['1-0 b 1', '2-0 b 1', '3-0 a 1']);
});

test('claims take over what has been idle for long enough', () => {
  const redis = withGroup(3);
  read(redis, 'a');
  redis.wait(100);
  expect(redis.ask('b', 'XCLAIM s g b 101 1-0')).toEqual([]);
  expect(redis.ask('b', 'XCLAIM s g b 100 2-0 1-0 9-0')).toEqual([
    ['2-0', ['m', 'm2']],
    ['1-0', ['m', 'm1']],
  ]);
  expect(redis.ask('b', 'XCLAIM s g b 100 1-0')).toEqual([]);
  redis.ask('b', 'XCLAIM s g b 0 1-0 JUSTID IDLE 500');
  redis.ask('b', 'XCLAIM s g b 0 3-0 RETRYCOUNT 7');
  expect(pending(redis)).toEqual(['1-0 b 2', '2-0 b 2', '3-0 b 7']);
  expect(redis.ask('p', 'XPENDING s g IDLE 400 - + 9')).toEqual([['1-0', 'b', 500, 2]]);
});

test('FORCE claims what is not pending; a deleted entry is dropped instead', () => {
  const redis = withGroup(2);
  expect(redis.ask('a', 'XCLAIM s g a 0 1-0')).toEqual([]);
  expect(redis.ask('a', 'XCLAIM s g a 0 1-0 FORCE')).toEqual([['1-0', ['m', 'm1']]]);
  expect(pending(redis)).toEqual(['1-0 a 2']);
  redis.ask('p', 'XDEL s 1-0');
  expect(redis.ask('a', 'XCLAIM s g b 0 1-0')).toEqual([]);
  expect(pending(redis)).toEqual([]);
});

test('XAUTOCLAIM walks on, and drops what is deleted whatever its idle time', () => {
  const redis = withGroup(4);
  read(redis, 'a');
  redis.ask('p', 'XDEL s 2-0');
  expect(redis.ask('b', 'XAUTOCLAIM s g b 0 - COUNT 2')).toEqual([
    ...['3-0', [['1-0', ['m', 'm1']]], ['2-0']],
  ]);
  expect(redis.ask('b', 'XAUTOCLAIM s g b 60000 3-0 JUSTID')).toEqual(['0-0', [], []]);
  expect(pending(redis)).toEqual(['1-0 b 2', '3-0 a 1', '4-0 a 1']);
});

test('a consumer that is deleted takes its pending entries with it', () => {
  const redis = withGroup(2);
  read(redis, 'a');
  expect(redis.ask('p', 'XGROUP DELCONSUMER s g a')).toBe(2);
  expect(pending(redis)).toEqual([]);
  expect(read(redis, 'b')).toBeNull();
});

test('the lag is known as long as nothing was deleted ahead of the group', () => {
  const redis = withGroup(5);
  expect(lag(redis)).toBe(5);
  read(redis, 'a', 'COUNT 2');
  expect(lag(redis)).toBe(3);
  redis.ask('p', 'XDEL s 4-0');
  expect(lag(redis)).toBeNull();
  read(redis, 'a');
  expect(lag(redis)).toBe(0);
  redis.ask('p', 'XADD s 6-0 m a');
  expect(lag(redis)).toBe(1);
});

test('a group that begins at the end does not know its lag once something comes', () => {
  const redis = withGroup(2, '$');
  expect(lag(redis)).toBe(0);
  redis.ask('p', 'XADD s 3-0 m a');
  expect(lag(redis)).toBeNull();
  redis.ask('p', 'XTRIM s MAXLEN 0');
  expect(lag(redis)).toBe(0);
});
