// The engines that the tests run in: those that are here.

import { otherEngines } from '../../scripts/browser.mjs';
import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';
import type { EngineName, Tab } from './tab.ts';
import { openWebKit } from './webkit.ts';

const OPEN: Readonly<Record<EngineName, () => Promise<Tab>>> = {
  Chromium: openChromium,
  Firefox: openFirefox,
  WebKit: openWebKit,
};

/** Each engine that is here, and how a tab of it is opened. */
export const engines: readonly (readonly [EngineName, () => Promise<Tab>])[] = (
  ['Chromium', ...otherEngines().present] as const
).map((name) => [name, OPEN[name]]);
