// The page stands: it loads without a complaint, asks no other host for anything, and axe finds nothing wrong with it.
import { expect, inject, it } from 'vitest';
import { openPage, violations } from './browser.ts';

it('loads without an error and from its own host only', async () => {
  const page = await openPage();
  await page.evaluate('document.fonts.ready');
  expect(page.errors).toEqual([]);
  expect(await page.title()).toContain('Queue vs Log');
  const elsewhere = page.requested.filter(
    (url) => !/^(data|blob):/.test(url) && !url.startsWith(inject('origin')),
  );
  expect(elsewhere).toEqual([]);
});

it('has its two families, under its own policy', async () => {
  const page = await openPage();
  const loaded = await page.evaluate<string[][]>(
    `Promise.all(['Literata Variable', 'Inter Variable'].map(async (family) =>
      (await document.fonts.load('16px "' + family + '"')).map((face) => face.status)))`,
  );
  expect(loaded).toEqual([['loaded'], ['loaded']]);
  expect(page.errors).toEqual([]);
});

it.each(['light', 'dark'] as const)('is accessible in the %s theme', async (colorScheme) => {
  expect(await violations(await openPage('', { colorScheme }))).toEqual([]);
});

it('speaks German where the address asks for it', async () => {
  const page = await openPage('?lang=de');
  await page.getByRole('heading', { level: 1, name: 'Kafka ist keine Queue.' }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('de');
  await page.getByRole('link', { name: /^Beginnen: / }).click();
  await page.getByRole('button', { name: 'Nächste Station' }).waitFor();
  expect(await page.getByRole('region', { name: 'Queue' }).innerText()).toContain('warten');
  expect(await violations(page)).toEqual([]);
});

it.each(['#glossary', '#glossary.offset', '#specimens'])('%s is accessible', async (path) => {
  const page = await openPage(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(page.errors).toEqual([]);
  expect(await violations(page)).toEqual([]);
});

it('leads from a term in a lesson to its place in the glossary', async () => {
  const page = await openPage('#1.one-message-two-worlds');
  await page.getByRole('link', { name: 'queue', exact: true }).click();
  const term = page.getByRole('term').filter({ hasText: /^queue$/ });
  await term.waitFor();
  expect(await term.evaluate((element) => element === document.activeElement)).toBe(true);
});
