// A lesson's data and its words, put together. The data stands in simulations/, the words of all lessons by key in one file per
// language, src/words/; neither says again what the other says.

import type { Action, Beat, Bet, Challenge, LaneSpec, Lesson, Scenario } from './scenario.ts';

/** A text, or texts by the names of fields and, where the data has a list, by the `id` of what stands in it. */
export type Words = string | { readonly [key: string]: Words };

/** A lesson without its words, as it stands in simulations/. */
export type ScenarioData = Omit<Scenario, 'title' | 'lanes' | 'lesson'> & {
  readonly lanes: readonly Omit<LaneSpec, 'title' | 'about'>[];
  readonly lesson: Omit<Lesson, 'question' | 'settings' | 'beats' | 'challenge' | 'keep' | 'leavesOut'> & {
    readonly beats: readonly BeatData[];
    readonly challenge: Omit<Challenge, 'task' | 'actions' | 'hints' | 'solved'> & {
      readonly actions: readonly ActionData[];
      readonly hints: readonly Omit<Challenge['hints'][number], 'says'>[];
    };
  };
};

type ActionData = Omit<Action, 'label' | 'why'>;
type BeatData = Omit<Beat, 'section' | 'title' | 'text' | 'bet' | 'actions'> & {
  readonly bet?: Omit<Bet, 'question' | 'options' | 'because'> & {
    readonly options: readonly Omit<Bet['options'][number], 'says'>[];
  };
  readonly actions?: readonly ActionData[];
};

/**
 * The lesson with its words, each at its place. A plain text for something in a list is what it `says`.
 * A word that is missing or has no place is found by schema.ts, which names the field.
 */
export const worded = (data: ScenarioData, words: Words): Scenario => lay(data, words) as Scenario;

function lay(data: unknown, words: Words): unknown {
  if (typeof words === 'string') return words;
  if (Array.isArray(data)) return data.map((one: { id: string }) => layOver(one, words[one.id]));
  const laid: Record<string, unknown> = { ...(data as object) };
  for (const key in words) laid[key] = lay(laid[key], words[key]!);
  return laid;
}

const layOver = (one: object, words: Words = {}): unknown =>
  lay(one, typeof words === 'string' ? { says: words } : words);

/**
 * A lesson's text as it is said: without the asterisks of emphasis and the brackets of terms, `[offset]` or `[acknowledges](ack)`, which
 * lead to the glossary.
 */
export const spoken = (text: string): string =>
  text.replaceAll('*', '').replace(/\[([^\]]+)\](\([a-z0-9-]+\))?/g, '$1');
