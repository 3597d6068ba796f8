// The query parameters of the address: presentation only. A bad value is left out and said in a note.

import { say } from '../words/say.ts';

export const themes = ['auto', 'light', 'dark', 'projector'] as const;
export type Theme = (typeof themes)[number];

const motions = ['auto', 'reduced'] as const;
const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
const answers = ['shown', 'hidden'] as const;
const lanes = ['both', 'queue', 'log'] as const;
/** Which lanes are shown. */
export type LaneChoice = (typeof lanes)[number];

export interface Parameters {
  /** Null where the address does not say. */
  readonly theme: Theme | null;
  readonly motion: (typeof motions)[number];
  readonly lane: LaneChoice;
  readonly lang: Language;
  /** Whether a handout has the answers of bets and challenge. */
  readonly answers: (typeof answers)[number];
  /** One sentence per value that could not be taken. */
  readonly notes: readonly string[];
}

/** Reads `location.search`. */
export function readParameters(search: string): Parameters {
  const given = new URLSearchParams(search);
  const notes: string[] = [];
  function one<Value extends string>(name: string, values: readonly Value[]): Value | null {
    const value = given.get(name);
    if (value === null) return null;
    const known = values.find((candidate) => candidate === value);
    if (known) return known;
    const shown = value.length > 40 ? `${value.slice(0, 40)}…` : value;
    notes.push(say('note.parameter', { name, value: shown, those: list(values) }));
    return null;
  }
  return {
    theme: one('theme', themes),
    motion: one('motion', motions) ?? 'auto',
    lane: one('lane', lanes) ?? 'both',
    lang: one('lang', languages) ?? 'en',
    answers: one('answers', answers) ?? 'shown',
    notes,
  };
}

const list = (values: readonly string[]): string =>
  `${values.slice(0, -1).join(', ')} ${say('or')} ${values[values.length - 1]}`;
