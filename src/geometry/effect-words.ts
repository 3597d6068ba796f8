// Effects in words: what of them is wrong.

import type { LaneId } from '../engine/vocabulary.ts';
import { countsOf } from './effect-count.ts';
import type { FrameInput } from './frame.ts';
import { say } from '../words/say.ts';
import { effectIn } from './effect-name.ts';

/** One sentence, or none. */
export function effectsInWords(input: FrameInput, lane: LaneId): string {
  const said = (input.scenario.expects ?? []).flatMap((expectation) =>
    countsOf(input, lane, expectation).flatMap(({ key, is, should, wrong }) =>
      wrong
        ? [
            say('describe.harm', {
              effect: effectIn(expectation.effect, 'one'),
              ...{ whose: key ?? say('all'), wrong: say(`wrong.${wrong}`), is, should },
            }),
          ]
        : [],
    ),
  );
  return said.length ? `${said.join('; ')}.` : '';
}
