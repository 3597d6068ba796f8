// Makes one plain module of a TypeScript file and all it imports from this project, with Vite's own bundler: Node 20 runs no
// TypeScript, and what a page runs is a bundle too, so figures measured here are figures of the page's code.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { words } from './words.mjs';

/**
 * The project's own .mjs files know by their place where they are, so they are imported from there.
 * @type {import('vite').Plugin}
 */
const plainModulesStay = {
  name: 'plain-modules-stay',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id.startsWith('.') && id.endsWith('.mjs') && importer
      ? { id: pathToFileURL(path.resolve(path.dirname(importer), id)).href, external: true }
      : null,
};

/**
 * Bundles and imports a module.
 * @param {string} file
 * @returns {Promise<Record<string, unknown>>} what it exports
 * @throws what the bundler or the module itself throws
 */
export async function load(file) {
  // beside the packages, so that the bundle finds those it leaves outside
  const outDir = mkdtempSync(path.join(import.meta.dirname, '../node_modules/.bundle-'));
  try {
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: path.resolve(file),
        outDir,
        target: 'node20',
        // one file, for it is gone again before anything loaded later would be asked for
        rolldownOptions: { output: { entryFileNames: 'module.mjs', codeSplitting: false } },
      },
      plugins: [plainModulesStay, words()],
    });
    const module = await import(pathToFileURL(path.join(outDir, 'module.mjs')).href);
    return /** @type {Record<string, unknown>} */ (module);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
