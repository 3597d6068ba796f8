// Instants and counts in words.

import { expect, it } from 'vitest';
import { clock, inWords, roughTime, spokenTime } from './words.ts';

it('shows instants as a clock', () => {
  expect(clock(0)).toBe('0:00.000');
  expect(clock(4200)).toBe('0:04.200');
  expect(clock(3_600_000 + 61_005)).toBe('1:01:01.005');
  expect(clock(6 * 86_400_000 + 1)).toBe('6 d 0:00:00.001');
});

it('says instants and numbers', () => {
  expect(spokenTime(0)).toBe('0 seconds');
  expect(spokenTime(64_200)).toBe('1 minute 4.2 seconds');
  expect(spokenTime(2 * 86_400_000 + 1000)).toBe('2 days 1 second');
  expect(roughTime(6 * 86_400_000 + 5)).toBe('6 days');
  expect(roughTime(90_000)).toBe('2 minutes');
  expect(inWords(2)).toBe('two');
  expect(inWords(40)).toBe('40');
});
