// How the application is built: one page, its script and its style, with paths that work in any folder of any site.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { lifecycleTables } from './scripts/lifecycles.ts';
import { contentSecurityPolicy, preloadFonts } from './scripts/policy.ts';
import { words } from './scripts/words.mjs';

export default defineConfig({
  base: './', // the same build runs at a site's root or in any sub-folder
  publicDir: 'static',
  plugins: [
    svelte({ configFile: false, compilerOptions: { runes: true } }),
    lifecycleTables(),
    words(),
    contentSecurityPolicy(),
    preloadFonts(),
  ],
  build: {
    target: 'es2022',
    sourcemap: true,
    modulePreload: { polyfill: false }, // every browser that reads es2022 preloads modules by itself
    rolldownOptions: {
      // all that the page needs at once is one file, also what a part that comes later needs too: many small files weigh more
      output: {
        advancedChunks: {
          groups: [
            {
              name: (id, context) =>
                isNeededAtOnce(id, (one) => context.getModuleInfo(one)) ? 'page' : null,
            },
          ],
        },
      },
    },
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined), // the policy bars fonts as data:
  },
});

/** Whether a module is reached from the page without any import(). */
function isNeededAtOnce(
  id: string,
  infoOf: (id: string) => { isEntry: boolean; importers: readonly string[] } | null,
): boolean {
  const seen = new Set([id]);
  for (const one of seen) {
    const info = infoOf(one);
    if (info?.isEntry) return true;
    for (const importer of info?.importers ?? []) seen.add(importer);
  }
  return false;
}
