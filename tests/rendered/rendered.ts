// Brings a tab to a place, waits until it stands still there, and inspects it.

import { build } from 'vite';
import { type Tab, until } from '../browsers/tab.ts';
import type { Finding } from './finding.ts';
import { hashOf, named, type Place, queryOf, type Setting } from './places.ts';

let script: Promise<string> | undefined;

/** The inspection as one script, as it runs in the page. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'tests/rendered/inspect/inspect.ts', formats: ['iife'], name: 'rendered' },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  return (first as { output: readonly { code: string }[] }).output[0]!.code;
}

/** Opens the page in a setting; then it can go from place to place. */
export async function openSetting(tab: Tab, origin: string, { size, theme }: Setting): Promise<void> {
  await tab.goto('about:blank');
  await tab.resize(Math.max(size.width, tab.leastWidth), size.height);
  await tab.goto(origin);
  await tab.evaluate('localStorage.clear()'); // a visitor who was never here
  await tab.goto(new URL(queryOf(theme), origin).href);
}

/** Goes to a place and waits until it is drawn and stands still. */
export async function goTo(tab: Tab, place: Place): Promise<void> {
  await tab.evaluate(`void (location.hash = ${JSON.stringify(hashOf(place))})`);
  const title = JSON.stringify(place.lesson === null ? 'Queue vs Log' : place.beatTitle);
  const there =
    place.lesson === null
      ? `document.title === 'Queue vs Log' && document.querySelector('figure .stage .room')`
      : `document.querySelector('h1')?.textContent === ${title} && document.querySelector('.lesson .stage .room')`;
  await until(tab, there, named(place, { size: { name: 'desk', width: 0, height: 0 }, theme: 'light' }));
  await tab.evaluate(
    `Promise.all([document.fonts.ready, new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))]).then(() => null)`,
  );
}

/** What is wrong with the page as it stands. */
export async function findings(tab: Tab, setting: Setting): Promise<Finding[]> {
  script ??= bundle();
  const least = setting.theme === 'projector' ? 24 : 12;
  return tab.evaluate<Finding[]>(
    `(() => { ${await script}; return typeof rendered === 'function' ? rendered(${least}) : rendered.inspect(${least}); })()`,
  );
}

/** A finding as one line that says where, what and how much. */
export const complaint = (place: Place, setting: Setting, { rule, what, detail }: Finding): string =>
  `${named(place, setting)}: ${rule}: “${what}” ${detail}`;
