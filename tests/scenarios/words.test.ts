// The language files: every word has its place in a lesson. That none is missing is found where scenarios are checked.

import { expect, test } from 'vitest';
import english from '../../src/words/en.json';
import type { ScenarioData, Words } from '../../src/scenario/words.ts';

const files = import.meta.glob<{ default: ScenarioData }>('../../simulations/*.ts', { eager: true });
const data = new Map(Object.values(files).map((file) => [file.default.name, file.default]));

/** Paths of words that belong to nothing: keys under a list of which nothing has that `id`, or under a part that there is not. */
function astray(words: Words, part: unknown, path: string): string[] {
  if (typeof words === 'string') return [];
  return Object.entries(words).flatMap(([key, own]) => {
    const place = `${path}.${key}`;
    const next = Array.isArray(part)
      ? (part as { id?: string }[]).find(({ id }) => id === key)
      : (part as Record<string, unknown>)[key];
    // a text is a field of its own; whether there may be one is the schema's to say
    if (next === undefined) return Array.isArray(part) || typeof own !== 'string' ? [place] : [];
    return astray(own, next, place);
  });
}

test.each(Object.entries<Words>(english.lessons))('no word of %s is astray', (name, words) => {
  expect(data.has(name), 'there is such a lesson').toBe(true);
  expect(astray(words, data.get(name), name)).toEqual([]);
});

test('a word of something that is gone is found', () => {
  const words = {
    lanes: { third: { title: 'Third' } },
    lesson: { beats: { read: { bet: { because: '…' } } } },
  };
  const lesson = { lanes: [{ id: 'queue' }], lesson: { beats: [{ id: 'read' }] } };
  expect(astray(words, lesson, 'a')).toEqual(['a.lanes.third', 'a.lesson.beats.read.bet']);
});
