// What each fact about groups, their members and their committed offsets changes. Nothing is decided here; which state follows
// another is looked up in the lifecycles.

import { GROUP } from '../../lifecycle/group.ts';
import { MEMBER } from '../../lifecycle/member.ts';
import { next } from '../../lifecycle/transitions.ts';
import { Priority, put } from '../agenda.ts';
import type { World } from '../world.ts';
import type { LogFact } from './fact.ts';
import type { Group, GroupStateName, LogState, Member, MemberStateName } from './state.ts';

export function applyToGroup(world: World, state: LogState, fact: LogFact): void {
  switch (fact.kind) {
    case 'committed': {
      const group = state.groups[fact.group]!;
      const bookmark = group.offsets[fact.partition];
      if (bookmark) {
        bookmark.offset = fact.offset;
        bookmark.committedAt = world.now;
        bookmark.metadata = fact.metadata;
      } else {
        const { offset, metadata } = fact;
        group.offsets[fact.partition] = { offset, committedAt: world.now, metadata };
      }
      for (const member of group.members)
        if (member.consumer === fact.consumer) member.lastHeardAt = world.now;
      break;
    }
    case 'offset-reset':
      state.groups[fact.group]!.offsets[fact.partition] = {
        offset: fact.offset,
        committedAt: world.now,
        metadata: '',
      };
      break;
    case 'group-created':
      state.groups[fact.group] = {
        id: fact.group,
        state: 'Empty',
        generation: 0,
        protocol: null,
        leader: null,
        members: [],
        offsets: {},
        rebalance: 0,
        completeAt: null,
        initialRemainingMs: null,
        joinedMeanwhile: false,
      };
      break;
    case 'member-joined': {
      const group = state.groups[fact.group]!;
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
      break;
    }
    case 'member-rejoined': {
      const member = memberIn(state, fact);
      move(member, 'REJOIN');
      member.subscription = [...fact.subscription];
      member.lastHeardAt = world.now;
      break;
    }
    case 'member-left':
      remove(state.groups[fact.group]!, fact.consumer);
      state.consumers[fact.consumer]!.generation = -1;
      break;
    case 'member-expired':
      remove(state.groups[fact.group]!, fact.consumer);
      break;
    case 'member-fenced':
      state.consumers[fact.consumer]!.generation = -1;
      break;
    case 'consumer-killed':
      state.consumers[fact.consumer]!.open = false;
      for (const id in state.groups)
        for (const member of state.groups[id]!.members)
          if (member.consumer === fact.consumer) member.alive = false;
      break;
    case 'rejoin-needed':
      move(memberIn(state, fact), 'CALL');
      break;
    case 'rebalance-began': {
      const group = state.groups[fact.group]!;
      moveGroup(group, 'REBALANCE');
      group.rebalance++;
      group.initialRemainingMs = fact.initialRemainingMs;
      group.joinedMeanwhile = false;
      for (const member of group.members) if (member.state !== 'Joining') move(member, 'REBALANCE');
      openUntil(world, group, fact);
      break;
    }
    case 'joining-extended': {
      const group = state.groups[fact.group]!;
      group.initialRemainingMs = fact.initialRemainingMs;
      group.joinedMeanwhile = false;
      openUntil(world, group, fact);
      break;
    }
    case 'generation-formed': {
      const group = state.groups[fact.group]!;
      moveGroup(group, 'FORM');
      close(group, fact.generation);
      group.leader = fact.leader;
      group.protocol = fact.protocol;
      break;
    }
    case 'group-emptied': {
      const group = state.groups[fact.group]!;
      moveGroup(group, 'EMPTY');
      close(group, fact.generation);
      group.protocol = null;
      break;
    }
    case 'join-answered': {
      const member = memberIn(state, fact);
      move(member, 'ANSWER');
      member.joinedAt = world.now;
      member.lastHeardAt = world.now;
      break;
    }
    case 'member-synced': {
      const member = memberIn(state, fact);
      move(member, 'SYNC');
      member.lastHeardAt = world.now;
      break;
    }
    case 'group-stabilised': {
      const group = state.groups[fact.group]!;
      moveGroup(group, 'STABILISE');
      for (const member of group.members) member.assignment = [...(fact.assignment[member.consumer] ?? [])];
      break;
    }
    case 'assigned': {
      const consumer = state.consumers[fact.consumer]!;
      if (consumer.group === null || consumer.subscription.length === 0) break;
      const group = state.groups[consumer.group]!;
      move(memberIn(state, { group: group.id, consumer: fact.consumer }), 'ASSIGN');
      consumer.generation = group.generation;
      break;
    }
    case 'heartbeat-planned': {
      const { lane, group, consumer } = fact;
      const command = { of: 'log', kind: 'heartbeat', lane, group, consumer } as const;
      put(world.agenda, fact.heartbeatAt, Priority.timer, command);
      break;
    }
    case 'expiry-planned': {
      const { lane, group, consumer } = fact;
      const command = { of: 'log', kind: 'expire-member', lane, group, consumer } as const;
      put(world.agenda, fact.expiryAt, Priority.timer, command);
      break;
    }
  }
}

const memberIn = (state: LogState, { group, consumer }: { group: string; consumer: string }): Member =>
  state.groups[group]!.members.find((member) => member.consumer === consumer)!;

function move(member: Member, event: string): void {
  member.state = next(MEMBER, member.state, event) as MemberStateName;
}

function moveGroup(group: Group, event: string): void {
  group.state = next(GROUP, group.state, event) as GroupStateName;
}

function remove(group: Group, consumer: string): void {
  const index = group.members.findIndex((member) => member.consumer === consumer);
  const [member] = group.members.splice(index, 1);
  move(member!, 'REMOVE');
  if (group.leader === consumer) group.leader = null;
}

function openUntil(
  world: World,
  group: Group,
  { lane, completeAt }: { readonly lane: string; readonly completeAt: number },
): void {
  group.completeAt = completeAt;
  const { id, rebalance } = group;
  const command = { of: 'log', kind: 'close-joining', lane, group: id, rebalance } as const;
  put(world.agenda, completeAt, Priority.timer, command);
}

/** Joining is over. */
function close(group: Group, generation: number): void {
  group.generation = generation;
  group.completeAt = null;
  group.initialRemainingMs = null;
  group.joinedMeanwhile = false;
}
