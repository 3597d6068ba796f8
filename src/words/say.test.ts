// Texts by key: what they name, how many, and with a capital.

import { afterEach, expect, test } from 'vitest';
import english from 'words:en/interface';
import { capital, isKey, list, say, speak } from './say.ts';

afterEach(() => speak(english));

test('values come in by name, with a capital where the text begins with one', () => {
  expect(say('queue.acked', { who: 'payments', what: 'order 1' })).toBe(
    'Payments acknowledges order 1: the queue removes it.',
  );
});

test('one and many are told apart', () => {
  const created = (n: number): string => say('log.topic-created', { name: 'orders', n });
  expect(created(1)).toBe('Topic orders is created with 1 partition.');
  expect(created(3)).toBe('Topic orders is created with 3 partitions.');
});

test('lists end with an “and”, and the word is that of the language', () => {
  expect([list([]), list(['a']), list(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  speak({ ...english, and: 'und' });
  expect(list(['a', 'b'])).toBe('a und b');
  expect(isKey('and')).toBe(true);
  expect(isKey('no such key')).toBe(false);
  expect(capital('über')).toBe('Über');
});
