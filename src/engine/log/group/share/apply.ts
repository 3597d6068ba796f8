// What each fact about share groups, their members and share consumers changes; which state follows another is looked up in the
// lifecycles. Records are in record-apply.ts.

import { SHARE_GROUP } from '../../../../lifecycle/share-group.ts';
import { SHARE_MEMBER } from '../../../../lifecycle/share-member.ts';
import { next } from '../../../../lifecycle/transitions.ts';
import { type Appliers, later } from '../../applier.ts';
import type { LogState } from '../../state.ts';
import { shareGroup } from '../kinds.ts';
import { emptyShareGroup, emptySharePartition, newShareConsumer } from './beginning.ts';
import type { ShareConsumer, ShareMembershipState } from './client-state.ts';
import type { ShareClientFact, ShareCoordinatorFact } from './fact.ts';
import type { ShareGroup, ShareGroupState, ShareMember } from './state.ts';

export const shareCoordinatorFacts: Appliers<ShareCoordinatorFact> = {
  'share-group-created'(_world, state, fact) {
    state.groups[fact.group] = emptyShareGroup(fact.group);
  },
  'share-member-joined'(world, state, fact) {
    const group = shareGroup(state, fact.group)!;
    moveGroup(group, 'JOIN');
    group.members.push({
      consumer: fact.consumer,
      subscription: [],
      assignment: [],
      lastHeardAt: world.now,
      alive: true,
      memberEpoch: 0,
      target: [],
      expiresAt: null,
    });
  },
  'share-member-subscribed'(_world, state, fact) {
    memberIn(state, fact.group, fact.consumer)!.subscription = [...fact.topics];
  },
  'share-member-removed'(_world, state, fact) {
    const group = shareGroup(state, fact.group)!;
    group.members = group.members.filter(({ consumer }) => consumer !== fact.consumer);
    if (group.members.length === 0) moveGroup(group, 'EMPTY');
  },
  'share-epoch-bumped'(_world, state, fact) {
    const group = shareGroup(state, fact.group)!;
    group.groupEpoch = fact.groupEpoch;
    group.topicsSeen = { ...fact.topicsSeen };
  },
  'share-partitions-set-up'(_world, state, fact) {
    const group = shareGroup(state, fact.group)!;
    group.groupEpoch = fact.groupEpoch;
    for (const id of fact.partitions) group.partitions[id] = emptySharePartition(id);
  },
  'share-target-computed'(world, state, fact) {
    const group = shareGroup(state, fact.group)!;
    group.targetEpoch = fact.targetEpoch;
    group.targetAt = world.now;
    for (const member of group.members) member.target = [...fact.target[member.consumer]!];
  },
  'share-session-end-planned'(world, state, fact) {
    const { lane, group, consumer, expiryAt } = fact;
    memberIn(state, group, consumer)!.expiresAt = expiryAt;
    later(world, expiryAt, { of: 'log', kind: 'end-share-session', lane, group, consumer });
  },
  'share-offsets-altered'(_world, state, fact) {
    const { startOffset } = fact;
    const partition = emptySharePartition(fact.partition);
    partition.written = { startOffset, doneRecords: 0 };
    shareGroup(state, fact.group)!.partitions[fact.partition] = partition;
  },
  'share-offsets-deleted'(_world, state, fact) {
    for (const id of fact.partitions) delete shareGroup(state, fact.group)!.partitions[id];
  },
};

export const shareClientFacts: Appliers<ShareClientFact> = {
  'share-consumer-opened'(world, state, fact) {
    const { consumer, group, config } = fact;
    state.shareConsumers[consumer] = newShareConsumer(consumer, group, config, world.now);
  },
  'share-consumer-closed'(_world, state, fact) {
    shut(state, state.shareConsumers[fact.consumer]!);
  },
  'share-consumer-killed'(_world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    shut(state, consumer);
    const member = memberIn(state, consumer.group, fact.consumer);
    if (member) member.alive = false;
  },
  'share-subscribed'(_world, state, fact) {
    state.shareConsumers[fact.consumer]!.subscription = [...fact.topics];
  },
  'share-heartbeat-answered'(world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    if (consumer.state !== 'Joined') move(consumer, 'JOIN');
    if (fact.told) consumer.assignment = [...fact.told];
    consumer.memberEpoch = fact.memberEpoch;
    consumer.said = [...fact.said];
    consumer.heartbeatAt = world.now;
    consumer.heartbeatIntervalMs = fact.heartbeatIntervalMs;
    consumer.nextHeartbeatAt = null;
    const member = memberIn(state, fact.group, fact.consumer)!;
    if (fact.told) member.assignment = [...fact.told];
    member.memberEpoch = fact.memberEpoch;
    member.lastHeardAt = world.now;
    member.expiresAt = null;
  },
  'share-heartbeat-planned'(world, state, fact) {
    const { lane, group, consumer, heartbeatAt } = fact;
    state.shareConsumers[consumer]!.nextHeartbeatAt = heartbeatAt;
    later(world, heartbeatAt, { of: 'log', kind: 'send-share-heartbeat', lane, group, consumer });
  },
  'share-membership-ended'(_world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    move(consumer, fact.because === 'left' ? 'LEAVE' : 'STALL');
    stopAsking(state, consumer);
    consumer.memberEpoch = -1;
    consumer.assignment = [];
    consumer.nextHeartbeatAt = null;
  },
  'share-membership-failed'(_world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    move(consumer, 'FAIL');
    consumer.failure = fact.failure;
  },
  'share-failure-thrown'(_world, state, fact) {
    state.shareConsumers[fact.consumer]!.failure = null;
  },
  'share-asked'(_world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    consumer.asking = true;
    const group = shareGroup(state, consumer.group);
    if (group) group.asking = [...group.asking, fact.consumer];
  },
  'share-fetched'(_world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    stopAsking(state, consumer);
    consumer.fetched = [...consumer.fetched, ...fact.parts];
    consumer.fetches++;
  },
  'share-polled'(world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    if (fact.fresh) {
      stopAsking(state, consumer);
      consumer.fetches++;
    }
    consumer.held = fact.held;
    consumer.fetched = fact.fetched;
    consumer.renewed = NONE;
    consumer.polledAt = world.now;
    consumer.inPoll = false;
  },
  'record-acknowledged'(_world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    consumer.held = consumer.held.map((one) =>
      one.offset === fact.offset && one.partition === fact.partition
        ? { ...one, acknowledged: fact.type }
        : one,
    );
  },
  'acknowledgements-sent'(_world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    consumer.held = fact.held;
    if (fact.renewed.length > 0) consumer.renewed = [...consumer.renewed, ...fact.renewed];
  },
  'share-poll-noted'(world, state, fact) {
    const consumer = state.shareConsumers[fact.consumer]!;
    consumer.polledAt = world.now;
    consumer.inPoll = fact.stays;
  },
  'share-poll-limit-set'(world, state, fact) {
    const { lane, consumer, limitAt } = fact;
    state.shareConsumers[consumer]!.pollLimitAt = limitAt;
    if (limitAt !== null)
      later(world, limitAt, { of: 'log', kind: 'check-share-poll-limit', lane, consumer });
  },
};

/** The process is gone, with all that it had in mind. */
function shut(state: LogState, consumer: ShareConsumer): void {
  stopAsking(state, consumer);
  consumer.open = false;
  consumer.assignment = [];
  consumer.fetched = NONE;
  consumer.held = NONE;
  consumer.renewed = NONE;
}

const NONE: readonly never[] = Object.freeze([]);

function stopAsking(state: LogState, consumer: ShareConsumer): void {
  if (!consumer.asking) return;
  consumer.asking = false;
  const group = shareGroup(state, consumer.group);
  if (group) group.asking = group.asking.filter((id) => id !== consumer.id);
}

const memberIn = (state: LogState, group: string, consumer: string): ShareMember | undefined =>
  shareGroup(state, group)?.members.find((member) => member.consumer === consumer);

function moveGroup(group: ShareGroup, event: string): void {
  group.state = next(SHARE_GROUP, group.state, event) as ShareGroupState;
}

function move(consumer: ShareConsumer, event: string): void {
  consumer.state = next(SHARE_MEMBER, consumer.state, event) as ShareMembershipState;
}
