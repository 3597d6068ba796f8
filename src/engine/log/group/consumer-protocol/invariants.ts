// Truths about a group of the consumer protocol.

import type { Immutable } from '../../../vocabulary.ts';
import { samePartitions } from '../../partition-set.ts';
import type { ConsumerGroup } from './state.ts';

/** Sentences about what is wrong; none in a sound group. */
export function brokenConsumerGroup(group: Immutable<ConsumerGroup>): string[] {
  const wrong: string[] = [];
  const { id, members, groupEpoch, targetEpoch } = group;
  if ((group.state === 'Empty') !== (members.length === 0))
    wrong.push(`${id}: is ${group.state} with ${members.length} members.`);
  if (targetEpoch > groupEpoch) wrong.push(`${id}: has a target for an epoch that is still to come.`);
  const targets = members.flatMap(({ target }) => target);
  if (new Set(targets).size !== targets.length) wrong.push(`${id}: a partition is meant for two members.`);
  for (const { consumer, memberEpoch, state, assignment, target } of members) {
    if (memberEpoch > targetEpoch) wrong.push(`${id}: ${consumer} is ahead of the target.`);
    if (state === 'Stable' && memberEpoch === targetEpoch && !samePartitions(assignment, target))
      wrong.push(`${id}: ${consumer} is Stable without all that is meant for it.`);
  }
  return wrong;
}
