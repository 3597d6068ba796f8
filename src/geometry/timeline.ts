// The timeline as arithmetic: from stage time to a place on its line, and back.

import { interpolateNumber } from 'd3-interpolate';

/** From stage time, clamped to the run, to a place on the line. */
export interface TimelineScale {
  (stage: number): number;
  /** From a place, clamped to the line, to stage time. */
  invert: (x: number) => number;
}

/** Stage time on a line of this width, with room at both ends for half a circle. A scale of d3-scale would bring its ticks and colours. */
export function timelineScale(stageEnd: number, width: number, inset: number): TimelineScale {
  const end = Math.max(1, stageEnd);
  const right = Math.max(inset + 1, width - inset);
  const place = interpolateNumber(inset, right);
  const time = interpolateNumber(0, end);
  return Object.assign((stage: number) => place(clamped(stage / end)), {
    invert: (x: number) => time(clamped((x - inset) / (right - inset))),
  });
}

const clamped = (t: number): number => Math.min(1, Math.max(0, t));
