// The commits that a consumer makes by itself (enable.auto.commit): of the positions that its earlier polls have reached, whether or
// not anybody has worked on those records. They happen inside poll, before partitions are given up, and on close, never in between.

import type { Context } from '../../broker.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { commitBookmarks, reached } from '../group/commit.ts';
import { logOf } from '../reading.ts';
import type { Consumer } from './state.ts';

/** Inside poll, and when other partitions are assigned by hand: commits if the interval has passed. Kafka: maybeAutoCommitOffsetsAsync. */
export function commitWhenDue(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  const { now } = context.world;
  const { id, config, autoCommitAt } = consumer;
  if (autoCommitAt === null || now < autoCommitAt) return;
  const retriable = commitConsumed(context, lane, consumer);
  const nextAt = now + config[retriable ? 'retry.backoff.ms' : 'auto.commit.interval.ms'];
  context.emit({ of: 'log', lane, kind: 'auto-commit-planned', consumer: id, nextAt });
}

/**
 * Commits what was consumed, due or not, if this consumer commits by itself: before its partitions are revoked, and on close. Does
 * nothing for any other. A failure is told by its fact and stops nobody; true if the client tries again soon.
 * Kafka: ConsumerCoordinator.onJoinPrepare, maybeAutoCommitOffsetsSync.
 */
export function commitConsumed(context: Context, lane: LaneId, consumer: Immutable<Consumer>): boolean {
  const { group, autoCommitAt } = consumer;
  if (group === null || autoCommitAt === null) return false;
  const refused = commitBookmarks(context, lane, consumer, group, reached(consumer));
  return refused?.error === 'UnknownTopicOrPartitionException';
}

/**
 * It is time. Whoever stays in a poll commits now, if there is anything to commit.
 *
 * Simplified: a consumer that stays in a poll does not commit again what is committed already.
 */
export function callForCommit(
  context: Context,
  { lane, consumer: name }: LogCommandOf<'call-for-commit'>,
): void {
  const { groups, consumers } = logOf(context.world, lane);
  const { group, open, autoCommitAt, positions } = consumers[name]!;
  if (!open || autoCommitAt !== context.world.now) return;
  const committed = groups[group!]?.offsets ?? {};
  for (const id in positions) {
    if (positions[id] === null || positions[id] === committed[id]?.offset) continue;
    context.emit({ of: 'log', lane, kind: 'auto-commit-due', consumer: name });
    return;
  }
}
