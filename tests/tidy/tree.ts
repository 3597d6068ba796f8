// The project's own text files, as the tidy rules see them: paths from the root with forward slashes, and their text.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const foreign = new Set(['.git', 'node_modules', 'dist', 'dist-gallery', 'test-results']);
const text = /(\.(ts|mjs|js|svelte|css|html|json|md|svg|yml|yaml|txt)|\/run|LICENSE[\w-]*|rc)$/;

/** Every text file below a folder, in order. A folder that is not there holds none. */
export function files(folder = '.', extension = text): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !foreign.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? files(path, extension) : extension.test(path) ? [path] : [];
    })
    .sort();
}

export const read = (path: string): string => readFileSync(path, 'utf8');

/** What is wrong with each of these files, each line beginning with the file it is about. */
export const complaints = (paths: string[], judge: (path: string, text: string) => string[]): string[] =>
  paths.flatMap((path) => judge(path, read(path)).map((complaint) => `${path}: ${complaint}`));
