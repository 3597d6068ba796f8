// A conversation being written: its steps so far, with the chances that decide them.

import { type Chance, createChance } from './chance.ts';
import type { Step } from './conversation.ts';

export interface Script extends Chance {
  readonly steps: readonly Step[];
  say(verb: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Runs it so many times: `times(3, 5, …)` is three to five. */
  times(least: number, most: number, say: (n: number) => void): void;
}

export function createScript(seed: number, name: string): Script {
  const chance = createChance(seed, name);
  const steps: Step[] = [];
  return {
    ...chance,
    steps,
    say: (verb, fields = {}) => void steps.push({ do: verb, ...fields }),
    times(least, most, once) {
      const count = chance.between(least, most);
      for (let n = 0; n < count; n++) once(n);
    },
  };
}
