// A page of the built application in a real browser, for end-to-end tests: opened with the preferences a test names,
// writing down what goes wrong and what it asks for, closed when the test ends. One browser per test file.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeEach, inject } from 'vitest';
import { launchOptions } from '../../scripts/browser.mjs';

export interface Preferences {
  /** CSS pixels. */
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
}

/** A page that remembers. Both lists grow for as long as it is open. */
export type WatchedPage = Page & {
  /** What the console reported as an error, and what nobody caught. */
  errors: string[];
  /** The address of everything the page asked for, itself first. */
  requested: string[];
};

let browser: Browser | undefined;
let inTest = false;
const ofThisTest = new Set<BrowserContext>();

beforeEach(() => {
  inTest = true;
});
afterEach(async () => {
  inTest = false;
  await Promise.all([...ofThisTest].map((context) => context.close()));
  ofThisTest.clear();
});
afterAll(async () => {
  await browser?.close();
});

/**
 * Opens a page and waits until it has loaded. One opened in a test closes with it, one opened in `beforeAll` with the file.
 * @param path relative to the page's own address: `''`, `'?theme=dark'`, `'#/about'`
 */
export async function openPage(path = '', preferences: Preferences = {}): Promise<WatchedPage> {
  const { width = 1440, height = 900, colorScheme = 'light', reducedMotion = 'no-preference' } = preferences;
  browser ??= await chromium.launch(launchOptions());
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion });
  if (inTest) ofThisTest.add(context);
  const page = Object.assign(await context.newPage(), {
    errors: [] as string[],
    requested: [] as string[],
  });
  page.on('console', (message) => {
    if (message.type() === 'error') page.errors.push(message.text());
  });
  page.on('pageerror', (error) => page.errors.push(String(error)));
  page.on('request', (request) => page.requested.push(request.url()));
  await page.goto(new URL(path, inject('origin')).href);
  return page;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it stands: a line per rule and place, empty where all is well. */
export async function violations(page: Page): Promise<string[]> {
  // evaluated as a string, through the debugging protocol, which the page's policy does not bind
  return await page.evaluate<string[]>(`${axe}; axe.run().then(({ violations }) =>
    violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => id + ': ' + help + ': ' + target.join(' '))))`);
}
