// Truths about share groups that hold between two steps: no record is in two members' hands, and each is done, or can still be had.

import type { Immutable } from '../../../vocabulary.ts';
import type { LogState } from '../../state.ts';
import { indexOfBatch, isApart, recordAt, sizeOf } from './in-flight.ts';
import type { InFlightBatch, ShareGroup, SharePartition } from './state.ts';

/** Sentences about what is wrong; none in a sound group. */
export function brokenShareGroup(state: Immutable<LogState>, group: Immutable<ShareGroup>): string[] {
  const { id, members, state: standing, groupEpoch, targetEpoch } = group;
  const wrong: string[] = [];
  if (standing === 'Stable' && members.length === 0) wrong.push(`${id}: is stable without members.`);
  if (standing === 'Empty' && members.length > 0) wrong.push(`${id}: is empty with members.`);
  if (targetEpoch > groupEpoch) wrong.push(`${id}: has a target for an epoch that is yet to come.`);
  for (const { consumer, memberEpoch } of members)
    if (memberEpoch > targetEpoch) wrong.push(`${id}: ${consumer} is ahead of the target.`);
  for (const partition of Object.values(group.partitions))
    wrong.push(...brokenPartition(state, partition).map((one) => `${id}, ${partition.id}: ${one}`));
  return [...wrong, ...brokenHands(state, group)];
}

function brokenPartition(state: Immutable<LogState>, partition: Immutable<SharePartition>): string[] {
  const { id, open, startOffset, endOffset, inFlight, availableRecords, doneRecords } = partition;
  if (!state.partitions[id]) return ['is gone from the log.'];
  if (!open) return inFlight.length > 0 ? ['has something in flight before it is open.'] : [];
  const wrong: string[] = [];
  let next = 0;
  let available = 0;
  let done = 0;
  for (const batch of inFlight) {
    if (batch.firstOffset < next) wrong.push(`${batch.firstOffset} is in flight twice.`);
    next = batch.lastOffset + 1;
    if (isApart(batch) && batch.records.length !== sizeOf(batch))
      wrong.push(`the batch at ${batch.firstOffset} has too many or too few states.`);
    for (let offset = batch.firstOffset; offset <= batch.lastOffset; offset++) {
      const { state: standing, holder, lockedUntil, deliveryCount } = recordAt(batch, offset);
      if ((standing === 'Acquired') !== (holder !== null) || (holder === null) !== (lockedUntil === null))
        wrong.push(`${offset} is ${standing} and held by ${holder}.`);
      if (standing !== 'Available' && standing !== 'Archived' && deliveryCount === 0)
        wrong.push(`${offset} is ${standing} and was never delivered.`);
      if (standing === 'Available') available++;
      if (offset >= startOffset && (standing === 'Acknowledged' || standing === 'Archived')) done++;
    }
  }
  if (available !== availableRecords)
    wrong.push(`${available} are available instead of ${availableRecords}.`);
  if (done !== doneRecords) wrong.push(`${done} are done instead of ${doneRecords}.`);
  if (inFlight.length > 0 && next - 1 > endOffset) wrong.push(`something is in flight behind its end.`);
  if (endOffset < startOffset) wrong.push('ends before it starts.');
  return [...wrong, ...brokenLocks(partition)];
}

/** Whoever holds a record loses it some day. */
function brokenLocks({ inFlight, locksCheckAt }: Immutable<SharePartition>): string[] {
  const ends = inFlight.flatMap(({ records }) => records.flatMap(({ lockedUntil }) => lockedUntil ?? []));
  const late = ends.some((end) => locksCheckAt === null || end < locksCheckAt);
  return late ? ['a lock runs out that nobody looks at.'] : [];
}

/** What a consumer has in hand nobody else has. */
function brokenHands(state: Immutable<LogState>, { id, partitions }: Immutable<ShareGroup>): string[] {
  const wrong: string[] = [];
  for (const consumer of Object.values(state.shareConsumers)) {
    if (consumer.group !== id || !consumer.open) continue;
    const seen = new Set<string>();
    for (const { partition, offset } of [...consumer.held, ...consumer.renewed]) {
      if (seen.has(`${partition}@${offset}`)) wrong.push(`${consumer.id}: has ${partition}@${offset} twice.`);
      seen.add(`${partition}@${offset}`);
      const batch = batchAt(partitions[partition], offset);
      if (
        batch &&
        recordAt(batch, offset).state === 'Available' &&
        recordAt(batch, offset).deliveryCount === 0
      )
        wrong.push(`${consumer.id}: has ${partition}@${offset}, which nobody was given.`);
    }
  }
  return wrong;
}

function batchAt(
  partition: Immutable<SharePartition> | undefined,
  offset: number,
): Immutable<InFlightBatch> | undefined {
  const batch = partition?.inFlight[indexOfBatch(partition.inFlight, offset)];
  return batch && batch.lastOffset >= offset ? batch : undefined;
}
