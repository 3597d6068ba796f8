// Truths about a classic group.

import type { Immutable } from '../../../vocabulary.ts';
import { sameSet } from '../../set.ts';
import type { LogState } from '../../state.ts';
import type { ClassicGroup, ClassicMember } from './state.ts';

/** Sentences about what is wrong; none in a sound group. */
export function brokenClassicGroup(state: Immutable<LogState>, group: Immutable<ClassicGroup>): string[] {
  const wrong: string[] = [];
  const { id, members, leader, protocol } = group;
  if (leader !== null && !members.some(({ consumer }) => consumer === leader))
    wrong.push(`${id}: its leader ${leader} is no member.`);
  if ((group.state === 'Empty') !== (members.length === 0) && group.state !== 'PreparingRebalance')
    wrong.push(`${id}: is ${group.state} with ${members.length} members.`);
  if ((group.completeAt !== null) !== (group.state === 'PreparingRebalance'))
    wrong.push(`${id}: joining is open while it is ${group.state}.`);
  if (new Set(members.map((member) => member.id)).size !== members.length)
    wrong.push(`${id}: a member id was given twice.`);
  const instances = members.map(({ instanceId }) => instanceId).filter((instance) => instance !== null);
  if (new Set(instances).size !== instances.length) wrong.push(`${id}: two members are the same instance.`);
  for (const member of members) {
    if (!ALLOWED[group.state]?.includes(member.state))
      wrong.push(`${id}: ${member.consumer} is ${member.state} while the group is ${group.state}.`);
    if (group.state === 'Stable' && !member.protocols.includes(protocol!))
      wrong.push(`${id}: ${member.consumer} does not know ${protocol}.`);
    if (readsOtherThings(state, group, member))
      wrong.push(`${id}: ${member.consumer} reads other partitions than it was assigned.`);
  }
  return wrong;
}

/** A client that believes itself in the generation, and has taken what it was told, reads exactly what is its own. */
function readsOtherThings(
  state: Immutable<LogState>,
  { id: group, generation }: Immutable<ClassicGroup>,
  { id, consumer, state: standing, assignment }: Immutable<ClassicMember>,
): boolean {
  const reader = state.consumers[consumer];
  if (standing !== 'Stable' || !reader?.classic || reader.classic.memberId !== id) return false;
  // a new process under its name may be in another group
  if (reader.group !== group) return false;
  const { classic } = reader;
  const taken = classic.state === 'Stable' && classic.told === null && reader.generation === generation;
  return taken && !sameSet(reader.assignment, assignment);
}

/** Which members' states go with which of the group's. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  PreparingRebalance: ['Joining', 'Awaited'],
  CompletingRebalance: ['Joined', 'Syncing'],
  Stable: ['Stable', 'Joined'],
};
