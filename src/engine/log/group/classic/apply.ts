// What each fact about classic groups and their members changes; which state follows another is looked up in the lifecycles.

import { GROUP } from '../../../../lifecycle/group.ts';
import { MEMBER } from '../../../../lifecycle/member.ts';
import { next } from '../../../../lifecycle/transitions.ts';
import type { World } from '../../../world.ts';
import { type Appliers, later } from '../../applier.ts';
import type { LogState } from '../../state.ts';
import { classicGroup } from '../kinds.ts';
import type { ClassicGroupFact } from './fact.ts';
import type { ClassicGroup, ClassicGroupState, ClassicMember, ClassicMemberState } from './state.ts';

export const classicGroupFacts: Appliers<ClassicGroupFact> = {
  'member-joined'(world, state, fact) {
    const group = classicGroup(state, fact.group)!;
    group.joinedMeanwhile = group.initialRemainingMs !== null;
    group.leader ??= fact.consumer;
    group.members.push({
      consumer: fact.consumer,
      state: 'Joining',
      subscription: [...fact.subscription],
      assignment: [],
      joinedAt: world.now,
      lastHeardAt: world.now,
      alive: true,
    });
  },
  'member-rejoined'(world, state, fact) {
    const member = memberIn(state, fact);
    move(member, 'REJOIN');
    member.subscription = [...fact.subscription];
    member.lastHeardAt = world.now;
  },
  'member-left'(_world, state, fact) {
    remove(classicGroup(state, fact.group)!, fact.consumer);
    state.consumers[fact.consumer]!.generation = -1;
  },
  'member-expired'(_world, state, fact) {
    remove(classicGroup(state, fact.group)!, fact.consumer);
  },
  'member-fenced'(_world, state, fact) {
    state.consumers[fact.consumer]!.generation = -1;
  },
  'rejoin-needed'(_world, state, fact) {
    move(memberIn(state, fact), 'CALL');
  },
  'rebalance-began'(world, state, fact) {
    const group = classicGroup(state, fact.group)!;
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
  },
  'join-answered'(world, state, fact) {
    const member = memberIn(state, fact);
    move(member, 'ANSWER');
    member.joinedAt = world.now;
    member.lastHeardAt = world.now;
  },
  'member-synced'(world, state, fact) {
    const member = memberIn(state, fact);
    move(member, 'SYNC');
    member.lastHeardAt = world.now;
  },
  'group-stabilised'(_world, state, fact) {
    const group = classicGroup(state, fact.group)!;
    moveGroup(group, 'STABILISE');
    for (const member of group.members) member.assignment = [...(fact.assignment[member.consumer] ?? [])];
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
  'expiry-planned'(world, _state, fact) {
    const { lane, group, consumer } = fact;
    later(world, fact.expiryAt, { of: 'log', kind: 'expire-member', lane, group, consumer });
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
  offsets: {},
  offsetsCheckAt: null,
  emptySince: null,
  rebalance: 0,
  completeAt: null,
  initialRemainingMs: null,
  joinedMeanwhile: false,
});

/** The member that a consumer is; it must be one. */
export const memberIn = (
  state: LogState,
  { group, consumer }: { group: string; consumer: string },
): ClassicMember => classicGroup(state, group)!.members.find((member) => member.consumer === consumer)!;

/** The member goes where its lifecycle leads. */
export function move(member: ClassicMember, event: string): void {
  member.state = next(MEMBER, member.state, event) as ClassicMemberState;
}

function moveGroup(group: ClassicGroup, event: string): void {
  group.state = next(GROUP, group.state, event) as ClassicGroupState;
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
