// A tab of WebKit: its GTK build's small browser, through its own driver over HTTP, on a screen that is not there.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { findWebKit } from '../../scripts/browser.mjs';
import type { Tab } from './tab.ts';
import { type Driver, tabOf } from './webdriver.ts';

/** Below this the small browser's own bar does not fit. */
const LEAST_WIDTH = 460;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function openWebKit(): Promise<Tab> {
  const port = await freePort();
  const { driver, browser, screen } = findWebKit()!;
  const child = spawn(screen, ['-a', '-s', '-screen 0 1800x1200x24', driver, `--port=${port}`], {
    stdio: 'ignore',
    detached: true, // it leads a group: the screen, the driver and the browser end together
  });
  const end = () => {
    try {
      process.kill(-child.pid!, 'SIGTERM');
    } catch {
      // it had ended by itself
    }
  };
  process.once('exit', end);
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`WebKit: ${path}: ${(value as { message: string }).message}`);
    return value;
  };
  const began = performance.now();
  while (!(await call('GET', '/status').catch(() => null))) {
    if (performance.now() - began > 60_000) throw new Error('WebKit did not start within a minute.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const options = { binary: browser, args: ['--automation'] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId } = (await call('POST', '/session', { capabilities })) as { sessionId: string };
  const session = (method: string, path: string, body?: object) =>
    call(method, `/session/${sessionId}${path}`, body);
  const execute = (script: string) => session('POST', '/execute/sync', { script, args: [] });
  const driven: Driver = {
    goto: (url) => session('POST', '/url', { url }),
    execute,
    keys: (actions) => session('POST', '/actions', { actions }),
    screenshot: () => session('GET', '/screenshot') as Promise<string>,
    async resize(width, height) {
      // what is asked for is the window's size; its bars come on top of the page's
      let [wide, high] = [width, height];
      for (let round = 0; round < 5; round++) {
        await session('POST', '/window/rect', { x: 0, y: 0, width: wide, height: high });
        const [is, tall] = (await execute(
          'return new Promise((done) => setTimeout(() => done([innerWidth, innerHeight]), 100))',
        )) as [number, number];
        if (is === width && tall === height) return;
        [wide, high] = [wide + width - is, high + height - tall];
      }
    },
    async close() {
      await session('DELETE', '').catch(() => undefined);
      process.off('exit', end);
      end();
    },
  };
  return tabOf('WebKit', driven, LEAST_WIDTH);
}
