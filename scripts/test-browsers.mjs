// npm run test:browsers: the lessons, the journals and what is rendered, in Chromium, Firefox and WebKit, each of which has to be here or
// to be installable.
import { fail, installDependencies, npm, endWithParent } from './bootstrap.mjs';

endWithParent();
await installDependencies();
const { ensureBrowser, ensureOtherEngines } = await import('./browser.mjs');
console.log(`Browser: ${await ensureBrowser()}`);
await ensureOtherEngines();
if (!(await npm(['run', '--silent', 'build']))) fail('The page could not be built.');
process.env.ALL_LESSONS = 'yes';
const files = ['engines', 'rendered'].map((name) => `tests/e2e/${name}.test.ts`);
if (!(await npm(['run', '--silent', 'tests', '--', '--project', 'e2e', ...files]))) process.exitCode = 1;
