// What each fact about groups of the consumer protocol and their members changes; which state follows another is looked up in the
// lifecycles.

import { CONSUMER_GROUP } from '../../../../lifecycle/consumer-group.ts';
import { CONSUMER_MEMBER } from '../../../../lifecycle/consumer-member.ts';
import { RECONCILIATION } from '../../../../lifecycle/reconciliation.ts';
import { next } from '../../../../lifecycle/transitions.ts';
import type { Immutable, Instant, LaneId } from '../../../vocabulary.ts';
import type { World } from '../../../world.ts';
import { type Appliers, later } from '../../applier.ts';
import { restartAutoCommit } from '../../consumer/apply.ts';
import type { LogState } from '../../state.ts';
import { answerAtOnce, resetClient } from '../classic/client.ts';
import { classicGroup, consumerGroup } from '../kinds.ts';
import { fromClassicGroup, fromConsumerGroup } from './conversion.ts';
import type { ConsumerGroupFact } from './fact.ts';
import type {
  ClassicPart,
  ConsumerGroup,
  ConsumerGroupMember,
  ConsumerGroupState,
  Membership,
  MembershipState,
  ReconciliationState,
} from './state.ts';

export const consumerGroupFacts: Appliers<ConsumerGroupFact> = {
  'member-admitted'(world, state, fact) {
    const { consumer, instanceId, assignor, rebalanceTimeoutMs, classic } = fact;
    const group = consumerGroup(state, fact.group)!;
    moveGroup(group, 'ADMIT');
    group.members.push({
      consumer,
      subscription: [],
      assignment: [],
      lastHeardAt: world.now,
      alive: true,
      state: 'Stable',
      instanceId,
      pattern: null,
      memberEpoch: 0,
      assignor,
      rebalanceTimeoutMs,
      target: [],
      revoking: [],
      moveBy: null,
      classic: copyPart(classic),
      expiresAt: null,
    });
  },
  'member-returned'(_world, state, fact) {
    const member = memberIn(state, fact.group, fact.replaces);
    member.consumer = fact.consumer;
    member.alive = true;
    member.memberEpoch = 0;
    member.assignor = fact.assignor;
    member.rebalanceTimeoutMs = fact.rebalanceTimeoutMs;
    member.classic = copyPart(fact.classic);
    member.moveBy = null;
  },
  'member-subscribed'(_world, state, fact) {
    const member = memberIn(state, fact.group, fact.consumer);
    member.subscription = [...fact.topics];
    member.pattern = fact.pattern;
    forgetUnused(consumerGroup(state, fact.group)!);
  },
  'member-away'(_world, state, fact) {
    const group = consumerGroup(state, fact.group)!;
    const member = memberIn(state, fact.group, fact.consumer);
    member.memberEpoch = AWAY;
    member.revoking = [];
    member.moveBy = null;
    moveGroup(group, 'AWAY');
  },
  'member-removed'(_world, state, fact) {
    const group = consumerGroup(state, fact.group)!;
    group.members = group.members.filter(({ consumer }) => consumer !== fact.consumer);
    forgetUnused(group);
  },
  'patterns-matched'(world, state, fact) {
    const group = consumerGroup(state, fact.group)!;
    group.matches = {};
    for (const pattern in fact.matches) group.matches[pattern] = [...fact.matches[pattern]!];
    group.matchedAt = world.now;
    group.topicsCreated = state.topicsCreated;
  },
  'group-epoch-bumped'(_world, state, fact) {
    const group = consumerGroup(state, fact.group)!;
    moveGroup(group, 'BUMP');
    group.groupEpoch = fact.groupEpoch;
    group.topicsSeen = { ...fact.topicsSeen };
  },
  'group-vacated'(_world, state, fact) {
    const group = consumerGroup(state, fact.group)!;
    moveGroup(group, 'EMPTY');
    group.groupEpoch = fact.groupEpoch;
    group.topicsSeen = {};
  },
  'target-computed'(world, state, fact) {
    const group = consumerGroup(state, fact.group)!;
    moveGroup(group, 'ASSIGN');
    group.targetEpoch = fact.targetEpoch;
    group.targetAt = world.now;
    for (const member of group.members) member.target = [...fact.target[member.consumer]!];
  },
  'member-reconciled'(world, state, fact) {
    const member = memberIn(state, fact.group, fact.consumer);
    member.state = next(RECONCILIATION, member.state, ARRIVING[fact.state]) as ReconciliationState;
    member.memberEpoch = fact.memberEpoch;
    member.assignment = [...fact.assignment];
    member.revoking = [...fact.revoking];
    waitFor(world, member, fact);
  },
  'rejoin-awaited'(world, state, fact) {
    waitFor(world, memberIn(state, fact.group, fact.consumer), fact);
  },
  'group-settled'(_world, state, fact) {
    moveGroup(consumerGroup(state, fact.group)!, 'SETTLE');
  },
  'session-end-planned'(world, state, fact) {
    const { lane, group, consumer, expiryAt } = fact;
    memberIn(state, group, consumer).expiresAt = expiryAt;
    later(world, expiryAt, { of: 'log', kind: 'end-session', lane, group, consumer });
  },

  'membership-began'(_world, state, fact) {
    const membership = membershipOf(state, fact.consumer);
    move(membership, 'JOIN');
    membership.told = null;
  },
  'heartbeat-answered'(world, state, fact) {
    const membership = membershipOf(state, fact.consumer);
    if (fact.told) move(membership, 'TELL');
    else if (membership.state === 'Acknowledging') move(membership, 'SETTLE');
    if (fact.told) membership.told = [...fact.told];
    membership.said = { ...fact.said, topics: [...fact.said.topics] };
    membership.heartbeatAt = world.now;
    membership.heartbeatIntervalMs = fact.heartbeatIntervalMs;
    membership.nextHeartbeatAt = null;
    state.consumers[fact.consumer]!.generation = fact.memberEpoch;
    const member = memberIn(state, fact.group, fact.consumer);
    member.lastHeardAt = world.now;
    member.expiresAt = null;
  },
  'assignment-taken'(world, state, fact) {
    const consumer = state.consumers[fact.consumer]!;
    move(consumer.membership!, 'TAKE');
    consumer.membership!.told = null;
    restartAutoCommit(world, fact.lane, consumer);
  },
  'membership-fenced'(_world, state, fact) {
    end(state, fact.consumer, 'FENCE');
  },
  'membership-stalled'(_world, state, fact) {
    end(state, fact.consumer, 'STALL');
  },
  'membership-failed'(_world, state, fact) {
    end(state, fact.consumer, 'FAIL');
    membershipOf(state, fact.consumer).failure = fact.failure;
  },
  'failure-thrown'(_world, state, fact) {
    membershipOf(state, fact.consumer).failure = null;
  },
  'membership-ended'(_world, state, fact) {
    end(state, fact.consumer, 'LEAVE');
  },
  'next-heartbeat-planned'(world, state, fact) {
    const { lane, group, consumer, heartbeatAt } = fact;
    membershipOf(state, consumer).nextHeartbeatAt = heartbeatAt;
    later(world, heartbeatAt, { of: 'log', kind: 'send-heartbeat', lane, group, consumer });
  },

  'classic-client-answered'(world, state, fact) {
    const consumer = state.consumers[fact.consumer]!;
    answerAtOnce(world, consumer, fact);
    const member = memberIn(state, fact.group, fact.consumer);
    member.lastHeardAt = world.now;
    member.expiresAt = null;
    member.classic!.nextHeartbeatAt = null;
  },
  'classic-client-departed'(_world, state, fact) {
    resetClient(state.consumers[fact.consumer]!, null);
  },
  'group-upgraded'(_world, state, fact) {
    state.groups[fact.group] = fromClassicGroup(state, classicGroup(state, fact.group)!);
  },
  'group-downgraded'(_world, state, fact) {
    state.groups[fact.group] = fromConsumerGroup(consumerGroup(state, fact.group)!);
  },
  'classic-heartbeat-planned'(world, state, fact) {
    const { lane, group, consumer, heartbeatAt } = fact;
    const member = consumerGroup(state, group)?.members.find((one) => one.consumer === consumer);
    if (member) member.classic!.nextHeartbeatAt = heartbeatAt;
    later(world, heartbeatAt, { of: 'log', kind: 'heartbeat', lane, group, consumer });
  },
};

/** The member is dropped unless it has moved on by then. */
function waitFor(
  world: World,
  member: ConsumerGroupMember,
  fact: { readonly lane: LaneId; readonly group: string; readonly moveBy: Instant | null },
): void {
  const { lane, group, moveBy } = fact;
  const { consumer } = member;
  member.moveBy = moveBy;
  if (moveBy !== null) later(world, moveBy, { of: 'log', kind: 'drop-late-member', lane, group, consumer });
}

const copyPart = (part: Immutable<ClassicPart> | null): ClassicPart | null =>
  part && { ...part, protocols: [...part.protocols] };

/** Kafka: LEAVE_GROUP_STATIC_MEMBER_EPOCH. */
const AWAY = -2;

/** What a member's step is called by the state that it leads to. */
const ARRIVING: Readonly<Record<ReconciliationState, string>> = {
  UnrevokedPartitions: 'REVOKE',
  UnreleasedPartitions: 'AWAIT',
  Stable: 'ARRIVE',
};

/** Patterns that nobody subscribes to any more stand for nothing. */
function forgetUnused(group: ConsumerGroup): void {
  for (const pattern in group.matches)
    if (!group.members.some((member) => member.pattern === pattern)) delete group.matches[pattern];
  if (Object.keys(group.matches).length === 0) group.matchedAt = null;
}

const memberIn = (state: LogState, group: string, consumer: string): ConsumerGroupMember =>
  consumerGroup(state, group)!.members.find((member) => member.consumer === consumer)!;

const membershipOf = (state: LogState, consumer: string): Membership =>
  state.consumers[consumer]!.membership!;

function moveGroup(group: ConsumerGroup, event: string): void {
  group.state = next(CONSUMER_GROUP, group.state, event) as ConsumerGroupState;
}

function move(membership: Membership, event: string): void {
  membership.state = next(CONSUMER_MEMBER, membership.state, event) as MembershipState;
}

/** It is no member any more, and says nothing more. */
function end(state: LogState, consumer: string, event: string): void {
  const membership = membershipOf(state, consumer);
  move(membership, event);
  membership.told = null;
  membership.nextHeartbeatAt = null;
  state.consumers[consumer]!.generation = -1;
}
