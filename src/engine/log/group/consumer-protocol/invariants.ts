// Truths about a group of the consumer protocol.

import type { Immutable } from '../../../vocabulary.ts';
import { sameSet, without } from '../../set.ts';
import type { LogState } from '../../state.ts';
import type { ConsumerGroup } from './state.ts';

/** Sentences about what is wrong; none in a sound group. */
export function brokenConsumerGroup(state: Immutable<LogState>, group: Immutable<ConsumerGroup>): string[] {
  const wrong: string[] = [];
  const { id, members, groupEpoch, targetEpoch } = group;
  if ((group.state === 'Empty') !== (members.length === 0))
    wrong.push(`${id}: is ${group.state} with ${members.length} members.`);
  if (targetEpoch > groupEpoch) wrong.push(`${id}: has a target for an epoch that is still to come.`);
  const targets = members.flatMap(({ target }) => target);
  if (new Set(targets).size !== targets.length) wrong.push(`${id}: a partition is meant for two members.`);
  for (const { consumer, memberEpoch, state: standing, assignment, target } of members) {
    if (memberEpoch > targetEpoch) wrong.push(`${id}: ${consumer} is ahead of the target.`);
    if (memberEpoch === targetEpoch && standing === 'Stable' && without(assignment, target).length > 0)
      wrong.push(`${id}: ${consumer} is Stable with what is meant for others.`);
    const reader = state.consumers[consumer];
    const isIn = reader?.membership?.state === 'Stable' && reader.open && reader.group === id;
    if (isIn && !sameSet(reader.assignment, assignment))
      wrong.push(`${id}: ${consumer} reads other partitions than it said.`);
  }
  return wrong;
}
