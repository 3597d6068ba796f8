// Subscriptions by pattern that the coordinator matches (RE2/J): which topics each pattern of a group stands for. They are looked for
// beside the heartbeats, and not too often. Kafka: GroupMetadataManager.maybeUpdateRegularExpressions, TopicRegexResolver.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import { compileRe2j, matching } from '../../consumer/pattern.ts';
import type { Consumer } from '../../consumer/state.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { sameSet } from '../../set.ts';
import type { LogState } from '../../state.ts';
import { consumerGroup } from '../kinds.ts';
import { bumpEpoch, topicsChanged } from './epoch.ts';
import type { ConsumerGroup } from './state.ts';

/** Patterns are matched anew at most so often. Kafka: REGEX_BATCH_REFRESH_MIN_INTERVAL_MS. */
const REST_MS = 10_000;

/** The pattern that a consumer leaves to the coordinator, if it does. */
export const patternOf = ({ pattern }: Immutable<Consumer>): string | null =>
  pattern?.by === 'coordinator' ? pattern.expression : null;

/** What is wrong with a consumer's pattern. */
export function refusedPattern(consumer: Immutable<Consumer>): Refusal | null {
  const pattern = patternOf(consumer);
  if (pattern === null || compileRe2j(pattern)) return null;
  return refusal(
    'InvalidRegularExpression',
    `SubscribedTopicRegex \`${pattern}\` is not a valid regular expression.`,
  );
}

/** The patterns that any member leaves to the coordinator. */
function patternsOf({ members }: Immutable<ConsumerGroup>): ReadonlySet<string> {
  const patterns = new Set<string>();
  for (const { pattern } of members) if (pattern !== null) patterns.add(pattern);
  return patterns;
}

/** When the patterns of a group are to be matched again; null while that would change nothing. */
export function matchingDueAt(state: Immutable<LogState>, group: Immutable<ConsumerGroup>): Instant | null {
  const patterns = patternsOf(group);
  if (patterns.size === 0) return null;
  const { matches, matchedAt, topicsCreated } = group;
  if (matchedAt === null) return 0;
  const unmatched = [...patterns].some((pattern) => !matches[pattern]);
  // any topic that is new makes it look, whatever its name
  if (unmatched || topicsCreated < state.topicsCreated) return matchedAt + REST_MS + 1;
  const outdated = [...patterns].some((pattern) => !sameSet(matches[pattern]!, topicsFor(state, pattern)));
  return outdated ? matchedAt + state.settings['group.consumer.regex.refresh.interval.ms'] + 1 : null;
}

const topicsFor = (state: Immutable<LogState>, pattern: string): string[] =>
  matching(state, compileRe2j(pattern)!);

/** After a heartbeat: matches the patterns if that is due, and bumps the epoch if they stand for other topics than before. */
export function matchPatterns(context: Context, lane: LaneId, id: GroupId): void {
  const state = logOf(context.world, lane);
  const group = consumerGroup(state, id)!;
  const dueAt = matchingDueAt(state, group);
  if (dueAt === null || dueAt > context.world.now) return;
  const matches: Record<string, string[]> = {};
  for (const pattern of patternsOf(group)) matches[pattern] = topicsFor(state, pattern);
  const before = group.matches;
  context.emit({ of: 'log', lane, kind: 'patterns-matched', group: id, matches });
  const changed = Object.keys(matches).some((pattern) => !sameSet(matches[pattern]!, before[pattern] ?? []));
  if (changed || topicsChanged(state, group)) bumpEpoch(context, lane, id, 'topics');
}
