// What the verbs of a recording have in common: what they are given, and what they may say.

import type { Json } from '../json.ts';
import type { Bench } from './bench.ts';

/** One line of a recording. */
export type Step = Json & { readonly do: string; readonly see?: Json };

/** Does a step and gives what its own client saw as its answer; what everybody else saw is in the facts. */
export interface Verb {
  /** What a step may say beyond `do` and `see`. Anything else the model does not have. */
  readonly says: readonly string[];
  readonly replay: (bench: Bench, step: Step) => Json;
}

export type Verbs = Readonly<Record<string, Verb>>;

/** The object without these fields. */
export const without = (object: Json, ...names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** What a step says, without what it does and what was seen. */
export const said = (step: Step): Json => without(step, 'do', 'see');
