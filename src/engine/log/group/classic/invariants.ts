// Truths about a classic group.

import type { Immutable } from '../../../vocabulary.ts';
import { sameSet } from '../../set.ts';
import type { LogState } from '../../state.ts';
import type { ClassicGroup } from './state.ts';

/** Sentences about what is wrong; none in a sound group. */
export function brokenClassicGroup(state: Immutable<LogState>, group: Immutable<ClassicGroup>): string[] {
  const wrong: string[] = [];
  const { id, members, leader } = group;
  if (leader !== null && !members.some(({ consumer }) => consumer === leader))
    wrong.push(`${id}: its leader ${leader} is no member.`);
  if ((group.state === 'Empty') !== (members.length === 0) && group.state !== 'PreparingRebalance')
    wrong.push(`${id}: is ${group.state} with ${members.length} members.`);
  if ((group.completeAt !== null) !== (group.state === 'PreparingRebalance'))
    wrong.push(`${id}: joining is open while it is ${group.state}.`);
  for (const { consumer, state: standing, assignment } of members) {
    if (!ALLOWED[group.state]?.includes(standing))
      wrong.push(`${id}: ${consumer} is ${standing} while the group is ${group.state}.`);
    const reader = state.consumers[consumer];
    if (standing === 'Stable' && reader && !sameSet(reader.assignment, assignment))
      wrong.push(`${id}: ${consumer} reads other partitions than it was assigned.`);
  }
  return wrong;
}

/** Which members' states go with which of the group's. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  PreparingRebalance: ['Joining', 'Awaited', 'Called'],
  CompletingRebalance: ['Joined', 'Syncing'],
  Stable: ['Stable', 'Joined', 'Called'],
};
