// Truths about a log lane that hold between two steps, whatever happened.

import { itemsOf } from '../store.ts';
import type { Immutable, Offset } from '../vocabulary.ts';
import { segmentsOf } from './storage/partition.ts';
import type { Consumer } from './consumer/state.ts';
import { brokenGroup } from './group/invariants.ts';
import { sameSet } from './set.ts';
import type { LogState } from './state.ts';
import type { Batch, Partition } from './storage/state.ts';
import { brokenTransactions } from './transaction/invariants.ts';

/** Sentences about what is wrong; none in a sound state. */
export function brokenLogState(state: Immutable<LogState>): string[] {
  return [
    ...Object.values(state.partitions).flatMap((partition) => brokenPartition(state, partition)),
    ...Object.values(state.consumers).flatMap(brokenConsumer),
    ...Object.values(state.groups).flatMap((group) => brokenGroup(state, group)),
    ...brokenTransactions(state),
  ];
}

function brokenPartition(state: Immutable<LogState>, partition: Immutable<Partition>): string[] {
  const wrong: string[] = [];
  const { id, logStartOffset, logEndOffset, sizeBytes, cleanedTo } = partition;
  const segments = segmentsOf(partition);
  if (logStartOffset > logEndOffset) wrong.push(`${id}: starts at ${logStartOffset}, after its end.`);
  if (segments[0]!.baseOffset > logStartOffset) wrong.push(`${id}: has lost what it says to have.`);
  let next = segments[0]!.baseOffset;
  let bytes = 0;
  // only the cleaner leaves gaps
  const follows = (offset: Offset): boolean => offset === next || (offset > next && offset <= cleanedTo);
  for (const { baseOffset, batches, sizeBytes: size } of segments) {
    if (!follows(baseOffset)) wrong.push(`${id}: a segment begins at ${baseOffset} instead of ${next}.`);
    next = baseOffset;
    let inside = 0;
    for (const batch of itemsOf(batches)) {
      if (!follows(batch.baseOffset)) wrong.push(`${id}: offset ${next} is missing.`);
      if (!isSound(batch)) wrong.push(`${id}: the batch at ${batch.baseOffset} is at odds with its records.`);
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

/** Whether its records stand where they can, one after the other. */
function isSound({ baseOffset, lastOffset, records, offsets }: Immutable<Batch>): boolean {
  if (offsets === null) return records.length === lastOffset - baseOffset + 1;
  const inside = offsets.every((offset) => offset >= baseOffset && offset <= lastOffset);
  const ascending = offsets.every((offset, n) => n === 0 || offset > offsets[n - 1]!);
  return records.length === offsets.length && inside && ascending;
}

function brokenConsumer(consumer: Immutable<Consumer>): string[] {
  const { id, assignment, positions, paused, fetched, fetchOrder } = consumer;
  const wrong: string[] = [];
  if (new Set(assignment).size !== assignment.length) wrong.push(`${id}: reads a partition twice.`);
  if (!sameSet(Object.keys(positions), assignment))
    wrong.push(`${id}: its positions are not those of what it reads.`);
  if (paused.some((partition) => !assignment.includes(partition)))
    wrong.push(`${id}: has paused what it does not read.`);
  if (Object.values(positions).some((position) => position !== null && !(position >= 0)))
    wrong.push(`${id}: has a position that is no offset.`);
  if (!sameSet(fetchOrder, assignment)) wrong.push(`${id}: fetches other partitions than it reads.`);
  if (fetched.some(({ partition }) => positions[partition] == null))
    wrong.push(`${id}: has fetched where it has no position.`);
  return wrong;
}
