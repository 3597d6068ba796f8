// A share consumer's part in its group, as far as it happens inside its own calls: it joins, leaves, stays away. Nothing is given up before
// it goes to others, so there is little to do. Its heartbeats are in heartbeats.ts. Kafka: ShareMembershipManager.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { Immutable, LaneId } from '../../../vocabulary.ts';
import type { ShareConsumer } from './client-state.ts';
import { removeShareMember } from './departure.ts';
import { joinShare, planShareHeartbeats } from './heartbeats.ts';
import { sameSet } from '../../set.ts';

type Consumer = Immutable<ShareConsumer>;

/** What a poll does for the group. Why it throws, if it does. */
export function takePartInShare(context: Context, lane: LaneId, consumer: Consumer): Refusal | null {
  const { id, group, state, said, subscription } = consumer;
  if (state === 'Unsubscribed' || state === 'Left') joinShare(context, lane, consumer);
  else if (!sameSet(said, subscription)) planShareHeartbeats(context, lane, group);
  const { failure } = consumer;
  if (failure) context.emit({ of: 'log', lane, kind: 'share-failure-thrown', consumer: id });
  return failure;
}

/** It leaves of its own will. What it has in hand stays locked to it unless it closes. */
export function leave(context: Context, lane: LaneId, consumer: Consumer): void {
  end(context, lane, consumer, 'left');
}

/** It has not polled for max.poll.interval.ms, and leaves. */
export function stall(context: Context, lane: LaneId, consumer: Consumer): void {
  end(context, lane, consumer, 'stalled');
}

function end(
  context: Context,
  lane: LaneId,
  { id: consumer, group, state }: Consumer,
  because: 'left' | 'stalled',
): void {
  if (state === 'Unsubscribed') return;
  context.emit({ of: 'log', lane, kind: 'share-membership-ended', consumer, because });
  if (state === 'Joined') removeShareMember(context, lane, group, consumer, 'left');
}
