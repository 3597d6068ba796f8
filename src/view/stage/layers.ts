// How marks are laid over each other where many move: those that are drawn, and in between those that are painted on one canvas.

import type { CardMark, Mark } from '../../geometry/mark.ts';

export interface Layers {
  readonly below: readonly Mark[];
  /** Painted, from the lowest up. */
  readonly crowd: readonly CardMark[];
  readonly above: readonly Mark[];
}

/** @param stays whether a mark is drawn although it moves: so that it can have the focus */
export function layersOf(marks: readonly Mark[], stays: (mark: Mark) => boolean): Layers {
  const layers = { below: [] as Mark[], crowd: [] as CardMark[], above: [] as Mark[] };
  for (const mark of marks)
    if (mark.kind === 'card' && mark.moving && !stays(mark)) layers.crowd.push(mark);
    else if (layers.crowd.length) layers.above.push(mark);
    else layers.below.push(mark);
  return layers;
}
