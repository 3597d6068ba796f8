// Streams without groups: ids, reading, trimming (queues §18).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';
import { compareIds, nextId, parseId, previousId } from './id.ts';
import { treeSize } from './node.ts';

const MOST = '18446744073709551615';

const filled = (count: number) => {
  const redis = converse();
  for (let n = 1; n <= count; n++) redis.ask('p', `XADD s ${n}-0 m m${n}`);
  return redis;
};

test('ids are compared as numbers and go up to the last one', () => {
  const ids = ['0-1', '9-0', '9-10', '10-2', `10-${MOST}`, '11-0', `${MOST}-0`];
  expect([...ids].reverse().sort(compareIds)).toEqual(ids);
  expect(nextId(`10-${MOST}`)).toBe('11-0');
  expect(previousId('11-0')).toBe(`10-${MOST}`);
  expect([nextId(`${MOST}-${MOST}`), previousId('0-0')]).toEqual([null, null]);
  expect(parseId('007')).toBe('7-0');
});

test('every id must exceed the last one ever given', () => {
  const redis = converse();
  expect(redis.ask('p', 'XADD s 0-* m a')).toBe('0-1');
  expect(redis.ask('p', 'XADD s 3 m a')).toBe('3-0');
  expect(redis.ask('p', 'XADD s 3-* m a')).toBe('3-1');
  expect(redis.ask('p', 'XADD s * m a')).toBe('1800000000000-0');
  expect(redis.ask('p', 'XADD s * m a')).toBe('1800000000000-1');
  redis.ask('p', 'XTRIM s MAXLEN 0');
  expect(redis.ask('p', 'XADD s 4-0 m a')).toMatch(/equal or smaller than the target stream top item$/);
  expect(redis.ask('p', 'XADD s 0-0 m a')).toBe('ERR The ID specified in XADD must be greater than 0-0');
  expect(redis.ask('p', 'XADD none NOMKSTREAM * m a')).toBeNull();
});

test('ranges include their ends, unless a bracket says otherwise', () => {
  const redis = filled(4);
  const ids = (words: string) => (redis.ask('p', words) as [string, unknown][]).map(([id]) => id);
  expect(ids('XRANGE s 2 3')).toEqual(['2-0', '3-0']);
  expect(ids('XRANGE s (2-0 (4-0')).toEqual(['3-0']);
  expect(ids('XREVRANGE s + - COUNT 2')).toEqual(['4-0', '3-0']);
  redis.ask('p', 'XDEL s 3-0');
  expect(ids('XREVRANGE s (4-0 -')).toEqual(['2-0', '1-0']);
});

test('everybody who waits in XREAD gets the entry, and `$` means the end when it came', () => {
  const redis = filled(1);
  redis.ask('r1', 'XREAD BLOCK 0 STREAMS s $');
  redis.ask('r2', 'XREAD BLOCK 0 COUNT 1 STREAMS t s 0 1-0');
  redis.atomic('p', 'XADD s 2-0 m m2', 'XADD s 3-0 m m3');
  expect(redis.woken()).toEqual([
    [
      'r1',
      [
        [
          's',
          [
            ['2-0', ['m', 'm2']],
            ['3-0', ['m', 'm3']],
          ],
        ],
      ],
    ],
    ['r2', [['s', [['2-0', ['m', 'm2']]]]]],
  ]);
  expect(redis.ask('r1', 'XREAD STREAMS s +')).toEqual([['s', [['3-0', ['m', 'm3']]]]]);
  expect(redis.ask('r1', 'XREAD STREAMS s $')).toBeNull();
});

test('approximate trimming takes whole nodes only, and never too much', () => {
  const redis = filled(250);
  expect(redis.ask('p', 'XTRIM s MAXLEN ~ 160')).toBe(0);
  expect(redis.ask('p', 'XTRIM s MAXLEN ~ 120')).toBe(100);
  expect(redis.ask('p', 'XTRIM s MINID ~ 200')).toBe(0);
  expect(redis.ask('p', 'XTRIM s MINID ~ 201 LIMIT 99')).toBe(0);
  expect(redis.ask('p', 'XTRIM s MINID ~ 201')).toBe(100);
  expect(redis.ask('p', 'XTRIM s MAXLEN 7')).toBe(43);
  expect(redis.ask('p', 'XADD s MINID = 249 251-0 m a')).toBe('251-0');
  expect(redis.ask('p', 'XLEN s')).toBe(3);
});

test('an emptied stream stays', () => {
  const redis = filled(2);
  expect(redis.ask('p', 'XDEL s 1-0 2-0 9-0')).toBe(2);
  expect(redis.ask('p', 'XINFO STREAM s')).toEqual([
    ...['length', 0, 'radix-tree-keys', 0, 'radix-tree-nodes', 1, 'last-generated-id', '2-0'],
    ...['max-deleted-entry-id', '2-0', 'entries-added', 2, 'recorded-first-entry-id', '0-0', 'groups', 0],
    ...['first-entry', null, 'last-entry', null],
  ]);
});

test('a radix tree has a node per stretch, fork and end', () => {
  expect(treeSize([])).toBe(1);
  expect(treeSize(['aabb'])).toBe(2);
  expect(treeSize(['aabb', 'aacc'])).toBe(4);
  expect(treeSize(['aabb', 'ccdd'])).toBe(5);
});
