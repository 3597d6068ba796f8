// How the application is built: one page, its script and its style, with paths that work in any folder of any site.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { contentSecurityPolicy, preloadFonts } from './scripts/policy.ts';

export default defineConfig({
  base: './', // the same build runs at a site's root or in any sub-folder
  publicDir: 'static',
  plugins: [
    svelte({ configFile: false, compilerOptions: { runes: true } }),
    contentSecurityPolicy(),
    preloadFonts(),
  ],
  build: {
    target: 'es2022',
    sourcemap: true,
    modulePreload: { polyfill: false }, // every browser that reads es2022 preloads modules by itself
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined), // the policy bars fonts as data:
  },
});
