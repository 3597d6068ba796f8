// Numbers and instants as people read them. No Intl: the page says the same everywhere.

import type { Instant } from '../engine/vocabulary.ts';
import { say } from '../words/say.ts';

/** `two`; in figures above twenty. */
export const inWords = (count: number): string => say('small-numbers').split(' ')[count] ?? String(count);

/** The virtual clock: `0:04.200`, and with hours or days before it once there are any. */
export function clock(instant: Instant): string {
  const { days, hours, minutes, seconds, ms } = parts(instant);
  const tail = `${two(seconds)}.${String(ms).padStart(3, '0')}`;
  if (days) return say('days-and-clock', { days, clock: `${hours}:${two(minutes)}:${tail}` });
  return hours ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

/** The same for an ear: `1 minute 4.2 seconds`. */
export function spokenTime(instant: Instant): string {
  const { days, hours, minutes, seconds, ms } = parts(instant);
  const fraction = seconds + ms / 1000;
  const said = [
    days && say('day', { n: days }),
    hours && say('hour', { n: hours }),
    minutes && say('minute', { n: minutes }),
    say('second', { n: fraction }),
  ];
  return said.filter(Boolean).join(' ');
}

/** The largest unit alone, rounded: `6 days`. */
export function roughTime(instant: Instant): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const;
  for (const [noun, ms] of units) if (instant >= ms) return say(noun, { n: Math.round(instant / ms) });
  return say('millisecond', { n: instant });
}

const two = (number: number): string => String(number).padStart(2, '0');

function parts(instant: Instant) {
  const ms = Math.max(0, Math.round(instant));
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return {
    days: Math.floor(hours / 24),
    hours: hours % 24,
    minutes: minutes % 60,
    seconds: seconds % 60,
    ms: ms % 1000,
  };
}
