// The one place that knows which Chromium the tests use, how it is found, and how one is installed where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { fail, run } from './bootstrap.mjs';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  chromium.executablePath(),
];

/** What a browser says of itself; nothing where the file only pretends to be one, as some packages' stubs do. */
function version(/** @type {string} */ file) {
  if (process.platform === 'win32') return file; // there, asking opens a window
  const { status, stdout } = spawnSync(file, ['--version', '--no-sandbox'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

const find = () => candidates.find((file) => file && existsSync(file) && version(file)) ?? '';

/** Where Firefox is; empty where it is not. */
export const findFirefox = () =>
  [
    process.env.FIREFOX_PATH,
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ].find((file) => file && existsSync(file)) ?? '';

/** Where WebKit's driver, its small browser and a screen for it are; null where one of them is not. */
export function findWebKit() {
  const driver = '/usr/bin/WebKitWebDriver';
  const screen = '/usr/bin/xvfb-run';
  const browser = ['x86_64', 'aarch64']
    .flatMap((machine) =>
      ['4.1', '6.0', '4.0'].map(
        (api) =>
          `/usr/lib/${machine}-linux-gnu/${api === '6.0' ? 'webkitgtk' : 'webkit2gtk'}-${api}/MiniBrowser`,
      ),
    )
    .find((file) => existsSync(file));
  return browser && existsSync(driver) && existsSync(screen) ? { driver, browser, screen } : null;
}

/** The engines that are here beside Chromium, and those that are not. */
export function otherEngines() {
  const here = { Firefox: findFirefox() !== '', WebKit: findWebKit() !== null };
  const names = /** @type {('Firefox' | 'WebKit')[]} */ (Object.keys(here));
  return { present: names.filter((name) => here[name]), missing: names.filter((name) => !here[name]) };
}

/** What installs the other engines on Debian. */
const packages = ['firefox-esr', 'webkit2gtk-driver', 'xvfb', 'xauth'];

/** Sees to it that all three engines are here: installs Debian's packages where we may. */
export async function ensureOtherEngines() {
  if (otherEngines().missing.length && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  }
  const { missing } = otherEngines();
  if (missing.length)
    fail(`Not here: ${missing.join(', ')}. On Debian: apt-get install ${packages.join(' ')}`);
}

/** Playwright's launch options: no sandbox (root in a container has none), no GPU, no calls home. */
export const launchOptions = () => ({
  executablePath: find(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

/**
 * Finds a Chromium, or installs one: Debian's package where we may, else Playwright's own build.
 * Gives its name, its version and its path.
 */
export async function ensureBrowser() {
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!find() && debian) {
    console.log('No Chromium was found: installing the Debian package.');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  }
  if (!find()) {
    console.log("No Chromium was found: installing Playwright's.");
    await run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  }
  const file = find();
  return file
    ? `${version(file)} (${file})`
    : fail('No Chromium was found and none could be installed: install one, or set CHROMIUM_PATH.');
}
