// The page as it is rendered: a sample of the gallery, every lesson in every size and theme, with nothing overlapping, cut off, too
// small, too pale or out of its frame. And each of these is seen when it is there.

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../browsers/chromium.ts';
import type { Tab } from '../browsers/tab.ts';
import { allPlaces, type Place, sampleOf, type Setting, settings, startPage } from '../rendered/places.ts';
import { complaint, findings, goTo, openSetting } from '../rendered/rendered.ts';

let tab: Tab;
beforeAll(async () => {
  tab = await openChromium();
});
afterAll(() => tab.close());

const MOST = 160;
const sample = sampleOf(await allPlaces(), MOST);

it.each(settings.map((setting) => [setting.size.name, setting.theme, setting] as const))(
  'is well set: %s, %s',
  async (_, __, setting) => {
    await openSetting(tab, inject('origin'), setting);
    const complaints: string[] = [];
    for (const [other, place] of sample) {
      if (other !== setting) continue;
      await goTo(tab, place);
      for (const finding of await findings(tab, setting)) complaints.push(complaint(place, setting, finding));
    }
    expect(complaints).toEqual([]);
  },
);

/** In the page: a text of the stage by what it says, a card of the stage by its number. */
const text = (says: string) =>
  `[...document.querySelectorAll('.stage text')].find((one) => one.textContent === '${says}')`;
const card = (n: number) => `document.querySelectorAll('.stage g:has(> rect + path + text)')[${n}]`;

describe('sees', () => {
  const desk = settings.find(({ size }) => size.name === 'desk')!;
  const phone = settings.find(({ size }) => size.name === 'phone')!;
  const projector = settings.find(({ theme }) => theme === 'projector')!;
  let place: Place;
  let open: Setting | null = null;
  beforeAll(async () => {
    place = (await allPlaces()).find(({ lesson, beat }) => lesson === 'replay-the-payments' && beat === 1)!;
  });

  it.each([
    [desk, `document.querySelector('.where').style.fontSize = '11px'`, /small: “Lesson 4 .*11 px, least 12/],
    [desk, `${text('payments')}.setAttribute('font-size', 11)`, /small: “payments” 11 px, least 12/],
    [desk, `document.querySelector('h1').style.marginTop = '-24px'`, /overlap: “Lesson 4 .* over “The fix/],
    [desk, `${text('Queue')}.setAttribute('x', 240)`, /overlap: “Queue” over “RabbitMQ/],
    [desk, `${text('payments')}.setAttribute('x', 720)`, /overlap: “payments” lies across/],
    [desk, `${text('payments')}.style.transform = 'translateY(-24px)'`, /overlap: “payments” lies across/],
    [desk, `${card(1)}.setAttribute('transform', ${card(0)}.getAttribute('transform'))`, /overlap: “.*over/],
    [desk, `${card(0)}.style.transform = 'translateX(-400px)'`, /outside: “.*leaves the stage/],
    [desk, `${text('Queue')}.setAttribute('y', -40)`, /outside: “Queue” leaves the stage/],
    [desk, `document.querySelector('.text').style.minWidth = '2000px'`, /clipped: “.*article.prose/],
    [
      desk,
      `document.querySelector('.where').style.cssText = 'overflow: hidden; height: 8px; min-height: 0'`,
      /clipped: “Lesson 4/,
    ],
    [
      desk,
      `Object.assign(document.querySelector('header .title').style, { width: '40px' })`,
      /clipped: “Replay the pay/,
    ],
    [
      desk,
      `Object.assign(document.querySelector('button[aria-controls=ledger]').style, { width: '20px', whiteSpace: 'nowrap' })`,
      /outside: “.*leaves button/,
    ],
    [desk, `document.querySelector('.text').style.color = '#8a8a8a'`, /contrast: “.*least 4.5/],
    [desk, `document.querySelector('.text').style.opacity = 0.5`, /contrast: “.*least 4.5/],
    [desk, `${text('waiting')}.style.fill = '#8a8a8a'`, /contrast: “waiting”.*least 4.5/],
    [
      desk,
      `Object.assign(${card(0)}.querySelector('rect').style, { stroke: '#ddd', fill: '#fff' })`,
      /contrast: “.*mark.*least 3/,
    ],
    [phone, `document.querySelector('main').style.paddingBottom = 0`, /covered: “/],
    [phone, `document.querySelector('.text').style.width = '500px'`, /outside: “the page” /],
    [projector, `${text('payments')}.setAttribute('font-size', 20)`, /small: “payments” 20 px, least 24/],
  ] as const)('$1 $2', async (setting, change, said) => {
    if (setting === open) await goTo(tab, startPage);
    else await openSetting(tab, inject('origin'), setting);
    open = setting;
    await goTo(tab, place);
    expect(await findings(tab, setting)).toEqual([]);
    await tab.evaluate(`void (${change})`);
    const all = (await findings(tab, setting)).map((one) => complaint(place, setting, one));
    expect(all.join('\n')).toMatch(said);
    expect(all[0]).toContain(`Replay the payments, beat 2 “The fix is deployed”, ${setting.size.name} `);
  });
});
