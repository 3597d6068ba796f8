// npm test: from a fresh clone to a verdict. Every step runs; the exit code tells whether all of them passed.
// With `quick` it is npm run check: what to know before every commit, without a browser.
import { readFileSync, rmSync } from 'node:fs';
import { endWithParent, installDependencies, npm } from './bootstrap.mjs';

const quick = process.argv[2] === 'quick';
const steps = quick ? ['types', 'lint', 'format'] : ['types', 'lint', 'format', 'unused', 'build', 'size'];
// what has not changed since the last time is not looked at again; npm test looks at everything
const quicker = {
  lint: ['--cache', '--cache-strategy', 'content', '--cache-location', 'node_modules/.cache/eslint/'],
  format: ['--cache'],
  tests: ['--project', 'node'],
};
const counts = 'node_modules/.tests.json';

// how many random conversations each broker has to stand, see tests/random/trial.ts
process.env.RANDOM_RUNS ??= quick ? '300' : '10000';

endWithParent();
await installDependencies();
if (!quick) {
  const { ensureBrowser, otherEngines } = await import('./browser.mjs');
  console.log(`Browser: ${await ensureBrowser()}`);
  const { present, missing } = otherEngines();
  if (present.length) console.log(`The lessons are also tested in ${present.join(' and ')}.`);
  if (missing.length)
    console.log(`Not here, so not tested in: ${missing.join(' and ')}. npm run test:browsers installs them.`);
  rmSync('dist', { recursive: true, force: true }); // a failed build must not leave an old page to be tested
}
rmSync(counts, { force: true });

const began = performance.now();
const seconds = (since = began) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
/** @type {string[]} */
const failed = [];
/** @type {string[]} */
const took = [];
/** @param {string} step @param {boolean} [held] */
async function take(step, held = false) {
  const since = performance.now();
  if (!held) console.log(`\n== ${step}`);
  const extra = (quick && quicker[/** @type {keyof typeof quicker} */ (step)]) || [];
  if (!(await npm(['run', '--silent', step, '--', ...extra], { held }))) failed.push(step);
  if (held) console.log(`== ${step}, above`);
  took.push(`${step} ${seconds(since)}`);
}

if (quick) await Promise.all([...steps, 'tests'].map((step) => take(step, true)));
else for (const step of [...steps, 'tests']) await take(step);

/** @type {{ passed: number, failed: number }} */
let tests = { passed: 0, failed: 1 };
try {
  tests = JSON.parse(readFileSync(counts, 'utf8'));
} catch {
  console.log('The test run left no counts.');
}
// tests count one by one, unless the run failed in a way that is no single test's
if (failed.includes('tests')) tests.failed = Math.max(1, tests.failed);
const failedSteps = failed.filter((step) => step !== 'tests').length;

console.log(`\n${took.join(', ')}; in all ${seconds()}`);
if (failed.length) console.log(`Failed: ${failed.join(', ')}`);
console.log(`${tests.passed + steps.length - failedSteps} passed, ${tests.failed + failedSteps} failed`);
process.exitCode = failed.length || tests.failed ? 1 : 0;
