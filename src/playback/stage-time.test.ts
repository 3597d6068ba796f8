// Stage time: monotone, cut short where nothing happens, and the same for a fork's past.

import { expect, it } from 'vitest';
import { instantOf, stageAt, stageTimeOf, waitAt } from './stage-time.ts';

const DAY = 86_400_000;

it('is virtual time while something happens', () => {
  const time = stageTimeOf(500, [600, 900, 4000], 4500);
  expect(stageAt(time, 500)).toBe(0);
  expect(stageAt(time, 900)).toBe(400);
  expect(stageAt(time, 4500)).toBe(4000);
  expect(instantOf(time, 400)).toBe(900);
});

it('cuts waiting short and says how long it is', () => {
  const time = stageTimeOf(0, [1000, 6 * DAY, 6 * DAY + 500], 6 * DAY + 500);
  expect(stageAt(time, 6 * DAY)).toBe(3000);
  expect(stageAt(time, 6 * DAY + 500)).toBe(3500);
  expect(waitAt(time, 1800)).toBe(6 * DAY - 1000);
  expect(waitAt(time, 500)).toBeNull();
});

it('never runs backwards and comes back to where it was', () => {
  const time = stageTimeOf(0, [10, 10, 400, 90_000, 90_001], 100_000);
  let before = -1;
  for (let instant = 0; instant <= 100_000; instant += 500) {
    const stage = stageAt(time, instant);
    expect(stage).toBeGreaterThanOrEqual(before);
    before = stage;
  }
  for (const instant of [0, 10, 400, 90_000, 90_001])
    expect(instantOf(time, stageAt(time, instant))).toBe(instant);
});

it('does not change the past when the future changes', () => {
  const one = stageTimeOf(0, [100, 18_000, 19_000], 20_000);
  const other = stageTimeOf(0, [100, 18_000, 30_000], 60_000);
  for (const instant of [0, 50, 100, 4000, 18_000])
    expect(stageAt(one, instant)).toBe(stageAt(other, instant));
});
