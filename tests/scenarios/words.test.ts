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

const languages = import.meta.glob<{
  default: {
    interface: Record<string, string>;
    lessons: object;
    glossary: Record<string, { term: string; says: string }>;
  };
}>('../../src/words/*.json', { eager: true });
const sources = Object.values(
  import.meta.glob<string>(['../../src/**/*.{ts,svelte}', '!../../src/**/*.test.ts'], {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
).join('\n');
/** Keys that are put together: `` `key.${wish}` `` stands for all that begin with `key.`. */
const composed = [...sources.matchAll(/`([a-z][\w.-]*\.)(?:[\w-]*)\$\{/g)].map(([, start]) => start!);

/** Whether the program asks for this text anywhere; of what the engine tells, by the kind of its facts. */
const isAsked = (key: string): boolean => {
  const [part = '', kind = ''] = key.split(/\.(.*)/);
  const told = ['clients', 'log', 'queue', 'redis', 'direct'].includes(part) && sources.includes(`'${kind}'`);
  return sources.includes(`'${key}'`) || composed.some((start) => key.startsWith(start)) || told;
};

test('the page asks for every text of the interface', () => {
  expect(Object.keys(english.interface).filter((key) => !isAsked(key))).toEqual([]);
  expect(isAsked('nobody asks for this')).toBe(false);
});

const named = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name!.toLowerCase()))].sort();

test.each(Object.entries(languages))('%s has the texts of the interface, with the same values', (_, file) => {
  const texts = file.default.interface;
  expect(Object.keys(texts)).toEqual(Object.keys(english.interface));
  for (const [key, text] of Object.entries(english.interface))
    expect(named(texts[key]!), key).toEqual(named(text));
});

/** The paths of all texts. */
const pathsOf = (words: Words, path = ''): string[] =>
  typeof words === 'string'
    ? [path]
    : Object.entries(words).flatMap(([key, own]) => pathsOf(own, `${path}.${key}`));

test.each(Object.entries(languages))('%s has every word of the lessons that it has', (_, file) => {
  for (const [name, words] of Object.entries(file.default.lessons))
    expect(pathsOf(words as Words)).toEqual(pathsOf(english.lessons[name as keyof typeof english.lessons]));
});

test.each(Object.entries(languages))('%s explains every term of the glossary', (_, file) => {
  const { glossary } = file.default;
  expect(Object.keys(glossary).sort()).toEqual(Object.keys(english.glossary).sort());
  for (const { term, says } of Object.values(glossary)) expect(`${term} ${says}`).toMatch(/\w+ .{20,}\./);
});
