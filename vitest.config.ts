// The two kinds of tests: `node` runs in this process and takes seconds, `e2e` drives the built page in a real browser.
import { writeFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/node';
import { words } from './scripts/words.mjs';

/** Leaves the counts where scripts/test.mjs adds its own steps to them. */
const tally: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    writeFileSync(
      'node_modules/.tests.json',
      JSON.stringify({
        passed: count('passed'),
        // a file that does not load, or an error outside every test, fails too
        failed:
          count('failed') +
          modules.filter((m) => m.errors().length).length +
          (unhandledErrors.length ? 1 : 0),
      }),
    );
  },
};

export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), words()],
  resolve: { conditions: ['browser'] }, // Svelte's client, not its server half
  test: {
    reporters: ['default', tally],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{src,tests,scripts}/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          testTimeout: 30_000, // random runs take their time on a busy machine
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: 'tests/e2e/serve.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2, // each holds a browser
          sequence: { groupOrder: 1 }, // after the others, which want every core for themselves
        },
      },
    ],
  },
});
