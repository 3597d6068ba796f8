// Truths about a log lane that hold between two steps, whatever happened.

import type { Immutable } from '../vocabulary.ts';
import { segmentsOf } from './storage/partition.ts';
import type { Consumer } from './consumer/state.ts';
import { brokenGroup } from './group/invariants.ts';
import { samePartitions } from './partition-set.ts';
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
      next = batch.lastOffset + 1;
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
  if (!samePartitions(Object.keys(positions), assignment))
    wrong.push(`${id}: its positions are not those of what it reads.`);
  if (paused.some((partition) => !assignment.includes(partition)))
    wrong.push(`${id}: has paused what it does not read.`);
  if (Object.values(positions).some((position) => position !== null && !(position >= 0)))
    wrong.push(`${id}: has a position that is no offset.`);
  return wrong;
}
