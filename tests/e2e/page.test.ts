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
