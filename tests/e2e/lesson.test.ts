// Both lessons in the built page: by keyboard alone from the first still to the end and back, bets and challenge included, with
// axe at every beat; a reload restores the moment; and the same run is the same bytes here and in the browser.

import type { Page } from 'playwright';
import { expect as expectPage } from 'playwright/test';
import { build } from 'vite';
import { describe, expect, inject, it } from 'vitest';
import { createModels } from '../../src/engine/broker.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { queueModel } from '../../src/engine/queue/model.ts';
import { runScenario } from '../../src/scenario/compile.ts';
import lessonOne from '../../simulations/01-one-message-two-worlds.ts';
import lessonFour from '../../simulations/04-replay-the-payments.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { openPage, type Preferences, violations } from './browser.ts';

const lessons: readonly Scenario[] = [lessonOne, lessonFour];

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

describe.each(lessons.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  const { beats, challenge } = scenario.lesson!;

  it('goes to its end and back by keyboard, and axe finds nothing at any beat', async () => {
    const page = await openLesson(scenario);
    for (const [index, beat] of beats.entries()) {
      await expectPage(title(page)).toHaveText(beat.title);
      expect(await violations(page), beat.id).toEqual([]);
      if (beat.bet) {
        await press(page, '1');
        await expectPage(page.getByRole('radio', { name: beat.bet.options[0]!.says })).toBeChecked();
      }
      if (index < beats.length - 1) await press(page, 'ArrowRight');
    }
    await press(page, 'End');
    await expectPage(page.getByText(scenario.lesson!.keep)).toBeVisible();
    for (const beat of [...beats].reverse()) {
      await press(page, 'ArrowLeft');
      await expectPage(title(page)).toHaveText(beat.title);
    }
    expect(page.errors).toEqual([]);
    expect(
      page.requested.filter((url) => !url.startsWith(inject('origin')) && !/^(data|blob):/.test(url)),
    ).toEqual([]);
  });

  it('has a challenge that is solved by keyboard', async () => {
    const page = await openLesson(scenario);
    await press(page, 'End');
    await page.getByRole('button', { name: /challenge/i }).focus();
    await page.keyboard.press('Enter');
    for (const id of challenge.solution) {
      const { label } = challenge.actions.find((one) => one.id === id)!;
      await page.getByRole('button', { name: label, exact: true }).focus();
      await page.keyboard.press('Enter');
    }
    await expectPage(page.getByText(challenge.solved)).toBeVisible();
    await page.getByRole('button', { name: 'Return to the lesson' }).click();
    await expectPage(page.getByRole('button', { name: 'Next beat' })).toBeVisible();
    expect(page.errors).toEqual([]);
  });

  it('stands at the same moment after a reload', async () => {
    const page = await openLesson(scenario);
    for (let n = 0; n < 3; n++) await press(page, 'ArrowRight');
    await press(page, '.');
    const before = await page.getByRole('slider', { name: 'Timeline' }).getAttribute('aria-valuetext');
    await page.waitForTimeout(300);
    await page.reload();
    await expectPage(title(page)).toHaveText(beats[3]!.title);
    expect(await page.getByRole('slider', { name: 'Timeline' }).getAttribute('aria-valuetext')).toBe(before);
  });

  it('tells what happened, also while its drawer is closed', async () => {
    const page = await openLesson(scenario);
    await press(page, 'End');
    const log = page.getByRole('log', { name: 'What happened' });
    expect(await log.getAttribute('aria-live')).toBe('off');
    expect(await log.getByRole('listitem').count()).toBeGreaterThan(20);
  });
});

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
  await expectPage(title(page)).toHaveText(lessonOne.lesson.beats[3].title);
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

it('gives byte-equal journals here and in the browser', async () => {
  const models = createModels(logModel, queueModel);
  const journal = (scenario: Scenario): string =>
    JSON.stringify(runScenario({ scenario, seed: scenario.seed, interventions: [] }, models).journal);
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: 'tests/e2e/journals.ts', formats: ['iife'], name: 'journals' },
    },
  });
  const output = (Array.isArray(built) ? built[0]! : built) as { output: readonly { code?: string }[] };
  const page = await openPage();
  const inBrowser = await page.evaluate<string[]>(`${output.output[0]!.code}; journals()`);
  expect(inBrowser).toEqual(lessons.map(journal));
});
