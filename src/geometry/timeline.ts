// The timeline as arithmetic: from stage time to a place on its line, and back.

import { type ScaleLinear, scaleLinear } from 'd3-scale';

/** Stage time on a line of this width, with room at both ends for half a circle; its `invert` stays within the run. */
export const timelineScale = (stageEnd: number, width: number, inset: number): ScaleLinear<number, number> =>
  scaleLinear()
    .domain([0, Math.max(1, stageEnd)])
    .range([inset, Math.max(inset + 1, width - inset)])
    .clamp(true);
