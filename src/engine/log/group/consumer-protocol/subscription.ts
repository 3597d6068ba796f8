// What the members of a consumer group subscribe to.

import type { Context } from '../../../broker.ts';
import type { Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { sameSet } from '../../set.ts';
import { memberOf } from './coordinator.ts';
import type { ConsumerGroup, ConsumerGroupMember } from './state.ts';

/** The topics that a member subscribes to, whether they exist or not. */
export const subscribedTopics = (
  _group: Immutable<ConsumerGroup>,
  { subscription }: Immutable<ConsumerGroupMember>,
): readonly string[] => subscription;

/** Takes down what a member subscribes to. True if that is something else than before. */
export function subscribe(
  context: Context,
  lane: LaneId,
  group: Immutable<ConsumerGroup>,
  { id: consumer, subscription: topics }: Immutable<Consumer>,
): boolean {
  if (sameSet(memberOf(group, consumer)!.subscription, topics)) return false;
  context.emit({ of: 'log', lane, kind: 'member-subscribed', group: group.id, consumer, topics });
  return true;
}
