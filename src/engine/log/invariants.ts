// Truths about a log lane that hold between two steps, whatever happened.

import type { Immutable } from '../vocabulary.ts';
import { segmentsOf } from './storage/partition.ts';
import type { Consumer } from './consumer/state.ts';
import type { Group } from './group/state.ts';
import type { LogState } from './state.ts';
import type { Partition } from './storage/state.ts';

/** Sentences about what is wrong; none in a sound state. */
export function brokenLogState(state: Immutable<LogState>): string[] {
  return [
    ...Object.values(state.partitions).flatMap((partition) => brokenPartition(state, partition)),
    ...Object.values(state.consumers).flatMap(brokenConsumer),
    ...Object.values(state.groups).flatMap((group) => brokenGroup(state, group)),
  ];
}

function brokenPartition(state: Immutable<LogState>, partition: Immutable<Partition>): string[] {
  const wrong: string[] = [];
  const { id, logStartOffset, logEndOffset, sizeBytes } = partition;
  const segments = segmentsOf(partition);
  if (logStartOffset > logEndOffset) wrong.push(`${id}: starts at ${logStartOffset}, after its end.`);
  if (segments[0]!.baseOffset > logStartOffset) wrong.push(`${id}: has lost what it says to have.`);
  let next = segments[0]!.baseOffset;
  let bytes = 0;
  for (const { baseOffset, batches, sizeBytes: size } of segments) {
    if (baseOffset !== next) wrong.push(`${id}: a segment begins at ${baseOffset} instead of ${next}.`);
    let inside = 0;
    for (const batch of batches.items.slice(0, batches.length)) {
      if (batch.baseOffset !== next) wrong.push(`${id}: offset ${next} is missing.`);
      if (batch.records.length === 0) wrong.push(`${id}: an empty batch at ${next}.`);
      next = batch.baseOffset + batch.records.length;
      inside += batch.sizeBytes;
    }
    if (inside !== size) wrong.push(`${id}: the bytes of segment ${baseOffset} are miscounted.`);
    bytes += size;
  }
  if (next !== logEndOffset) wrong.push(`${id}: ends at ${next} instead of ${logEndOffset}.`);
  if (bytes !== sizeBytes) wrong.push(`${id}: its bytes are miscounted.`);
  if (!state.topics[partition.topic]?.partitions.includes(id)) wrong.push(`${id}: belongs to no topic.`);
  return wrong;
}

function brokenConsumer({ id, assignment, positions, paused }: Immutable<Consumer>): string[] {
  const wrong: string[] = [];
  if (new Set(assignment).size !== assignment.length) wrong.push(`${id}: reads a partition twice.`);
  if (!sameItems(Object.keys(positions), assignment))
    wrong.push(`${id}: its positions are not those of what it reads.`);
  if (paused.some((partition) => !assignment.includes(partition)))
    wrong.push(`${id}: has paused what it does not read.`);
  if (Object.values(positions).some((position) => position !== null && !(position >= 0)))
    wrong.push(`${id}: has a position that is no offset.`);
  return wrong;
}

function brokenGroup(state: Immutable<LogState>, group: Immutable<Group>): string[] {
  const wrong: string[] = [];
  const { id, members, offsets, leader } = group;
  const owned = members.flatMap(({ assignment }) => assignment);
  if (new Set(owned).size !== owned.length) wrong.push(`${id}: a partition has two owners.`);
  if (new Set(members.map(({ consumer }) => consumer)).size !== members.length)
    wrong.push(`${id}: somebody is a member twice.`);
  if (leader !== null && !members.some(({ consumer }) => consumer === leader))
    wrong.push(`${id}: its leader ${leader} is no member.`);
  if ((group.state === 'Empty') !== (members.length === 0) && group.state !== 'PreparingRebalance')
    wrong.push(`${id}: is ${group.state} with ${members.length} members.`);
  if ((group.completeAt !== null) !== (group.state === 'PreparingRebalance'))
    wrong.push(`${id}: joining is open while it is ${group.state}.`);
  for (const { consumer, state: standing } of members)
    if (!ALLOWED[group.state]?.includes(standing))
      wrong.push(`${id}: ${consumer} is ${standing} while the group is ${group.state}.`);
  for (const { consumer, state: standing, assignment } of members) {
    const reader = state.consumers[consumer];
    if (standing === 'Stable' && reader && !sameItems(reader.assignment, assignment))
      wrong.push(`${id}: ${consumer} reads other partitions than it was assigned.`);
  }
  for (const partition in offsets) {
    if (!(offsets[partition]!.offset >= 0)) wrong.push(`${id}: committed no offset in ${partition}.`);
    if (!state.partitions[partition]) wrong.push(`${id}: committed in ${partition}, which is gone.`);
  }
  return wrong;
}

/** Which members' states go with which of the group's. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  PreparingRebalance: ['Joining', 'Awaited', 'Called'],
  CompletingRebalance: ['Joined', 'Syncing'],
  Stable: ['Stable', 'Joined', 'Called'],
};

const sameItems = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((item) => right.includes(item));
