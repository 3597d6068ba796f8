// What a client library knows of its own part in a classic group, as it changes: also in a group of the consumer protocol, which
// serves such clients while it moves over.

import { MEMBERSHIP } from '../../../../lifecycle/membership.ts';
import { next } from '../../../../lifecycle/transitions.ts';
import type { World } from '../../../world.ts';
import type { Consumer } from '../../consumer/state.ts';
import type { ClassicMembership, MembershipState } from './state.ts';

/** The part of a consumer that has not joined yet. */
export const noClassicMembership = (): ClassicMembership => ({
  state: 'Unjoined',
  memberId: null,
  rejoin: true,
  prepared: false,
  joinedTopics: null,
  told: null,
  remembered: null,
  heartbeatsFrom: 0,
  fenced: false,
});

export function moveClient(membership: ClassicMembership, event: string): void {
  membership.state = next(MEMBERSHIP, membership.state, event) as MembershipState;
}

/** The client's request is under way. */
export function beginJoin({ classic, subscription }: Consumer, memberId: string): void {
  moveClient(classic!, 'JOIN');
  classic!.memberId = memberId;
  classic!.prepared = true;
  classic!.told = null;
  classic!.joinedTopics = [...subscription];
}

/** The client joined a group that answers everything at once, and may take what it is told. */
export function answerAtOnce(
  world: World,
  consumer: Consumer,
  fact: { readonly memberId: string; readonly generation: number; readonly told: readonly string[] },
): void {
  const classic = consumer.classic!;
  beginJoin(consumer, fact.memberId);
  moveClient(classic, 'ANSWER');
  moveClient(classic, 'ASSIGN');
  classic.heartbeatsFrom = world.now;
  classic.rejoin = false;
  classic.told = [...fact.told];
  consumer.generation = fact.generation;
}

/** The client is no member any more, as far as it knows, and what it was told is void. */
export function resetClient(consumer: Consumer, memberId: string | null): void {
  const classic = consumer.classic!;
  moveClient(classic, 'RESET');
  classic.memberId = memberId;
  classic.rejoin = true;
  classic.told = null;
  consumer.generation = -1;
}
