// A consumer's part in a classic group, as far as it happens inside its polls: giving up what it has, joining, asking for its
// assignment, taking it. What the coordinator makes of that is in join.ts and sync.ts; how a consumer's part ends is in departure.ts.
// Kafka: AbstractCoordinator, ConsumerCoordinator.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import { commitConsumed } from '../../consumer/auto-commit.ts';
import { giveUp } from '../../consumer/listener.ts';
import type { Consumer } from '../../consumer/state.ts';
import { sameSet, without } from '../../set.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import type { PartitionId } from '../../storage/state.ts';
import { whyRefused } from '../consumer-protocol/roster.ts';
import { classicGroup } from '../kinds.ts';
import type { Group } from '../state.ts';
import { memberOf } from './coordinator.ts';
import { isLost } from './departure.ts';
import { joinGroup } from './join.ts';
import { isCooperative } from './protocols.ts';
import { serveClassicClient } from './serving.ts';
import { FENCED_INSTANCE, whyFenced } from './session.ts';
import { syncGroup } from './sync.ts';

/** Its part is done: the consumer may read what it is assigned. */
const READY = true;
/** It waits for its group; a cooperative member reads on meanwhile. */
const WAITING = false;

/**
 * What a poll does for the group before it fetches: as much as it can without waiting.
 * Kafka: ConsumerCoordinator.poll, AbstractCoordinator.joinGroupIfNeeded.
 */
export function takePart(context: Context, lane: LaneId, consumer: Immutable<Consumer>): boolean | Refusal {
  const id = consumer.group!;
  const classic = consumer.classic!;
  if (classic.fenced) {
    context.emit({ of: 'log', lane, kind: 'fencing-raised', consumer: consumer.id });
    return FENCED_INSTANCE;
  }
  for (;;) {
    noteSubscription(context, lane, consumer, id);
    if (classic.told) take(context, lane, consumer, id);
    else if (classic.state === 'Preparing' || classic.state === 'Completing') {
      const outcome = goOn(context, lane, consumer, id);
      if (outcome !== GOES_ON) return outcome;
    } else if (classic.rejoin) {
      prepare(context, lane, consumer);
      const refused = join(context, lane, consumer, id);
      if (refused) return refused;
    } else return READY;
  }
}

/** Something moved, and more may follow from it at once. */
const GOES_ON = null;

/** It wants other topics than those with which it joined. Kafka: ConsumerCoordinator.rejoinNeededOrPending. */
function noteSubscription(
  context: Context,
  lane: LaneId,
  { id: consumer, subscription, classic }: Immutable<Consumer>,
  group: GroupId,
): void {
  const { joinedTopics, rejoin } = classic!;
  if (!rejoin && joinedTopics !== null && !sameSet(joinedTopics, subscription))
    context.emit({ of: 'log', lane, kind: 'rejoin-needed', group, consumer, because: 'subscription' });
}

/**
 * Before it joins it commits, if it does so by itself, and gives up everything; a cooperative member only what it does not want any
 * more. Whoever is no member has lost what it has. Kafka: ConsumerCoordinator.onJoinPrepare.
 */
function prepare(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  if (consumer.classic!.prepared) return;
  commitConsumed(context, lane, consumer);
  const { assignment, subscription, config } = consumer;
  if (isLost(consumer)) giveUp(context, lane, consumer, assignment, true);
  else if (!isCooperative(config['partition.assignment.strategy']))
    giveUp(context, lane, consumer, assignment, false);
  else {
    const unwanted = assignment.filter((partition) => !subscription.includes(topicOf(partition)));
    giveUp(context, lane, consumer, unwanted, false);
  }
}

const topicOf = (partition: PartitionId): string => partition.slice(0, partition.lastIndexOf('-'));

/** Asks to join, under its member id as long as the group knows that. */
function join(context: Context, lane: LaneId, consumer: Immutable<Consumer>, id: GroupId): Refusal | null {
  const { id: name, classic } = consumer;
  const group = logOf(context.world, lane).groups[id];
  if (classic!.memberId !== null) {
    const because = whyUnknown(group, consumer);
    if (because === 'instance') return FENCED_INSTANCE;
    if (because) context.emit({ of: 'log', lane, kind: 'member-fenced', group: id, consumer: name, because });
  }
  if (group?.type === 'share')
    return refusal('InconsistentGroupProtocolException', `Group ${id} is not a classic group.`);
  if (group?.type !== 'consumer') return joinGroup(context, lane, consumer, id);
  if (group.members.length > 0) return serveClassicClient(context, lane, name, 'join') as Refusal | null;
  context.emit({ of: 'log', lane, kind: 'group-converted', group: id, type: 'classic' });
  return joinGroup(context, lane, consumer, id);
}

/** Why its member id is of no use any more; null if the group, of whatever protocol, knows it by that. */
function whyUnknown(
  group: Immutable<Group> | undefined,
  consumer: Immutable<Consumer>,
): 'unknown' | 'instance' | null {
  if (group?.type === 'share') return 'unknown';
  const because = group?.type === 'consumer' ? whyRefused(group, consumer) : whyFenced(group, consumer);
  return because === 'generation' ? null : because;
}

/** Its request was answered, or is still held back. */
function goOn(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  id: GroupId,
): boolean | Refusal | typeof GOES_ON {
  const { id: name, classic } = consumer;
  const group = classicGroup(logOf(context.world, lane), id);
  const standing = group && memberOf(group, name)?.state;
  if (standing === 'Joining' || standing === 'Syncing') return WAITING;
  if (classic!.state === 'Preparing' && standing !== undefined) {
    context.emit({ of: 'log', lane, kind: 'join-heard', group: id, consumer: name });
    if (standing === 'Joined') {
      syncGroup(context, lane, id, name);
      return GOES_ON;
    }
  }
  return join(context, lane, consumer, id);
}

/**
 * Takes the assignment that it was told. A cooperative member gives up what is not in it, and joins once more so that others can get
 * that. An assignment that does not go with its subscription any more is left alone. Kafka: ConsumerCoordinator.onJoinComplete.
 */
function take(context: Context, lane: LaneId, consumer: Immutable<Consumer>, group: GroupId): void {
  const { id: name, assignment, subscription, classic } = consumer;
  const told = classic!.told!;
  if (told.some((partition) => !subscription.includes(topicOf(partition)))) {
    context.emit({ of: 'log', lane, kind: 'assignment-declined', group, consumer: name });
    return;
  }
  const added = without(told, assignment);
  const revoked = without(assignment, told);
  if (revoked.length > 0) {
    giveUp(context, lane, consumer, revoked, false);
    context.emit({ of: 'log', lane, kind: 'rejoin-needed', group, consumer: name, because: 'revoked' });
  }
  context.emit({ of: 'log', lane, kind: 'assigned', consumer: name, partitions: told, added });
}
