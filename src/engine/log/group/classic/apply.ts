// What each fact about classic groups, their members and these members' clients changes; which state follows another is looked up in
// the lifecycles.

import { GROUP } from '../../../../lifecycle/group.ts';
import { MEMBER } from '../../../../lifecycle/member.ts';
import { next } from '../../../../lifecycle/transitions.ts';
import type { World } from '../../../world.ts';
import { type Appliers, later } from '../../applier.ts';
import type { LogState } from '../../state.ts';
import { classicGroup } from '../kinds.ts';
import { beginJoin, moveClient, resetClient } from './client.ts';
import type { ClassicGroupFact } from './fact.ts';
import type {
  ClassicGroup,
  ClassicGroupState,
  ClassicMember,
  ClassicMemberState,
  ClassicMembership,
} from './state.ts';

export const classicGroupFacts: Appliers<ClassicGroupFact> = {
  'member-joined'(world, state, fact) {
    const group = classicGroup(state, fact.group)!;
    const { id: consumer, config } = state.consumers[fact.consumer]!;
    group.joinedMeanwhile = group.initialRemainingMs !== null;
    group.leader ??= consumer;
    group.memberIds++;
    group.members.push({
      id: fact.memberId,
      instanceId: config['group.instance.id'],
      clientId: config['client.id'] ?? consumer,
      consumer,
      state: 'Joining',
      protocols: [],
      subscription: [],
      claims: { owned: [], generation: -1, remembered: null },
      assignment: [],
      lastHeardAt: world.now,
      alive: true,
      expiresAt: null,
    });
    say(world, state, fact);
    beginJoin(state.consumers[fact.consumer]!, fact.memberId);
  },
  'member-rejoined'(world, state, fact) {
    const member = memberIn(state, fact);
    move(member, 'REJOIN');
    say(world, state, fact);
    beginJoin(state.consumers[fact.consumer]!, member.id);
  },
  'member-replaced'(world, state, fact) {
    const group = classicGroup(state, fact.group)!;
    const member = memberIn(state, { group: fact.group, consumer: fact.replaces });
    group.memberIds++;
    member.id = fact.memberId;
    member.consumer = fact.consumer;
    member.alive = true;
    if (group.leader === fact.replaces) group.leader = fact.consumer;
    move(member, 'REJOIN');
    say(world, state, fact);
    beginJoin(state.consumers[fact.consumer]!, fact.memberId);
  },
  'rejoin-needed'(_world, state, fact) {
    membershipOf(state, fact).rejoin = true;
  },
  'join-heard'(world, state, fact) {
    const membership = membershipOf(state, fact);
    moveClient(membership, 'ANSWER');
    membership.heartbeatsFrom = world.now;
    state.consumers[fact.consumer]!.generation = classicGroup(state, fact.group)!.generation;
  },
  'assignment-declined'(_world, state, fact) {
    const membership = membershipOf(state, fact);
    membership.told = null;
    membership.prepared = false;
    membership.rejoin = true;
  },
  'member-left'(_world, state, fact) {
    remove(classicGroup(state, fact.group)!, fact.consumer);
    resetClient(state.consumers[fact.consumer]!, null);
  },
  'member-fell-silent'(_world, state, fact) {
    const members = classicGroup(state, fact.group)?.members ?? [];
    for (const member of members) if (member.consumer === fact.consumer) member.alive = false;
    resetClient(state.consumers[fact.consumer]!, null);
  },
  'member-expired'(_world, state, fact) {
    remove(classicGroup(state, fact.group)!, fact.consumer);
  },
  'member-fenced'(_world, state, fact) {
    const consumer = state.consumers[fact.consumer]!;
    const { memberId } = membershipOf(state, fact);
    resetClient(consumer, fact.because === 'generation' ? memberId : null);
    consumer.classic!.fenced = fact.because === 'instance';
  },
  'fencing-raised'(_world, state, fact) {
    membershipOf(state, fact).fenced = false;
  },
  'rebalance-began'(world, state, fact) {
    const group = classicGroup(state, fact.group)!;
    if (group.state === 'CompletingRebalance') for (const member of group.members) member.assignment = [];
    moveGroup(group, 'REBALANCE');
    group.emptySince = null;
    group.rebalance++;
    group.initialRemainingMs = fact.initialRemainingMs;
    group.joinedMeanwhile = false;
    for (const member of group.members) if (member.state !== 'Joining') move(member, 'REBALANCE');
    openUntil(world, group, fact);
  },
  'joining-extended'(world, state, fact) {
    const group = classicGroup(state, fact.group)!;
    group.initialRemainingMs = fact.initialRemainingMs;
    group.joinedMeanwhile = false;
    openUntil(world, group, fact);
  },
  'generation-formed'(_world, state, fact) {
    const group = classicGroup(state, fact.group)!;
    moveGroup(group, 'FORM');
    close(group, fact.generation);
    group.leader = fact.leader;
    group.protocol = fact.protocol;
    for (const member of group.members) if (member.state === 'Awaited') move(member, 'MISS');
  },
  'join-answered'(world, state, fact) {
    const member = memberIn(state, fact);
    move(member, 'ANSWER');
    heard(world, member);
  },
  'member-synced'(world, state, fact) {
    const member = memberIn(state, fact);
    move(member, 'SYNC');
    heard(world, member);
  },
  'group-stabilised'(_world, state, fact) {
    const group = classicGroup(state, fact.group)!;
    moveGroup(group, 'STABILISE');
    group.topicsSeen = { ...fact.topicsSeen };
    for (const member of group.members) member.assignment = [...(fact.assignment[member.consumer] ?? [])];
  },
  'sync-answered'(world, state, fact) {
    const member = memberIn(state, fact);
    move(member, 'ASSIGN');
    heard(world, member);
    const membership = membershipOf(state, fact);
    // who went without leaving does not hear it
    if (membership.state !== 'Completing') return;
    moveClient(membership, 'ASSIGN');
    membership.told = [...member.assignment];
    membership.rejoin = false;
  },
  'group-emptied'(world, state, fact) {
    const group = classicGroup(state, fact.group)!;
    moveGroup(group, 'EMPTY');
    close(group, fact.generation);
    group.protocol = null;
    group.emptySince = world.now;
  },
  'heartbeat-planned'(world, _state, fact) {
    const { lane, group, consumer } = fact;
    later(world, fact.heartbeatAt, { of: 'log', kind: 'heartbeat', lane, group, consumer });
  },
  'expiry-planned'(world, state, fact) {
    const { lane, group, consumer, expiryAt } = fact;
    memberIn(state, fact).expiresAt = expiryAt;
    later(world, expiryAt, { of: 'log', kind: 'expire-member', lane, group, consumer });
  },
  'sync-deadline-set'(world, _state, fact) {
    const { lane, group, generation, closeAt } = fact;
    later(world, closeAt, { of: 'log', kind: 'close-syncing', lane, group, generation });
  },
};

/** A group that has no members and never had any. */
export const emptyClassicGroup = (id: string): ClassicGroup => ({
  id,
  type: 'classic',
  state: 'Empty',
  generation: 0,
  protocol: null,
  leader: null,
  members: [],
  memberIds: 0,
  topicsSeen: {},
  offsets: {},
  offsetsCheckAt: null,
  emptySince: null,
  rebalance: 0,
  completeAt: null,
  initialRemainingMs: null,
  joinedMeanwhile: false,
});

interface OfMember {
  readonly group: string;
  readonly consumer: string;
}

const memberIn = (state: LogState, { group, consumer }: OfMember): ClassicMember =>
  classicGroup(state, group)!.members.find((member) => member.consumer === consumer)!;

const membershipOf = (state: LogState, { consumer }: { readonly consumer: string }): ClassicMembership =>
  state.consumers[consumer]!.classic!;

function move(member: ClassicMember, event: string): void {
  member.state = next(MEMBER, member.state, event) as ClassicMemberState;
}

function moveGroup(group: ClassicGroup, event: string): void {
  group.state = next(GROUP, group.state, event) as ClassicGroupState;
}

/** What the client says of itself in its request is what the coordinator knows of the member from now on. */
function say(
  world: World,
  state: LogState,
  fact: OfMember & { readonly subscription: readonly string[] },
): void {
  const member = memberIn(state, fact);
  const { config, assignment, generation, classic } = state.consumers[fact.consumer]!;
  member.subscription = [...fact.subscription];
  member.protocols = [...config['partition.assignment.strategy']];
  member.claims = { owned: [...assignment], generation, remembered: classic!.remembered };
  heard(world, member);
}

function heard(world: World, member: ClassicMember): void {
  member.lastHeardAt = world.now;
  member.expiresAt = null;
}

function remove(group: ClassicGroup, consumer: string): void {
  const index = group.members.findIndex((member) => member.consumer === consumer);
  const [member] = group.members.splice(index, 1);
  move(member!, 'REMOVE');
  if (group.leader === consumer) group.leader = null;
}

function openUntil(
  world: World,
  group: ClassicGroup,
  { lane, completeAt }: { readonly lane: string; readonly completeAt: number },
): void {
  group.completeAt = completeAt;
  const { id, rebalance } = group;
  later(world, completeAt, { of: 'log', kind: 'close-joining', lane, group: id, rebalance });
}

/** Joining is over. */
function close(group: ClassicGroup, generation: number): void {
  group.generation = generation;
  group.completeAt = null;
  group.initialRemainingMs = null;
  group.joinedMeanwhile = false;
}
