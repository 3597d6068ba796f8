// A tab of Chromium, through Playwright.
import { chromium, type Browser } from 'playwright';
import { launchOptions } from '../../scripts/browser.mjs';
import type { Tab } from './tab.ts';

let browser: Browser | undefined;

export async function openChromium(): Promise<Tab> {
  browser ??= await chromium.launch(launchOptions());
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return {
    ...{ engine: 'Chromium', errors, leastWidth: 0 },
    goto: async (address) => void (await page.goto(address)),
    evaluate: (expression) => page.evaluate(expression),
    press: (key) => page.keyboard.press(key),
    resize: (width, height) => page.setViewportSize({ width, height }),
    picture: () => page.screenshot({ type: 'png' }),
    async close() {
      await context.close();
      if (browser?.contexts().length) return;
      await browser?.close();
      browser = undefined;
    },
  };
}
