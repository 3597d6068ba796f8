// Which of the page's arrangements fits this window. One decision, made here; the style sheets follow `data-layout`.

import { MediaQuery } from 'svelte/reactivity';
import { preferences } from './preferences.svelte.ts';

export type Layout = 'desk' | 'tablet' | 'phone' | 'projector';

const wide = new MediaQuery('min-width: 1024px');
const narrow = new MediaQuery('max-width: 719.98px');
/** A phone on its side has no room for a stage with bars above and below it. */
const low = new MediaQuery('max-height: 479.98px');

export const layout = {
  get current(): Layout {
    if (narrow.current) return 'phone';
    if (preferences.theme === 'projector') return 'projector';
    return wide.current && !low.current ? 'desk' : 'tablet';
  },
};
