// Whether the page gives back what a lesson took: the heap after opening and closing one fifty times, by that after five. The browser
// goes without its compiler meanwhile: machine code for what runs often lies on the heap too, and is nothing that a lesson left.

import { type CDPSession, chromium, type Page } from 'playwright';
import { preview } from 'vite';
import { launchOptions } from '../browser.mjs';

const FEW = 5;
const MANY = 50;

/** `leak`, on the page that was built last. */
export async function measureLeak() {
  const server = await preview({ preview: { host: '127.0.0.1', port: 4420 }, logLevel: 'silent' });
  const options = launchOptions();
  const browser = await chromium.launch({ ...options, args: [...options.args, '--js-flags=--jitless'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(server.resolvedUrls!.local[0]!);
    const devtools = await page.context().newCDPSession(page);
    let few = NaN;
    for (let visit = 1; visit <= MANY; visit++) {
      await openAndClose(page);
      if (visit === FEW) few = await heapOf(devtools);
    }
    const value = Math.round(((await heapOf(devtools)) / few) * 1000) / 1000;
    return [{ name: 'leak', value, limit: 1.05, unit: '× heap' }];
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Bytes that are in use once everything that can be freed is. */
async function heapOf(devtools: CDPSession): Promise<number> {
  for (let n = 0; n < 4; n++) await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}

/** Opens a lesson, plays on, acts, looks at what happened and at the story of a thing, and goes back to the start page. */
async function openAndClose(page: Page): Promise<void> {
  await page.evaluate(`location.hash = '#1.replay-the-payments.3'`);
  const worker = page.locator('.stage [data-of="worker/payments"][role=button]').first();
  await worker.waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('w');
  await page.locator('#ledger.open').waitFor();
  await worker.click();
  const story = page.getByRole('complementary', { name: 'payments' });
  await story.getByRole('button', { name: 'Crash payments' }).first().click();
  await page.getByRole('group', { name: 'Runs' }).getByRole('button', { name: 'Compare' }).waitFor();
  await page.evaluate(`location.hash = '#'`);
  await page
    .getByRole('link', { name: /One message, two worlds/ })
    .first()
    .waitFor();
}
