// Which members of a group of the consumer protocol may commit: those that the coordinator has, in their epoch, whatever protocol
// their clients speak. Kafka: ConsumerGroup.validateOffsetCommit, CommitRequestManager, ConsumerCoordinator.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { Immutable, LaneId } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import { FENCED_INSTANCE } from '../classic/session.ts';
import { kickedOut } from '../commit.ts';
import { whyRefused } from './roster.ts';
import type { ConsumerGroup } from './state.ts';

/** What the coordinator refuses. A client of the classic protocol that hears in this way that it is out has to join anew. */
export function refusalByCoordinator(
  context: Context,
  lane: LaneId,
  group: Immutable<ConsumerGroup>,
  consumer: Immutable<Consumer>,
): Refusal | null {
  const because = whyRefused(group, consumer);
  if (because === null) return null;
  if (!consumer.classic) return kickedOut();
  if (because === 'instance') return FENCED_INSTANCE;
  context.emit({ of: 'log', lane, kind: 'member-fenced', group: group.id, consumer: consumer.id, because });
  return kickedOut();
}
