// Which members of a classic group may commit: those in its generation. Part of that the client library knows by itself, the rest its
// coordinator tells it. Kafka: ConsumerCoordinator.sendOffsetCommitRequest, ClassicGroup.validateOffsetCommit.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { clientRefusal } from '../../refusal.ts';
import { kickedOut } from '../commit.ts';
import { FENCED_INSTANCE, whyFenced } from './session.ts';
import type { ClassicGroup } from './state.ts';

const rebalancing = (): Refusal =>
  clientRefusal(
    'RebalanceInProgressException',
    'Offset commit cannot be completed since the consumer is undergoing a rebalance for auto partition assignment. You can try completing the rebalance by calling poll() and then retry the operation.',
  );

/** What the client library refuses without asking: it is between two generations, or knows that it is no member. */
export function refusalByClient({ classic }: Immutable<Consumer>): Refusal | null {
  switch (classic!.state) {
    case 'Preparing':
    case 'Completing':
      return rebalancing();
    case 'Unjoined':
      return kickedOut();
    case 'Stable':
      return null;
  }
}

/** What the coordinator refuses. A member that hears in this way that it is none any more has to join anew. */
export function refusalByCoordinator(
  context: Context,
  lane: LaneId,
  group: Immutable<ClassicGroup> | undefined,
  consumer: Immutable<Consumer>,
): Refusal | null {
  if (!group)
    return clientRefusal('KafkaException', 'Unexpected error in commit: The group id does not exist.');
  // its client speaks the other protocol, and has not heard that the group has gone over without it
  if (!consumer.classic) return kickedOut();
  const { id: name } = consumer;
  const because = whyFenced(group, consumer);
  if (because === 'instance') return FENCED_INSTANCE;
  if (because === null) return null;
  context.emit({ of: 'log', lane, kind: 'member-fenced', group: group.id, consumer: name, because });
  return kickedOut();
}
