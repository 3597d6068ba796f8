// How smoothly the page moves: what is drawn, and when, measured in a browser on the page of a lesson with scenarios made for it.

import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { type Browser, chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { launchOptions } from '../browser.mjs';
import { lifecycleTables } from '../lifecycles.ts';
import { words } from '../words.mjs';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}

/** Wraps the browser's frames so that each call's time is written down, with all that follows from it before anything is drawn. */
const watch = `(() => {
  const ask = requestAnimationFrame;
  window.asked = 0;
  window.scripts = [];
  window.requestAnimationFrame = (call) => {
    window.asked++;
    return ask((now) => {
      const began = performance.now();
      call(now);
      const after = (turns) => turns ? queueMicrotask(() => after(turns - 1)) : window.scripts.push(performance.now() - began);
      after(8);
    });
  };
  window.count = (ms) => new Promise((done) => {
    let frames = 0;
    const began = performance.now();
    const next = (now) => { frames++; now - began < ms ? ask(next) : done(frames / ((performance.now() - began) / 1000)); };
    ask(next);
  });
  window.moving = async (rounds) => {
    const places = () => new Map([...document.querySelectorAll('.stage g[transform]')].map((one) => [one, one.getAttribute('transform')]));
    const { clearRect, drawImage } = CanvasRenderingContext2D.prototype;
    let painted = new Set();
    let paintedBefore = painted;
    CanvasRenderingContext2D.prototype.clearRect = function (...where) { paintedBefore = painted; painted = new Set(); clearRect.apply(this, where); };
    CanvasRenderingContext2D.prototype.drawImage = function (image, x, y, ...more) { painted.add(x + ' ' + y); drawImage.call(this, image, x, y, ...more); };
    await new Promise(ask);
    const counts = [];
    for (let round = 0; round < rounds; round++) {
      await new Promise(ask);
      const before = places();
      await new Promise((done) => ask(() => ask(done)));
      let moved = 0;
      for (const [one, place] of places()) if (before.has(one) && before.get(one) !== place) moved++;
      for (const place of painted) if (!paintedBefore.has(place)) moved++;
      counts.push(moved);
    }
    Object.assign(CanvasRenderingContext2D.prototype, { clearRect, drawImage });
    return counts.sort((a, b) => a - b)[rounds >> 1];
  };
})()`;

const FRAMES_MS = 5000;
const share = (value: number): number => Math.round(value * 1000) / 10;
const rounded = (value: number): number => Math.round(value * 100) / 100;
const at95 = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;

/** `frames-500`, `frames-32`, `scrub`, `idle`: frames missed are in percent of those of an empty page. */
export async function measureFrames(): Promise<Figure[]> {
  const outDir = mkdtempSync(path.resolve('node_modules/.bench-'));
  const root = path.resolve('scripts/bench/stage');
  await build({
    ...{ configFile: false, root, base: './', logLevel: 'error' },
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), lifecycleTables(), words()],
    build: { outDir, target: 'es2022', modulePreload: { polyfill: false } },
  });
  const server = await preview({
    ...{ configFile: false, root, logLevel: 'silent' },
    build: { outDir },
    preview: { host: '127.0.0.1', port: 4410 },
  });
  const browser = await chromium.launch(launchOptions());
  try {
    const origin = server.resolvedUrls!.local[0]!;
    return [
      ...(await framesOf(browser, origin, 'frames-500', 500)),
      ...(await framesOf(browser, origin, 'frames-32', 1)),
      await scrub(browser, origin),
      await idle(browser, origin),
    ];
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}

async function open(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`));
  await page.addInitScript(watch);
  await page.goto(address);
  return page;
}

const counted = (page: Page): Promise<number> => page.evaluate(`count(${FRAMES_MS})`);

async function openCrowd(browser: Browser, origin: string, name: string): Promise<Page> {
  const page = await open(browser, `${origin}#${name}`);
  await page.waitForSelector('.stage .room', { timeout: 120_000 });
  return page;
}

/** An empty page's frames before and after, the crowd's in between; and what its scripts take a frame. */
async function framesOf(browser: Browser, origin: string, name: string, least: number): Promise<Figure[]> {
  const empty = await open(browser, 'about:blank');
  const before = await counted(empty);
  const page = await openCrowd(browser, origin, name);
  await page.bringToFront();
  await page.keyboard.press('Space');
  await page.waitForTimeout(4300);
  const moving = await page.evaluate<number>('moving(5)');
  if (moving < least) throw new Error(`${name}: only ${moving} things move.`);
  await page.evaluate('void (scripts.length = 0)');
  const frames = await counted(page);
  const scripts = await page.evaluate<number[]>('scripts');
  if (least > 100) await reachPainted(page);
  await page.context().close();
  const after = await counted(empty);
  await empty.context().close();
  const possible = (before + after) / 2;
  return [
    { name, value: share(Math.max(0, 1 - frames / possible)), limit: 5, unit: '% missed' },
    { name: `${name}-script`, value: rounded(at95(scripts)), limit: 8, unit: 'ms p95' },
  ];
}

/** What is painted is come to by keyboard all the same, and has a name. @throws if it is not */
async function reachPainted(page: Page): Promise<void> {
  await page.keyboard.press('Space');
  await page.locator('.stage [data-of^="producer/"][role=button]').first().focus();
  await page.waitForTimeout(1000); // selecting comes when somebody comes near
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight');
  const focused = page.locator('.stage [data-of^="send/"]:focus');
  const name = await focused.getAttribute('aria-label', { timeout: 5000 });
  if (!name?.includes('on its way'))
    throw new Error(`The keyboard leads to "${name}" and to nothing painted.`);
}

/** Drags along the timeline, to and fro; from each input to the frame after it was drawn, in frames of an empty page. */
async function scrub(browser: Browser, origin: string): Promise<Figure> {
  const empty = await open(browser, 'about:blank');
  const perSecond = await counted(empty);
  const page = await openCrowd(browser, origin, 'scrub');
  await page.bringToFront();
  const facts = await page.evaluate<string>(`document.querySelector('input[type=range]').ariaValueText`);
  await page.evaluate(`(() => {
    window.latencies = [];
    document.querySelector('input[type=range]').addEventListener('input', (event) => {
      const { timeStamp } = event;
      const channel = new MessageChannel();
      // the message comes after the frame in which this input is drawn
      requestAnimationFrame(() => { channel.port1.onmessage = () => latencies.push(performance.now() - timeStamp); channel.port2.postMessage(0); });
    });
  })()`);
  const box = (await page.locator('input[type=range]').boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 20, y);
  await page.mouse.down();
  for (let n = 0; n < 240; n++) {
    const along = Math.abs(((n / 60) % 2) - 1);
    await page.mouse.move(box.x + 20 + (box.width - 40) * along, y);
    await page.waitForTimeout(1000 / perSecond);
  }
  await page.mouse.up();
  const latencies = await page.evaluate<number[]>('latencies');
  await page.context().close();
  await empty.context().close();
  if (latencies.length < 100)
    throw new Error(`scrub: only ${latencies.length} inputs arrived over ${facts}.`);
  return {
    name: 'scrub',
    value: rounded((at95(latencies) * perSecond) / 1000),
    limit: 2,
    unit: 'frames p95',
  };
}

/** Frames that the page asks for in five seconds while it is paused in the middle of much that moves. */
async function idle(browser: Browser, origin: string): Promise<Figure> {
  const page = await openCrowd(browser, origin, 'frames-500');
  await page.keyboard.press('Space');
  await page.waitForTimeout(2000);
  await page.keyboard.press('Space');
  await page.waitForTimeout(500);
  await page.evaluate('void (asked = 0)');
  await page.waitForTimeout(5000);
  const value = await page.evaluate<number>('asked');
  await page.context().close();
  return { name: 'idle', value, limit: 0, unit: 'frames' };
}
