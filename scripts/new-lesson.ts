// npm run new-lesson -- NAME: writes a lesson that runs (its data, its words, its place in the course) and shows it in a page that follows
// every change. Nothing is written if anything of it is there already.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'vite';

const CATALOG = 'src/scenario/catalog.ts';
const WORDS = 'src/words/en.json';

export async function main(args: readonly string[]): Promise<number> {
  const [name, ...more] = args;
  if (!name || more.length) return refuse('Name the lesson: npm run new-lesson -- NAME');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    return refuse(`“${name}” cannot be a lesson's name: small letters, digits and hyphens can.`);
  const numbers = readdirSync('simulations').map((file) => /^(\d+)-(.*)\.ts$/.exec(file));
  if (numbers.some((file) => file?.[2] === name)) return refuse(`There is a lesson ${name} already.`);
  const number = Math.max(0, ...numbers.map((file) => Number(file?.[1] ?? 0))) + 1;
  const written = pieces(name, number, readFileSync(CATALOG, 'utf8'), readFileSync(WORDS, 'utf8'));
  for (const [file, text] of Object.entries(written)) writeFileSync(file, text);
  process.stdout.write(`Written: ${Object.keys(written).join(', ')}\n`);
  process.env.NODE_ENV = 'development'; // what bundled this script has left “production” behind
  const server = await createServer({ server: { host: '127.0.0.1', open: `/#1.${name}` } });
  await server.listen();
  process.stdout.write(
    `It runs at ${server.resolvedUrls?.local[0]}#1.${name} and follows every change  (Ctrl+C ends it)\n`,
  );
  return await new Promise<number>(() => {});
}

/** What the files of a new lesson contain, by their paths. */
export function pieces(name: string, number: number, catalog: string, words: string): Record<string, string> {
  const file = `simulations/${String(number).padStart(2, '0')}-${name}.ts`;
  const data = readFileSync('scripts/new-lesson/skeleton.ts', 'utf8')
    .replaceAll('../../src/', '../src/')
    .replace(/^\/\/.*/, `// Lesson ${number}: which question does it ask, and what happens on each side?`)
    .replace(`name: 'skeleton'`, `name: '${name}'`)
    .replace('number: 0', `number: ${number}`);
  const entry = `  lesson(${number}, 1, '${name}', () => import('../../${file}')),\n`;
  const all = JSON.parse(words) as { lessons: Record<string, unknown> };
  all.lessons[name] = JSON.parse(readFileSync('scripts/new-lesson/skeleton.json', 'utf8'));
  return {
    [file]: data,
    [CATALOG]: catalog.replace(/\n\];\n\nfunction lesson\(/, `\n${entry}];\n\nfunction lesson(`),
    [WORDS]: `${JSON.stringify(all, null, 2)}\n`,
  };
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}
