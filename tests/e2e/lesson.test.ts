// What a lesson's page does in the hand of a visitor who has a pointer, another window or a bad link; what it does by keyboard, and in
// other browsers, is in engines.test.ts.

import type { Page } from 'playwright';
import { expect as expectPage } from 'playwright/test';
import { expect, it } from 'vitest';
import lessonOneData from '../../simulations/01-one-message-two-worlds.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { openPage, type Preferences, violations } from './browser.ts';
import { inEnglish } from '../../src/scenario/english.ts';

const lessonOne = inEnglish(lessonOneData);

/** Presses a key where no control has the focus. */
async function press(page: Page, key: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur()');
  await page.keyboard.press(key);
}

const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** Opens a lesson and waits until it answers. */
async function openLesson(scenario: Scenario, preferences: Preferences = { reducedMotion: 'reduce' }) {
  const page = await openPage(`#1.${scenario.name}`, preferences);
  await expectPage(title(page)).toHaveText(scenario.lesson!.beats[0]!.title);
  return page;
}

it('plays, and stops when told to', async () => {
  const page = await openLesson(lessonOne, {});
  const slider = page.getByRole('slider', { name: 'Timeline' });
  const before = await slider.getAttribute('aria-valuetext');
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForTimeout(1500);
  await page.getByRole('button', { name: 'Pause' }).click();
  const paused = await slider.getAttribute('aria-valuetext');
  expect(paused).not.toBe(before);
  await page.waitForTimeout(400);
  expect(await slider.getAttribute('aria-valuetext')).toBe(paused);
});

it('forks when somebody acts, and leads back', async () => {
  const page = await openLesson(lessonOne);
  for (let n = 0; n < 3; n++) await press(page, 'ArrowRight');
  await page.getByRole('button', { name: 'Crash payments' }).click();
  await page.getByRole('button', { name: 'Return to the lesson' }).click();
  await expectPage(title(page)).toHaveText(lessonOne.lesson!.beats[3]!.title);
});

it.each(['#1.no-such-lesson', '#2.x', '#1.<img src=x onerror=alert(1)>', '#1.one-message-two-worlds.x'])(
  'says in one sentence what is wrong with %s',
  async (hash) => {
    const page = await openPage(hash);
    await expectPage(page.getByRole('status').or(page.getByRole('alert')).first()).toContainText('.');
    expect(await page.locator('img[onerror]').count()).toBe(0);
    expect(page.errors).toEqual([]);
  },
);

it.each([
  [1440, 900],
  [1280, 720],
  [390, 844],
  [360, 640],
  [1920, 1080],
])('has no horizontal scrolling and no text under 12 px at %i × %i', async (width, height) => {
  for (const theme of ['light', 'dark', ...(width === 1280 ? ['projector'] : [])]) {
    const page = await openPage(`?theme=${theme}#1.replay-the-payments`, {
      width,
      height,
      reducedMotion: 'reduce',
    });
    await expectPage(title(page)).toBeVisible();
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(wide, theme).toBeLessThanOrEqual(0);
    const smallest = await page.evaluate<number>(`Math.min(...[...document.querySelectorAll('body *')]
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
      .filter((one) => one.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) ?? true)
      .map((one) => parseFloat(getComputedStyle(one).fontSize)))`);
    expect(smallest, theme).toBeGreaterThanOrEqual(theme === 'projector' ? 24 : 12);
    expect(await violations(page), theme).toEqual([]);
    await page.close();
  }
});
