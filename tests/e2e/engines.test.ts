// The lessons in the built page, in every engine that is here: by keyboard alone from the first still to the end and back, bets and
// challenge included, with axe at every beat; a reload restores the moment; and the same run is the same bytes here and there.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { lessons } from '../../src/scenario/catalog.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { engines } from '../browsers/engines.ts';
import { type Tab, until } from '../browsers/tab.ts';
import { allPlaces, sampleOf, settings } from '../rendered/places.ts';
import { complaint, findings, goTo, openSetting } from '../rendered/rendered.ts';
import journals from './journals.ts';

const all = await Promise.all(lessons.map((entry) => entry.load()));
/** In the other engines: lessons that between them have every part of the page. `npm run test:browsers` has all there, too. */
const few = all.filter(({ lesson }) => process.env.ALL_LESSONS || [1, 4].includes(lesson!.number));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sample = sampleOf(await allPlaces(), 40);

/** An expression for the one that says just this, of what a selector finds. */
const saying = (selector: string, says: string): string =>
  `[...document.querySelectorAll('${selector}')].find((one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === ${JSON.stringify(says)})`;

const quoted = JSON.stringify;

describe.each(engines)('%s', (engine, open) => {
  let tab: Tab;
  beforeAll(async () => {
    tab = await open();
    await tab.resize(1440, 900);
  }, 120_000);
  afterAll(() => tab.close());

  /** Presses a key where no control has the focus. */
  async function press(key: string): Promise<void> {
    await tab.evaluate('void document.activeElement?.blur()');
    await tab.press(key);
  }
  const titled = (title: string) =>
    until(tab, `document.querySelector('h1')?.textContent === ${quoted(title)}`, title);
  async function openLesson(scenario: Scenario): Promise<void> {
    await tab.goto('about:blank');
    await tab.goto(new URL(`?motion=reduced#1.${scenario.name}`, inject('origin')).href);
    await titled(scenario.lesson!.beats[0]!.title);
  }
  const violations = () =>
    tab.evaluate<string[]>(`(() => { ${axe}; return axe.run().then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' ')))); })()`);
  const valueText = () => tab.evaluate<string>(`document.querySelector('input[type=range]').ariaValueText`);
  /** Focuses a button by what it says and presses Enter. */
  async function enter(says: string): Promise<void> {
    await until(tab, saying('button', says), says);
    await tab.evaluate(`void ${saying('button', says)}.focus()`);
    await tab.press('Enter');
  }
  const complaints = () => expect(tab.errors).toEqual([]);

  const told = engine === 'Chromium' ? all : few;
  describe.each(told.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
    const { beats, challenge, keep } = scenario.lesson!;

    it('goes to its end and back by keyboard, and axe finds nothing at any beat', async () => {
      await openLesson(scenario);
      for (const [index, beat] of beats.entries()) {
        await titled(beat.title);
        expect(await violations(), beat.id).toEqual([]);
        if (beat.bet) {
          await press('1');
          await until(tab, `document.querySelector('fieldset input:checked')?.value === '0'`, beat.bet.id);
        }
        if (index < beats.length - 1) await press('ArrowRight');
      }
      await press('End');
      await until(tab, `document.body.textContent.includes(${quoted(keep)})`, keep);
      for (const beat of [...beats].reverse()) {
        await press('ArrowLeft');
        await titled(beat.title);
      }
      complaints();
      const requested = await tab.evaluate<string[]>(
        `performance.getEntriesByType('resource').map(({ name }) => name)`,
      );
      expect(requested.length).toBeGreaterThan(2);
      const ours = (url: string) => url.startsWith(inject('origin')) || /^(data|blob):/.test(url);
      expect(requested.filter((url) => !ours(url))).toEqual([]);
    });

    it('has a challenge that is solved by keyboard', async () => {
      await openLesson(scenario);
      await press('End');
      const start = `[...document.querySelectorAll('button')].find((one) => /challenge/i.test(one.textContent))`;
      await until(tab, start, 'a challenge');
      await tab.evaluate(`void ${start}.focus()`);
      await tab.press('Enter');
      for (const id of challenge.solution) await enter(challenge.actions.find((one) => one.id === id)!.label);
      await until(tab, `document.body.textContent.includes(${quoted(challenge.solved)})`, challenge.solved);
      await enter('Return to the lesson');
      await until(tab, saying('button', 'Next beat'), 'Next beat');
      complaints();
    });

    it('stands at the same moment after a reload', async () => {
      await openLesson(scenario);
      for (const beat of beats.slice(1, 4)) {
        await press('ArrowRight');
        await titled(beat.title);
      }
      const stood = await valueText();
      await press('.');
      await until(tab, `document.querySelector('input[type=range]').ariaValueText !== ${quoted(stood)}`);
      const before = await valueText();
      await until(tab, `!location.hash.endsWith('.3-0.-') && /\\.3-1\\./.test(location.hash)`, 'the address');
      await tab.evaluate('void setTimeout(() => location.reload(), 0)');
      await until(tab, `performance.getEntriesByType('navigation')[0]?.type === 'reload'`, 'a reload');
      await titled(beats[3]!.title);
      expect(await valueText()).toBe(before);
    });

    it('tells what happened, also while its drawer is closed', async () => {
      await openLesson(scenario);
      await press('End');
      await until(tab, `document.querySelectorAll('[role=log] li').length > 20`, 'what happened');
      expect(await tab.evaluate(`document.querySelector('[role=log]').getAttribute('aria-live')`)).toBe(
        'off',
      );
    });
  });

  it('gives byte-equal journals here and in the browser', async () => {
    const built = await build({
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        lib: { entry: 'tests/e2e/journals.ts', formats: ['iife'], name: 'journals' },
      },
    });
    const output = (Array.isArray(built) ? built[0]! : built) as { output: readonly { code: string }[] };
    await tab.goto(inject('origin'));
    const there = await tab.evaluate<Record<string, string>>(
      `(() => { ${output.output[0]!.code}; return journals(); })()`,
    );
    expect(Object.keys(there).length).toBeGreaterThan(lessons.length);
    expect(there).toEqual(journals());
  });

  // Chromium has the larger sample of rendered.test.ts
  if (engine !== 'Chromium')
    it('renders the page well in every size and theme', async () => {
      const said: string[] = [];
      for (const setting of settings) {
        await openSetting(tab, inject('origin'), setting);
        for (const [other, place] of sample) {
          if (other !== setting) continue;
          await goTo(tab, place);
          for (const finding of await findings(tab, setting)) said.push(complaint(place, setting, finding));
        }
      }
      expect(said).toEqual([]);
    }, 240_000);
});
