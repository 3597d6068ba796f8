// Words of topic patterns (queues §1.3).

import { expect, test } from 'vitest';
import { matchesTopic } from './topic.ts';

test.each([
  ['a.b', 'a.b', true],
  ['a.*', 'a.b', true],
  ['*', 'a.b', false],
  ['a.#', 'a', true],
  ['#.b', 'b', true],
  ['a.#.c', 'a.b.b.c', true],
  ['#.c.#', 'a.b', false],
  // the empty key is no word, any other empty word is one
  ['', '', true],
  ['#.#', '', true],
  ['*', '', false],
  ['*.#', '', false],
  ['*.*', 'a.', true],
  ['.*', '.a', true],
])('%j for %j: %j', (pattern, key, matches) => {
  expect(matchesTopic(pattern, key)).toBe(matches);
});
