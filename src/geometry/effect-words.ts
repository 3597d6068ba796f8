// Effects in words: what of them is wrong.

import type { LaneId } from '../engine/vocabulary.ts';
import { countsOf } from './effect-count.ts';
import type { FrameInput } from './frame.ts';

/** One sentence, or none. */
export function effectsInWords(input: FrameInput, lane: LaneId): string {
  const said = (input.scenario.expects ?? []).flatMap((expectation) =>
    countsOf(input, lane, expectation).flatMap(({ key, is, should, wrong }) =>
      wrong ? [`${expectation.effect} of ${key ?? 'all'} ${wrong}: ${is}, should be ${should}`] : [],
    ),
  );
  return said.length ? `${said.join('; ')}.` : '';
}
