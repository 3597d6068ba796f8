// A tab of Firefox, through Marionette: WebDriver's commands as JSON over a socket, which Firefox answers without a driver between.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFirefox } from '../../scripts/browser.mjs';
import type { Tab } from './tab.ts';
import { tabOf } from './webdriver.ts';

/** Nothing is asked of the network but what the page asks for; port 0: whichever is free. */
const PREFERENCES = {
  'marionette.port': 0,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
};

export async function openFirefox(): Promise<Tab> {
  const profile = mkdtempSync(path.join(tmpdir(), 'queue-vs-log-firefox-'));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${value});\n`);
  writeFileSync(path.join(profile, 'user.js'), lines.join(''));
  const child = spawn(
    findFirefox(),
    ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile],
    // where there is no font service of a desktop, text is drawn as elsewhere
    { stdio: 'ignore', env: { ...process.env, MOZ_HEADLESS_WIDTH: '1800', MOZ_HEADLESS_HEIGHT: '1200' } },
  );
  const ended = once(child, 'exit');
  const { call, end } = await marionette(path.join(profile, 'MarionetteActivePort'));
  await call('WebDriver:NewSession', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  return tabOf('Firefox', {
    goto: (url) => call('WebDriver:Navigate', { url }),
    execute: (script) => call('WebDriver:ExecuteScript', { script, args: [] }),
    keys: (actions) => call('WebDriver:PerformActions', { actions }),
    screenshot: () => call('WebDriver:TakeScreenshot', { full: false }) as Promise<string>,
    async resize(width, height) {
      // a window has a least width, what it shows has none
      await call('Marionette:SetContext', { value: 'chrome' });
      const size = `width: ${width}px; height: ${height}px; flex: none;`;
      const script = `const { style } = gBrowser.selectedBrowser; style.cssText = ${JSON.stringify(size)};`;
      await call('WebDriver:ExecuteScript', { script, args: [] });
      await call('Marionette:SetContext', { value: 'content' });
      const there = `return new Promise((done) => { const look = () => innerWidth === ${width} && innerHeight === ${height} ? done() : requestAnimationFrame(look); look(); setTimeout(done, 3000); });`;
      await call('WebDriver:ExecuteScript', { script: there, args: [] });
    },
    async close() {
      await call('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => child.kill('SIGKILL'));
      end();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  });
}

type Answer = [type: 1, id: number, error: { message: string } | null, result: unknown];

/** Connects once Firefox has written its port down. */
async function marionette(portFile: string) {
  const began = performance.now();
  const port = () => (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0);
  while (!port()) {
    if (performance.now() - began > 60_000) throw new Error('Firefox did not start within a minute.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const socket = connect(port(), '127.0.0.1');
  const waiting = new Map<number, (answer: Answer) => void>();
  let heard = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    heard = Buffer.concat([heard, chunk]);
    for (;;) {
      const colon = heard.indexOf(':');
      const length = Number(heard.subarray(0, Math.max(0, colon)).toString());
      if (colon < 1 || heard.length < colon + 1 + length) return;
      const said: unknown = JSON.parse(heard.subarray(colon + 1, colon + 1 + length).toString());
      heard = heard.subarray(colon + 1 + length);
      if (Array.isArray(said)) waiting.get(said[1] as number)?.(said as Answer); // else it is the greeting
    }
  });
  await once(socket, 'connect');
  let id = 0;
  const call = (name: string, parameters: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const own = ++id;
      waiting.set(own, ([, , error, result]) => {
        waiting.delete(own);
        if (error) reject(new Error(`Firefox: ${name}: ${error.message}`));
        else resolve((result as { value?: unknown } | null)?.value ?? null);
      });
      const message = JSON.stringify([0, own, name, parameters]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  return { call, end: () => socket.destroy() };
}
