// What the page weighs against its budgets: the gzipped JavaScript that it loads until its first lesson answers, and the fonts that its
// styles name. What else it may load is weighed too and has no budget of its own: rooms of the engine that only some lessons need.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const budgets = { script: 120_000, fonts: 110_000 };

/** @param {string} file */
const read = (file) => readFileSync(path.join('dist', file), 'utf8');

/** @param {string} file @param {RegExp} links */
const linked = (file, links) =>
  [...read(file).matchAll(links)].map(([, to = '']) => path.posix.join(path.posix.dirname(file), to));

const pageScripts = /(?:src|href)="(\.\/[^"]+\.js)"/g; // scripts and modulepreloads
const staticImports = /(?:from|import)\s*["'](\.[^"']+\.js)["']/g;
const anyImports = /["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g; // import('./x.js') too, and workers by their address

/**
 * Every script that can be reached from the page by these links.
 * @param {RegExp} links @returns {string[]}
 */
function reach(links) {
  const seen = new Set(linked('index.html', pageScripts));
  for (const file of seen) for (const next of linked(file, links)) seen.add(next);
  return [...seen];
}

/** @param {string[]} files */
const gzipped = (files) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join('dist', file))).length, 0);

/** @param {string} what @param {number} bytes @param {number} budget @param {string[]} files */
function weigh(what, bytes, budget, files) {
  // nothing found is a defect of this script or of the build, never a light page
  const fits = bytes > 0 && bytes <= budget;
  if (!fits) process.exitCode = 1;
  console.log(
    `${what.padEnd(26)}${String(bytes).padStart(8)} B of ${budget}, ${files.length} file(s)${fits ? '' : '  TOO MUCH OR NOTHING'}`,
  );
}

const atOnce = reach(staticImports);
const all = reach(anyImports);
// its data, and its words in the language that the page speaks unless told otherwise
const lesson = all.filter((file) => /\/(01|_words_en)-one-message-two-worlds-[^/]*\.js$/.test(file));
if (lesson.length !== 2) throw new Error(`Of the first lesson there are ${lesson.length} scripts.`);
const first = [...atOnce, ...lesson];
weigh('first lesson, gzipped', gzipped(first), budgets.script, first);
weigh('script in all, gzipped', gzipped(all), Infinity, all);

const styles = linked('index.html', /href="(\.\/[^"]+\.css)"/g);
const fonts = [
  ...new Set(styles.flatMap((file) => linked(file, /url\(["']?(?!data:)([^"')]+\.woff2)["']?\)/g))),
];
const bytes = fonts.reduce((sum, file) => sum + statSync(path.join('dist', file)).size, 0);
weigh('fonts', bytes, budgets.fonts, fonts);
