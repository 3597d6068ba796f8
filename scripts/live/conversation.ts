// A conversation in the format of its broker's recordings: what is asked step by step, and, once it was asked, what was seen. How
// its steps hang together, so that some of them can be left out.

/** One thing to do, in the words of the format; `see` once a broker was asked. */
export interface Step {
  readonly do: string;
  readonly [field: string]: unknown;
}

export interface Conversation {
  readonly name: string;
  /** Which of its broker's areas it is about. */
  readonly area: string;
  /** What its file opens with. */
  readonly head: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

/** What could be left out of a conversation: the place of a step, or of something in it. */
export type Part = readonly [step: number, ...inside: (string | number)[]];

/** What ties the steps of a conversation together, by names: a step cannot be without what was made for it. */
export interface Ties {
  /** What a step makes for steps after it to use. */
  readonly madeBy: (step: Step) => string | undefined;
  /** What a step ends, so that it would have to be made again. */
  readonly endedBy: (step: Step) => string | undefined;
  /** What a step is about. */
  readonly usedBy: (step: Step) => readonly string[];
}

/** Which steps go when these go: what was not made cannot be used. */
export function withDependants(
  { madeBy, endedBy, usedBy }: Ties,
  steps: readonly Step[],
  gone: ReadonlySet<number>,
): Set<number> {
  const all = new Set(gone);
  /** False for what was not made because that was left out, true for what was made, absent for what was never heard of. */
  const there = new Map<string, boolean>();
  for (const [index, step] of steps.entries()) {
    const made = madeBy(step);
    if (usedBy(step).some((name) => name !== made && there.get(name) === false)) all.add(index);
    const kept = !all.has(index);
    if (made !== undefined) there.set(made, kept || there.get(made) === true);
    const ended = endedBy(step);
    if (ended !== undefined && kept) there.delete(ended);
  }
  return all;
}
