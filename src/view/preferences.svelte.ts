// How this person wants the page to look and listen: theme, motion, single keys. The address goes before what was kept,
// what was kept before what the system asks for.

import { MediaQuery } from 'svelte/reactivity';
import { type Theme, readParameters, themes } from './parameters.ts';
import { keep, recall } from './storage.ts';

export const parameters = readParameters(location.search);

const kept = recall('theme');
let theme = $state<Theme>(parameters.theme ?? themes.find((one) => one === kept) ?? 'auto');
let singleKeys = $state(recall('single-keys') !== false);
const still = new MediaQuery('prefers-reduced-motion: reduce');

export const preferences = {
  get theme(): Theme {
    return theme;
  },
  /** The next theme in the round. */
  cycleTheme(): void {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length]!;
    keep('theme', theme);
  },
  /** Nothing travels; stills follow each other. */
  get reduced(): boolean {
    return parameters.motion === 'reduced' || still.current;
  },
  /** Whether keys that type a character do something by themselves (WCAG 2.1.4). */
  get singleKeys(): boolean {
    return singleKeys;
  },
  set singleKeys(on: boolean) {
    singleKeys = on;
    keep('single-keys', on);
  },
};
