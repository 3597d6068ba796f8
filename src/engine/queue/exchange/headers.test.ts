// What headers exchanges compare (queues §1.4).

import { expect, test } from 'vitest';
import { matchesHeaders } from './headers.ts';

test.each([
  [{ a: 1, b: 2 }, { a: 1, b: 2, c: 3 }, true],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{ 'x-match': 'any', a: 1, b: 2 }, { b: 2 }, true],
  [{ a: 1 }, { a: '1' }, false],
  // arguments that begin with x- are compared only on demand
  [{ a: 1, 'x-b': 2 }, { a: 1 }, true],
  [{ 'x-match': 'all-with-x', a: 1, 'x-b': 2 }, { a: 1 }, false],
  [{ 'x-match': 'any-with-x', a: 1, 'x-b': 2 }, { 'x-b': 2 }, true],
  // nothing to compare
  [{}, {}, true],
  [{ 'x-match': 'any' }, { a: 1 }, false],
])('%j for %j: %j', (args, headers, matches) => {
  expect(matchesHeaders(args, headers)).toBe(matches);
});
