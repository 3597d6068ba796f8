// Truths about direct calls that hold between two steps, whatever happened.

import type { DirectState } from './state.ts';

/** Sentences about what is wrong; none in a sound state. */
export function brokenDirectState({ listeners, open, calls, answered, failed }: DirectState): string[] {
  const listening = new Set(Object.values(listeners).flat());
  const held = Object.keys(open);
  const wrong = held.filter((client) => !listening.has(client));
  const problems = wrong.map((client) => `${client} works on a call and does not listen.`);
  if (calls !== answered + failed + held.length)
    problems.push(`${calls} calls are not ${answered} answered, ${failed} failed and ${held.length} open.`);
  return problems;
}
