// Moving a group over while it has members (group.consumer.migration.policy): a classic group goes on as one of the consumer protocol
// as soon as somebody joins who speaks that, and becomes classic again when the last of these has left. What it is afterwards is in
// conversion.ts. Kafka: GroupMetadataManager.convertToConsumerGroup, convertToClassicGroup.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import { planExpiry } from '../classic/coordinator.ts';
import { rebalance } from '../classic/rebalance.ts';
import type { ClassicGroup } from '../classic/state.ts';
import { planSessionEnd } from './departure.ts';
import { classicGroup, consumerGroup } from '../kinds.ts';

/**
 * Lets a classic group go on as one of the consumer protocol. Whoever waits for an answer to its join is told to join again; the
 * others find out, if at all, with their heartbeats.
 */
export function upgrade(context: Context, lane: LaneId, group: Immutable<ClassicGroup>): Refusal | null {
  const { id, members } = group;
  const { settings } = logOf(context.world, lane);
  const policy = settings['group.consumer.migration.policy'];
  if (policy !== 'upgrade' && policy !== 'bidirectional')
    return refusal(
      'GroupIdNotFoundException',
      `Cannot upgrade classic group ${id} to consumer group because online upgrade is disabled.`,
    );
  if (members.length > settings['group.consumer.max.size'])
    return refusal(
      'GroupIdNotFoundException',
      `Cannot upgrade classic group ${id} to consumer group because the group size exceeds the consumer group maximum size.`,
    );
  const waiting = members.filter(({ state }) => state === 'Joining' || state === 'Syncing');
  const silent = members.filter(({ alive, expiresAt }) => !alive || expiresAt !== null);
  context.emit({ of: 'log', lane, kind: 'group-upgraded', group: id });
  for (const { consumer } of waiting)
    context.emit({ of: 'log', lane, kind: 'rejoin-needed', group: id, consumer, because: 'sync' });
  for (const { consumer } of silent) planSessionEnd(context, lane, id, consumer);
  return null;
}

/** Whether only clients of the classic protocol are left, and the group may become theirs. */
export function canDowngrade(context: Context, lane: LaneId, id: GroupId): boolean {
  const state = logOf(context.world, lane);
  const { members } = consumerGroup(state, id)!;
  const policy = state.settings['group.consumer.migration.policy'];
  return (
    (policy === 'downgrade' || policy === 'bidirectional') &&
    members.length > 0 &&
    members.length <= state.settings['group.max.size'] &&
    members.every(({ classic }) => classic !== null)
  );
}

/** Lets the group go on as a classic one, which begins with a rebalance unless everybody has what is meant for him. */
export function downgrade(context: Context, lane: LaneId, id: GroupId, rebalances = true): void {
  const state = logOf(context.world, lane);
  const silent = consumerGroup(state, id)!.members.filter(({ expiresAt }) => expiresAt !== null);
  context.emit({ of: 'log', lane, kind: 'group-downgraded', group: id });
  for (const { consumer } of silent) planExpiry(context, lane, id, consumer, context.world.now);
  if (rebalances && classicGroup(state, id)) rebalance(context, lane, id);
}
