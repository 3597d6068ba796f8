// What came of asking a conversation: whether broker and model hold it alike.

import type { Difference } from '../conformance/difference.ts';
import { equal } from '../conformance/json.ts';
import { replayLogTrace } from '../conformance/log/trace.ts';
import type { Conversation } from './conversation.ts';

export type Verdict =
  | { readonly is: 'alike' }
  /** The model has nothing to answer with; `note` says what it lacks. */
  | { readonly is: 'beyond the model'; readonly note: string }
  | { readonly is: 'different'; readonly difference: Difference };

/** Compares what the broker showed with what the model shows. */
export function judge(seen: Conversation): Verdict {
  const [first] = differencesIn(seen);
  if (!first) return { is: 'alike' };
  const lacks = first.expected === null && first.got === null;
  return lacks ? { is: 'beyond the model', note: first.note! } : { is: 'different', difference: first };
}

/** A model that gives up differs at its last step. */
function differencesIn(seen: Conversation): Difference[] {
  try {
    return replayLogTrace(seen);
  } catch (error) {
    const step = seen.steps.length - 1;
    return [{ step, expected: seen.steps[step], got: String(error), note: 'the model failed' }];
  }
}

/** The conversation up to the step where the model parts from the broker; null if it does not, or not in this way. */
export function partingIn(seen: Conversation, way: string | undefined): Conversation | null {
  const verdict = judge(seen);
  if (verdict.is !== 'different' || verdict.difference.note !== way) return null;
  return { ...seen, steps: seen.steps.slice(0, verdict.difference.step + 1) };
}

/** Whether a broker showed the same both times, as far as the shorter of the two goes. */
export const sameSeen = (left: Conversation, right: Conversation): boolean =>
  left.steps.every((step, index) => !right.steps[index] || equal(step['see'], right.steps[index]['see']));
