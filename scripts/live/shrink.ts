// From a conversation that broker and model hold differently to a small one that still is: what can be left out is left out, many
// tries in one go, because asking the broker takes its time.

import type { Broker } from './broker.ts';
import { type Conversation, type Part, type Step, type Ties, withDependants } from './conversation.ts';

/** What is known of how a broker's conversations are built. */
type Shape = Pick<Broker, 'ties' | 'spare' | 'details'>;

/** Of each conversation, what is left of it up to the difference in question; null where there is none. */
export type Differing = (conversations: readonly Conversation[]) => Promise<(Conversation | null)[]>;

/** So many tries at once. */
const TRIES = 48;

/** A smaller conversation that differs in the same way, asked of the broker; the given one if there is none. */
export async function shrink(
  { ties, spare, details }: Shape,
  conversation: Conversation,
  differing: Differing,
): Promise<Conversation> {
  const stepsOf = ({ steps }: Conversation): Part[] =>
    steps.slice(0, -1).flatMap((_, index): Part[] => (spare(steps, index) ? [[index]] : []));
  const detailsOf = ({ steps }: Conversation): Part[] => steps.flatMap(details);
  let best = conversation;
  for (const partsOf of [stepsOf, detailsOf]) best = await without(ties, best, partsOf, differing);
  return best;
}

/** Leaves out as many parts as it can. */
async function without(
  ties: Ties,
  conversation: Conversation,
  partsOf: (conversation: Conversation) => Part[],
  differing: Differing,
): Promise<Conversation> {
  let best = conversation;
  for (let size = Math.ceil(partsOf(best).length / 2); size >= 1;) {
    const parts = partsOf(best);
    const groups = chunks(parts, size).slice(-TRIES);
    const left = await differing(groups.map((group) => cut(ties, best, group)));
    const spare = groups.filter((_, index) => left[index]);
    // all that can go one by one may not be able to go together
    const [together] = spare.length > 1 ? await differing([cut(ties, best, spare.flat())]) : [null];
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
function cut(ties: Ties, conversation: Conversation, parts: readonly Part[]): Conversation {
  const gone = withDependants(
    ties,
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
