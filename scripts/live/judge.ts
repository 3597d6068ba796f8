// What came of asking a conversation: whether broker and model hold it alike.

import type { Difference } from '../conformance/difference.ts';
import { equal, type Json } from '../conformance/json.ts';
import type { Broker } from './broker.ts';
import type { Conversation, Step } from './conversation.ts';

type Replay = Broker['replay'];

export type Verdict =
  | { readonly is: 'alike' }
  /** The model has nothing to answer with; `note` says what it lacks. */
  | { readonly is: 'beyond the model'; readonly note: string }
  | { readonly is: 'different'; readonly difference: Difference };

/** Compares what the broker showed with what the model shows. */
export function judge(replay: Replay, seen: Conversation): Verdict {
  const [first] = differencesIn(replay, seen);
  if (!first) return { is: 'alike' };
  const lacks = first.expected === null && first.got === null;
  return lacks ? { is: 'beyond the model', note: first.note! } : { is: 'different', difference: first };
}

/** A model that gives up differs at its last step. */
function differencesIn(replay: Replay, seen: Conversation): Difference[] {
  try {
    return replay({ ...seen.head, steps: seen.steps });
  } catch (error) {
    const step = seen.steps.length - 1;
    return [{ step, expected: seen.steps[step], got: String(error), note: 'the model failed' }];
  }
}

/** The kind of a difference: of which verb, in which fields of what was seen. */
export function wayOf({ note = '', expected, got }: Difference): string {
  const [seen, shown] = [expected, got].map((one) => Object(one) as Json);
  const names = new Set([...Object.keys(seen!), ...Object.keys(shown!)]);
  return [note, ...[...names].filter((name) => !equal(seen![name], shown![name])).sort()].join(' ');
}

/** The conversation up to the step where the model parts from the broker; null if it does not, or not in this way. */
export function partingIn(replay: Replay, seen: Conversation, way: string): Conversation | null {
  const verdict = judge(replay, seen);
  if (verdict.is !== 'different' || wayOf(verdict.difference) !== way) return null;
  return { ...seen, steps: seen.steps.slice(0, verdict.difference.step + 1) };
}

/** The first step that a broker answered one way and then another; undefined if it answered all of them alike. */
export const unsteadyStep = (first: Conversation, second: Conversation): [Step, Step] | undefined =>
  first.steps
    .map((step, index): [Step, Step] => [step, second.steps[index]!])
    .find(([one, other]) => !equal(one['see'], other['see']));
