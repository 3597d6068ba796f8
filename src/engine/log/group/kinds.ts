// A group as one of the protocol that it speaks, and what all kinds tell in words of their own.

import type { GroupId, Immutable } from '../../vocabulary.ts';
import type { LogState } from '../state.ts';
import type { ClassicGroup } from './classic/state.ts';
import type { ConsumerGroup } from './consumer-protocol/state.ts';
import type { ShareGroup } from './share/state.ts';
import type { Group } from './state.ts';

/** The group of this name, if there is one and it is a classic one. */
export function classicGroup(state: LogState, id: GroupId): ClassicGroup | undefined;
export function classicGroup(state: Immutable<LogState>, id: GroupId): Immutable<ClassicGroup> | undefined;
export function classicGroup({ groups }: Immutable<LogState>, id: GroupId) {
  const group = groups[id];
  return group?.type === 'classic' ? group : undefined;
}

/** The group of this name, if there is one and it is of the consumer protocol. */
export function consumerGroup(state: LogState, id: GroupId): ConsumerGroup | undefined;
export function consumerGroup(state: Immutable<LogState>, id: GroupId): Immutable<ConsumerGroup> | undefined;
export function consumerGroup({ groups }: Immutable<LogState>, id: GroupId) {
  const group = groups[id];
  return group?.type === 'consumer' ? group : undefined;
}

/** The group of this name, if there is one and it is a share group. */
export function shareGroup(state: LogState, id: GroupId): ShareGroup | undefined;
export function shareGroup(state: Immutable<LogState>, id: GroupId): Immutable<ShareGroup> | undefined;
export function shareGroup({ groups }: Immutable<LogState>, id: GroupId) {
  const group = groups[id];
  return group?.type === 'share' ? group : undefined;
}

/** Which round of membership it is in: the generation of a classic group, the epoch of any other. */
export const roundOf = (group: Immutable<Group>): number =>
  group.type === 'classic' ? group.generation : group.groupEpoch;
