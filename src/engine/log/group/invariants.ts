// Truths about any group, whatever protocol it speaks.

import type { Immutable } from '../../vocabulary.ts';
import type { LogState } from '../state.ts';
import { brokenClassicGroup } from './classic/invariants.ts';
import { brokenConsumerGroup } from './consumer-protocol/invariants.ts';
import type { Group } from './state.ts';

/** Sentences about what is wrong; none in a sound group. */
export function brokenGroup(state: Immutable<LogState>, group: Immutable<Group>): string[] {
  const wrong: string[] = [];
  const { id, members, offsets } = group;
  const owned = members.flatMap(({ assignment }) => assignment);
  if (new Set(owned).size !== owned.length) wrong.push(`${id}: a partition has two owners.`);
  if (new Set(members.map(({ consumer }) => consumer)).size !== members.length)
    wrong.push(`${id}: somebody is a member twice.`);
  for (const partition in offsets) {
    if (!(offsets[partition]!.offset >= 0)) wrong.push(`${id}: committed no offset in ${partition}.`);
    if (!state.partitions[partition]) wrong.push(`${id}: committed in ${partition}, which is gone.`);
  }
  const more =
    group.type === 'classic' ? brokenClassicGroup(state, group) : brokenConsumerGroup(state, group);
  return [...wrong, ...more];
}
