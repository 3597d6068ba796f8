// The language files, part by part: a page that shows one lesson in one language loads the words of that lesson and no others.
//   words:lessons            per language and name a function that loads the words of that lesson
//   words:LANGUAGE-NAME      those words
//   words:LANGUAGE/PART      another part of the language file: `glossary`, `interface` (what the page itself says), or
//                            `titles`, title and question of each lesson by its name
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../src/words');

/** @typedef {{ title: string, lesson: { question: string } }} LessonWords */

/** @param {string} language @returns {{ lessons: Record<string, LessonWords>, [part: string]: unknown }} */
const wordsIn = (language) => JSON.parse(readFileSync(path.join(folder, `${language}.json`), 'utf8'));

const languages = () =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.basename(file, '.json'));

/** @returns {import('vite').Plugin} */
export const words = () => ({
  name: 'words',
  resolveId: (id) => (id.startsWith('words:') ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith('\0words:')) return null;
    for (const language of languages()) this.addWatchFile(path.join(folder, `${language}.json`));
    const part = id.slice('\0words:'.length);
    if (part === 'lessons') return `export default {${languages().map(loadersOf).join(',')}}`;
    const [whose, what] = part.split('/');
    if (whose && what)
      return `export default ${JSON.stringify(what === 'titles' ? titlesIn(whose) : wordsIn(whose)[what])}`;
    const [, language = '', name = ''] = /^(\w+)-(.+)$/.exec(part) ?? [];
    return `export default ${JSON.stringify(wordsIn(language).lessons[name])}`;
  },
});

/** @param {string} language */
const titlesIn = (language) =>
  Object.fromEntries(
    Object.entries(wordsIn(language).lessons).map(([name, { title, lesson }]) => [
      name,
      { title, question: lesson.question },
    ]),
  );

/** @param {string} language */
const loadersOf = (language) =>
  `${language}:{${Object.keys(wordsIn(language).lessons)
    .map((name) => `${JSON.stringify(name)}:()=>import('words:${language}-${name}')`)
    .join(',')}}`;
