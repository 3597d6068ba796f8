// What came of a bet, in a sentence: what was said, and what is so.

import type { BetView } from '../../playback/session-view.ts';
import { spoken } from '../../scenario/words.ts';
import { say } from '../../words/say.ts';

/** Only for a bet that was placed. */
export function verdictOf({ options, chosen, answer }: BetView): string {
  const said = spoken(options[chosen!]!);
  if (answer === null) return say('you-said-open', { said });
  return answer === chosen
    ? say('you-said-so', { said })
    : say('you-said', { said, so: spoken(options[answer]!) });
}
