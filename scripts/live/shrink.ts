// From a conversation that broker and model hold differently to a small one that still is: what can be left out is left out, many
// tries in one go, because asking the broker takes its time.

import { type Conversation, type Step, withDependants } from './conversation.ts';

/** Of each conversation, what is left of it up to the difference in question; null where there is none. */
export type Differing = (conversations: readonly Conversation[]) => Promise<(Conversation | null)[]>;

/** So many tries at once. */
const TRIES = 48;

/** A smaller conversation that differs in the same way, asked of the broker; the given one if there is none. */
export async function shrink(conversation: Conversation, differing: Differing): Promise<Conversation> {
  let best = conversation;
  for (const partsOf of [stepsOf, detailsOf]) best = await without(best, partsOf, differing);
  return best;
}

/** What could be left out of a conversation: each part is the place of a step, or of something in it. */
type Part = readonly [step: number, ...inside: (string | number)[]];

/** All but the last; a group that nobody waits for would show what its instants decide. */
const stepsOf = ({ steps }: Conversation): Part[] =>
  steps.slice(0, -1).flatMap((step, index): Part[] => {
    const waits = step.do === 'settle' && steps[index - 1]?.do !== 'settle';
    return waits ? [] : [[index]];
  });

/** Settings, records of a batch, and fields that a step can do without. What keeps a client from waiting for long stays. */
const detailsOf = ({ steps }: Conversation): Part[] =>
  steps.flatMap((step, index): Part[] => [
    ...Object.keys((step['config'] as object | undefined) ?? {})
      .filter((name) => step.do.endsWith('-topic') || !name.endsWith('.ms'))
      .map((name): Part => [index, 'config', name]),
    ...((step['records'] as unknown[] | undefined) ?? []).map((_, record): Part => [
      index,
      'records',
      record,
    ]),
    ...['headers', 'timestamp', 'show'].filter((name) => name in step).map((name): Part => [index, name]),
  ]);

/** Leaves out as many parts as it can. */
async function without(
  conversation: Conversation,
  partsOf: (conversation: Conversation) => Part[],
  differing: Differing,
): Promise<Conversation> {
  let best = conversation;
  for (let size = Math.ceil(partsOf(best).length / 2); size >= 1;) {
    const parts = partsOf(best);
    const groups = chunks(parts, size).slice(-TRIES);
    const left = await differing(groups.map((group) => cut(best, group)));
    const spare = groups.filter((_, index) => left[index]);
    // all that can go one by one may not be able to go together
    const [together] = spare.length > 1 ? await differing([cut(best, spare.flat())]) : [null];
    const smaller = together ?? left.findLast((one) => one !== null) ?? null;
    if (smaller === null) size = size === 1 ? 0 : Math.ceil(size / 2);
    else best = smaller;
    size = Math.min(size, Math.ceil(partsOf(best).length / 2));
  }
  return best;
}

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

/** The conversation without these parts, and without the steps that cannot be without them. */
function cut(conversation: Conversation, parts: readonly Part[]): Conversation {
  const gone = withDependants(
    conversation.steps,
    new Set(parts.filter(({ length }) => length === 1).map(([index]) => index)),
  );
  const steps = conversation.steps.flatMap((step, index) => {
    if (gone.has(index)) return [];
    return [
      thinned(
        step,
        parts.filter(([at]) => at === index).map(([, ...inside]) => inside),
      ),
    ];
  });
  return { ...conversation, steps };
}

/** A step without what is at these places in it. */
function thinned(step: Step, places: readonly (readonly (string | number)[])[]): Step {
  const fields = Object.entries(step).flatMap(([name, value]): [string, unknown][] => {
    const inside = places.filter(([field]) => field === name);
    if (inside.some(({ length }) => length === 1)) return [];
    const left = new Set(inside.map(([, key]) => String(key)));
    if (left.size === 0) return [[name, value]];
    const kept = Object.entries(value as object).filter(([key]) => !left.has(key));
    if (Array.isArray(value)) return [[name, kept.map(([, item]) => item as unknown)]];
    return kept.length > 0 ? [[name, Object.fromEntries(kept)]] : [];
  });
  return Object.fromEntries(fields) as unknown as Step;
}
