// Truths about any group, whatever protocol it speaks.

import type { Immutable } from '../../vocabulary.ts';
import type { LogState } from '../state.ts';
import { brokenClassicGroup } from './classic/invariants.ts';
import { brokenConsumerGroup } from './consumer-protocol/invariants.ts';
import { brokenShareGroup } from './share/invariants.ts';
import type { Group } from './state.ts';

/** Sentences about what is wrong; none in a sound group. */
export function brokenGroup(state: Immutable<LogState>, group: Immutable<Group>): string[] {
  const wrong: string[] = [];
  const { id, members, offsets } = group;
  const owned = members.flatMap(({ assignment }) => assignment);
  if (group.type !== 'share' && new Set(owned).size !== owned.length)
    wrong.push(`${id}: a partition has two owners.`);
  if (new Set(members.map(({ consumer }) => consumer)).size !== members.length)
    wrong.push(`${id}: somebody is a member twice.`);
  for (const partition in offsets) {
    if (!(offsets[partition]!.offset >= 0)) wrong.push(`${id}: committed no offset in ${partition}.`);
    if (!state.partitions[partition]) wrong.push(`${id}: committed in ${partition}, which is gone.`);
  }
  return [...wrong, ...brokenByProtocol(state, group)];
}

function brokenByProtocol(state: Immutable<LogState>, group: Immutable<Group>): string[] {
  switch (group.type) {
    case 'classic':
      return brokenClassicGroup(state, group);
    case 'consumer':
      return brokenConsumerGroup(state, group);
    case 'share':
      return brokenShareGroup(state, group);
  }
}
