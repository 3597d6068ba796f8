// A consumer's rebalance listener, as far as the model has one: it is told of partitions that go, and may commit while they do.

import type { Context } from '../../broker.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import { commitBookmarks, reached } from '../group/commit.ts';
import type { PartitionId } from '../storage/state.ts';
import type { Consumer } from './state.ts';

/**
 * Gives partitions up, in the middle of which its listener may commit; lost ones are gone already.
 * Kafka: ConsumerRebalanceListenerInvoker.
 */
export function giveUp(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  partitions: readonly PartitionId[],
  lost: boolean,
): void {
  if (partitions.length === 0) return;
  const { id, group, commitsOnRevoke } = consumer;
  if (commitsOnRevoke && !lost) commitBookmarks(context, lane, consumer, group!, reached(consumer));
  context.emit({ of: 'log', lane, kind: 'revoked', consumer: id, partitions: [...partitions], lost });
}
