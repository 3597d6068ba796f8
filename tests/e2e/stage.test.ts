// Things on the stage: reached and selected by keyboard, their story told, the world changed by hand, futures kept and compared.

import type { Page } from 'playwright';
import { expect as expectPage } from 'playwright/test';
import { expect, it } from 'vitest';
import { openPage, violations } from './browser.ts';

const thing = (page: Page, lane: string, of: string) =>
  page.getByRole('region', { name: lane, exact: true }).locator(`[data-of="${of}"][role=button]`).first();

const open = async () => {
  const page = await openPage('#1.replay-the-payments', { reducedMotion: 'reduce' });
  await expectPage(thing(page, 'Log', 'send/0')).toBeVisible();
  return page;
};

it('tells the story of a thing that was come to by keyboard, and goes back to it', async () => {
  const page = await open();
  await thing(page, 'Log', 'send/0').focus();
  await expectPage(page.getByText('Amal, 12, offset 0')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expectPage(thing(page, 'Log', 'send/1')).toBeFocused();
  // what has the focus is said in words under the stage
  await expectPage(page.getByText('Ben, 30, offset 1')).toBeVisible();
  await page.keyboard.press('Enter');
  const story = page.getByRole('complementary', { name: 'Order 2' });
  await expectPage(story.getByText('acknowledges order 2: the queue removes it.')).toBeVisible();
  await expectPage(story.getByText('Order 2 stands at offset 1 of orders-0.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await story.getByRole('button', { name: /reset in orders-0/ }).click();
  await expectPage(page.getByRole('region', { name: 'Time' }).getByText('0:47.000')).toBeVisible();
  await story.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await expectPage(story).toBeHidden();
  await expectPage(thing(page, 'Log', 'send/1')).toBeFocused();
  expect(page.errors).toEqual([]);
});

it('keeps the futures that were made by hand, and compares them', async () => {
  const page = await open();
  await thing(page, 'Queue', 'worker/payments').click();
  const story = page.getByRole('complementary', { name: 'payments' });
  const barred = story.getByRole('button', { name: 'Start payments again' }).first();
  await expectPage(barred).toHaveAttribute('aria-disabled', 'true');
  await story.getByRole('button', { name: 'Crash payments' }).first().click();
  const runs = page.getByRole('group', { name: 'Runs' });
  await expectPage(runs.getByRole('button', { name: 'Crash payments', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await runs.getByRole('button', { name: 'Compare' }).click();
  await expectPage(page.getByText('First difference, at')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await runs.getByRole('button', { name: 'Remove' }).click();
  await expectPage(runs.getByText('is removed.')).toBeVisible();
  await runs.getByRole('button', { name: 'Undo' }).click();
  await runs.getByRole('button', { name: 'The lesson' }).click();
  await expectPage(page.getByText('your own run')).toBeHidden();
  expect(page.errors).toEqual([]);
});
