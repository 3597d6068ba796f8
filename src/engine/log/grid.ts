// Instants at a regular distance: when something that happens every so often happens next, or happened last, without counting.

import type { Instant } from '../vocabulary.ts';

/** The first instant after `now` on a grid that begins at `from`. */
export const nextOn = (from: Instant, everyMs: number, now: Instant): Instant =>
  from + (Math.floor((now - from) / everyMs) + 1) * everyMs;

/** The last instant up to and including `now`. */
export const lastOn = (from: Instant, everyMs: number, now: Instant): Instant =>
  from + Math.floor((now - from) / everyMs) * everyMs;
