// Lessons on paper: one page each, in whatever theme they are read, with the answers of bets and challenge or without them.
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { lessons } from '../../src/scenario/catalog.ts';
import { spoken } from '../../src/scenario/words.ts';
import { openPage } from './browser.ts';

/** Opens a lesson and waits until it could be printed. */
async function openLesson(path: string): Promise<Page> {
  const page = await openPage(path, { colorScheme: 'dark' });
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/Handout-')),
  );
  return page;
}

/** What stands on the paper. */
async function printed(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  return await page.locator('.handout').innerText();
}

it.each(lessons.map((entry) => [entry.name, entry] as const))('%s fits on one page', async (name, entry) => {
  const { lesson } = await entry.load();
  const page = await openLesson(`#1.${name}`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const said = await printed(page);
  for (const { title, text } of lesson!.beats) {
    expect(said).toContain(title);
    expect(said.replace(/\s+/g, ' ')).toContain(spoken(text).replace(/\s+/g, ' '));
  }
  const bets = lesson!.beats.filter(({ bet }) => bet).length;
  expect(said.match(/☒/g)).toHaveLength(bets);
  expect(said).toContain(lesson!.challenge.solved.slice(0, 40));
});

it('leaves the answers out when told to', async () => {
  const [first] = lessons;
  const { lesson } = await first!.load();
  const said = await printed(await openLesson(`?answers=hidden#1.${first!.name}`));
  expect(said).toContain('☐');
  expect(said).not.toContain('☒');
  for (const { bet } of lesson!.beats) if (bet) expect(said).not.toContain(bet.because.slice(0, 40));
  expect(said).not.toContain(lesson!.challenge.solved.slice(0, 40));
});

it('is not on the screen', async () => {
  const page = await openLesson(`#1.${lessons[0]!.name}`);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await page.locator('.handout').isVisible()).toBe(false);
});
