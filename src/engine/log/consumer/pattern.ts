// Subscriptions by pattern: to all topics whose whole name matches. A client's pattern is matched by the client, against the topics
// that it has heard of; one in RE2/J's syntax is matched by the coordinator (group/consumer-protocol/patterns.ts).
//
// Simplified: regular expressions are read as JavaScript reads them; what RE2/J does not have is refused where it would be.

import type { Context } from '../../broker.ts';
import type { Immutable } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { followSubscription } from '../group/membership.ts';
import { logOf } from '../reading.ts';
import { sameSet } from '../set.ts';
import type { LogState } from '../state.ts';

/** The expression, to be matched against whole names; null if there is something wrong with it. */
export function compile(expression: string): RegExp | null {
  try {
    return new RegExp(`^(?:${expression})$`);
  } catch {
    return null;
  }
}

/** The same for RE2/J, which can neither look around nor back. */
export const compileRe2j = (expression: string): RegExp | null =>
  /\(\?<?[=!]|\\[1-9]|\\k</.test(expression) ? null : compile(expression);

/** The topics that an expression matches, by name. */
export const matching = ({ topics }: Immutable<LogState>, expression: RegExp): string[] =>
  Object.keys(topics)
    .filter((topic) => expression.test(topic))
    .sort();

/** Inside a poll: the client subscribes to the topics that match its pattern as far as it has looked. */
export function followPattern(
  context: Context,
  { lane, consumer: id }: LogCommandOf<'follow-pattern'>,
): void {
  const consumer = logOf(context.world, lane).consumers[id]!;
  const { subscription, pattern } = consumer;
  if (pattern?.by !== 'client' || sameSet(pattern.matched, subscription)) return;
  context.emit({ of: 'log', lane, kind: 'subscribed', consumer: id, topics: pattern.matched, pattern });
  followSubscription(context, lane, consumer);
}

/** The client looks which topics there are. */
export function lookForTopics(
  context: Context,
  { lane, consumer: id }: LogCommandOf<'look-for-topics'>,
): void {
  const state = logOf(context.world, lane);
  const { open, pattern } = state.consumers[id]!;
  if (!open || pattern?.by !== 'client') return;
  const matched = matching(state, compile(pattern.expression)!);
  if (!sameSet(matched, pattern.matched))
    context.emit({ of: 'log', lane, kind: 'topics-matched', consumer: id, topics: matched });
}
