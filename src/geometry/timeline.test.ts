// Places on the timeline: from stage time to the line, and back.

import { expect, test } from 'vitest';
import { timelineScale } from './timeline.ts';

test('stage time lies on the line between the insets, and is found again there', () => {
  const toX = timelineScale(4000, 220, 10);
  expect([0, 1000, 4000].map(toX)).toEqual([10, 60, 210]);
  expect([10, 60, 210].map(toX.invert)).toEqual([0, 1000, 4000]);
});

test('what lies outside the run or the line is at its end', () => {
  const toX = timelineScale(4000, 220, 10);
  expect([-5, 9000].map(toX)).toEqual([10, 210]);
  expect([-5, 999].map(toX.invert)).toEqual([0, 4000]);
});

test('a line without width and a run without length have places all the same', () => {
  const toX = timelineScale(0, 0, 10);
  expect(toX(0)).toBe(10);
  expect(toX.invert(10)).toBe(0);
});
