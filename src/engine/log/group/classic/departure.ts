// How a consumer's part in a classic group ends: it closes, unsubscribes, does not poll for too long, or its process is gone. A dynamic
// member says so and is out at once; a static one keeps its place until its session ends. Kafka: AbstractCoordinator.maybeLeaveGroup,
// ConsumerCoordinator.onLeavePrepare.

import type { Context } from '../../../broker.ts';
import type { Immutable, LaneId } from '../../../vocabulary.ts';
import { giveUp } from '../../consumer/listener.ts';
import { isSubscribed } from '../../consumer/subscription.ts';
import type { Consumer } from '../../consumer/state.ts';
import { logOf } from '../../reading.ts';
import { classicGroup, consumerGroup } from '../kinds.ts';
import type { MembershipOperation } from '../membership.ts';
import { memberOf } from './coordinator.ts';
import type { Departure } from './fact.ts';
import { rebalance } from './rebalance.ts';
import { serveClassicClient } from './serving.ts';
import { fallSilent } from './session.ts';

/** Gives up what it has and leaves its group, if it is in one. */
export function leave(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  operation: MembershipOperation,
): void {
  const { classic, assignment } = consumer;
  if (!classic || !isSubscribed(consumer)) return;
  const between = classic.state === 'Preparing' || classic.state === 'Completing';
  giveUp(context, lane, consumer, assignment, between || isLost(consumer));
  depart(context, lane, consumer, 'left', operation);
}

/** It did not poll for max.poll.interval.ms. What it has is lost when it polls again. Kafka: HeartbeatThread. */
export const stall = (context: Context, lane: LaneId, consumer: Immutable<Consumer>): void =>
  depart(context, lane, consumer, 'stalled', 'DEFAULT');

function depart(
  context: Context,
  lane: LaneId,
  { id: consumer, group, config, classic }: Immutable<Consumer>,
  because: Departure,
  operation: MembershipOperation,
): void {
  if (classic!.state === 'Unjoined') return;
  const id = group!;
  const leaves =
    operation === 'LEAVE_GROUP' || (operation === 'DEFAULT' && config['group.instance.id'] === null);
  if (consumerGroup(logOf(context.world, lane), id)) {
    serveClassicClient(context, lane, consumer, leaves ? 'leave' : 'stay-away', because);
    return;
  }
  const found = classicGroup(logOf(context.world, lane), id);
  if (leaves && found && memberOf(found, consumer)) {
    context.emit({ of: 'log', lane, kind: 'member-left', group: id, consumer, because });
    rebalance(context, lane, id);
  } else {
    fallSilent(context, lane, id, consumer);
    context.emit({ of: 'log', lane, kind: 'member-fell-silent', group: id, consumer, because });
  }
}

/** The process is gone without a word. The coordinator notices when the session times out. */
export function die(context: Context, lane: LaneId, { id: consumer, group }: Immutable<Consumer>): void {
  if (group !== null) fallSilent(context, lane, group, consumer);
  context.emit({ of: 'log', lane, kind: 'consumer-killed', consumer });
}

/** It knows that it is no member: what it has may be somebody else's. */
export const isLost = ({ generation, classic }: Immutable<Consumer>): boolean =>
  generation < 0 || classic!.memberId === null;
