// A consumer's part in its group: which protocol's rules its calls follow (group.protocol).

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import type { Consumer } from '../consumer/state.ts';
import { heartbeats as heartbeatsOfClassic } from './classic/coordinator.ts';
import * as classicDeparture from './classic/departure.ts';
import * as classic from './classic/membership.ts';
import { heartbeats as heartbeatsOfConsumerProtocol } from './consumer-protocol/beginning.ts';

/** What a poll does for the group before it fetches. True if the consumer may read what it is assigned. */
export const takePart = (context: Context, lane: LaneId, consumer: Immutable<Consumer>): boolean | Refusal =>
  consumer.membership
    ? (ofConsumerProtocol(context, lane, consumer, 'take-part') as true | Refusal)
    : classic.takePart(context, lane, consumer);

/** How a consumer that closes treats its membership. Kafka: CloseOptions.GroupMembershipOperation. */
export type MembershipOperation = 'DEFAULT' | 'LEAVE_GROUP' | 'REMAIN_IN_GROUP';

/** Gives up what it has and leaves its group, if it is in one. */
export function leave(
  context: Context,
  lane: LaneId,
  consumer: Immutable<Consumer>,
  operation: MembershipOperation,
): void {
  if (consumer.membership) ofConsumerProtocol(context, lane, consumer, 'leave', operation);
  else classicDeparture.leave(context, lane, consumer, operation);
}

/** Its process is gone without a word. */
export function die(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  if (consumer.membership) ofConsumerProtocol(context, lane, consumer, 'die');
  else classicDeparture.die(context, lane, consumer);
}

/** Whether it heartbeats, so that its group takes it for alive. */
export const heartbeats = (consumer: Immutable<Consumer>): boolean =>
  consumer.membership ? heartbeatsOfConsumerProtocol(consumer) : heartbeatsOfClassic(consumer);

/** It has not polled for max.poll.interval.ms. What it has is lost when it polls again. */
export function stall(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  if (consumer.membership) ofConsumerProtocol(context, lane, consumer, 'stall');
  else classicDeparture.stall(context, lane, consumer);
}

/** It subscribed to something: a group of the consumer protocol may have to hear of it; in a classic one its next poll sees to that. */
export function followSubscription(context: Context, lane: LaneId, consumer: Immutable<Consumer>): void {
  if (consumer.membership) ofConsumerProtocol(context, lane, consumer, 'follow-subscription');
}

/** The consumer protocol is a room of its own, so it is asked and not called. */
const ofConsumerProtocol = (
  context: Context,
  lane: LaneId,
  { id: consumer }: Immutable<Consumer>,
  act: LogCommandOf<'as-member'>['act'],
  operation: MembershipOperation = 'DEFAULT',
): unknown => context.ask({ of: 'log', lane, kind: 'as-member', act, consumer, operation });
