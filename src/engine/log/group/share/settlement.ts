// How records leave a member's hands: acknowledged by it, or given back because it is gone. Whatever leaves the front of the window
// for good lets the start offset move. Locks that run out are in locks.ts. Kafka: SharePartition.acknowledge, releaseAcquiredRecords.

import type { Context } from '../../../broker.ts';
import type { Refusal } from '../../../command.ts';
import type { ConsumerId, GroupId, Immutable, LaneId, Offset } from '../../../vocabulary.ts';
import { logOf } from '../../reading.ts';
import { refusal } from '../../refusal.ts';
import type { LogState } from '../../state.ts';
import type { HeldRecord } from './client-state.ts';
import type { InFlightRun, SettledBecause, SettledRun } from './fact.ts';
import { addRun, indexOfBatch, isApart, isDone, recordAt, runAt, sizeOf, wholeRun } from './in-flight.ts';
import { planLocksCheck } from './locks.ts';
import { shareSettingsOf } from './settings.ts';
import type { InFlightBatch, SharePartition, ShareRecord, ShareRecordState } from './state.ts';

type Partition = Immutable<SharePartition>;
type Acknowledged = NonNullable<HeldRecord['acknowledged']>;

/** What is going to become of records that a member has said something of. */
export interface Acknowledgement {
  readonly settled: readonly SettledRun[];
  readonly renewed: readonly InFlightRun[];
}

/**
 * What a member says of records of one partition, in the order of their offsets, as far as it may: all of it, or nothing. What is below
 * the start offset is done already, which is no error.
 */
export function examine(
  state: Immutable<LogState>,
  group: GroupId,
  partition: Partition,
  consumer: ConsumerId,
  records: readonly HeldRecord[],
): Refusal | Acknowledgement {
  const { deliveryLimit } = shareSettingsOf(state, group);
  const settled: SettledRun[] = [];
  const renewed: InFlightRun[] = [];
  for (let i = 0; i < records.length;) {
    const first = i++;
    while (i < records.length && records[i]!.offset === records[i - 1]!.offset + 1) i++;
    const row = records.slice(first, i);
    if (row[row.length - 1]!.offset < partition.startOffset) continue;
    const refused = acknowledgeRow(partition, consumer, row, deliveryLimit, settled, renewed);
    if (refused) return refused;
  }
  return { settled, renewed };
}

/** It is written down, and so it is. */
export function acknowledge(
  context: Context,
  lane: LaneId,
  group: GroupId,
  partition: Partition,
  consumer: ConsumerId,
  { settled, renewed }: Acknowledgement,
): void {
  if (renewed.length > 0) {
    const { id } = partition;
    const lockedUntil = context.world.now + shareSettingsOf(logOf(context.world, lane), group).lockMs;
    context.emit({
      of: 'log',
      lane,
      kind: 'locks-renewed',
      group,
      partition: id,
      consumer,
      lockedUntil,
      runs: renewed,
    });
    planLocksCheck(context, lane, group, partition, lockedUntil);
  }
  settle(context, lane, group, partition, consumer, 'acknowledged', settled);
}

const invalid = (message: string): Refusal => refusal('InvalidRecordStateException', message);

/** What is said of offsets in a row, checked against what is in flight. Kafka: acknowledgeBatchRecords. */
function acknowledgeRow(
  { inFlight, startOffset }: Partition,
  consumer: ConsumerId,
  row: readonly HeldRecord[],
  deliveryLimit: number,
  settled: SettledRun[],
  renewed: InFlightRun[],
): Refusal | null {
  const firstOffset = row[0]!.offset;
  const lastOffset = row[row.length - 1]!.offset;
  const mixed = row.some(({ acknowledged }) => acknowledged !== row[0]!.acknowledged);
  let index = indexOfBatch(inFlight, Math.max(firstOffset, startOffset));
  const floor = inFlight[index];
  if (!floor) return invalid('Batch record not found. The request batch offsets are not found in the cache.');
  let end = floor.lastOffset;
  for (; index < inFlight.length && inFlight[index]!.firstOffset <= lastOffset; index++) {
    const batch = inFlight[index]!;
    end = batch.lastOffset;
    if (end < startOffset) continue;
    const from = Math.max(firstOffset, batch.firstOffset, startOffset);
    const to = Math.min(lastOffset, end);
    const whole = !isApart(batch) && !mixed && from === batch.firstOffset && to === end;
    for (let offset = from; offset <= to; offset++) {
      const record = recordAt(batch, offset);
      if (record.state !== 'Acquired')
        return invalid('The batch cannot be acknowledged. The batch is not in the acquired state.');
      if (record.holder !== consumer) return invalid('Member is not the owner of batch record');
      const { deliveryCount } = record;
      const run = whole ? wholeRun(batch, deliveryCount) : runAt(batch, offset, deliveryCount);
      const type = row[offset - firstOffset]!.acknowledged!;
      if (type === 'renew') addRun(renewed, run);
      else addRun(settled, { ...run, state: stateAfter(type, deliveryCount, deliveryLimit) });
      if (whole) break;
    }
  }
  return end < lastOffset
    ? refusal(
        'InvalidRequestException',
        'Batch record not found. The last offset in request is past acquired records.',
      )
    : null;
}

function stateAfter(
  type: Exclude<Acknowledged, 'renew'>,
  deliveryCount: number,
  deliveryLimit: number,
): ShareRecordState {
  if (type === 'accept') return 'Acknowledged';
  return type === 'release' ? givenBack(deliveryCount, deliveryLimit) : 'Archived';
}

/** Whoever was given often enough is given to nobody again. */
const givenBack = (deliveryCount: number, deliveryLimit: number): ShareRecordState =>
  deliveryCount >= deliveryLimit ? 'Archived' : 'Available';

/** The member is gone: all that it had in hand, in any partition, is there for others. It has been delivered all the same. */
export function releaseAll(context: Context, lane: LaneId, group: GroupId, consumer: ConsumerId): void {
  const found = logOf(context.world, lane).groups[group];
  if (found?.type !== 'share') return;
  for (const id in found.partitions)
    release(
      context,
      lane,
      group,
      found.partitions[id]!,
      consumer,
      'session',
      (one) => one.holder === consumer,
    );
}

/** Gives back what a member, or anybody, has in hand, as far as `counts` says. */
export function release(
  context: Context,
  lane: LaneId,
  group: GroupId,
  partition: Partition,
  consumer: ConsumerId | null,
  because: SettledBecause,
  counts: (record: Immutable<ShareRecord>) => boolean,
): void {
  const { deliveryLimit } = shareSettingsOf(logOf(context.world, lane), group);
  const runs: SettledRun[] = [];
  for (const batch of partition.inFlight)
    releaseBatch(batch, partition.startOffset, deliveryLimit, counts, runs);
  settle(context, lane, group, partition, consumer, because, runs);
}

function releaseBatch(
  batch: Immutable<InFlightBatch>,
  startOffset: Offset,
  deliveryLimit: number,
  counts: (record: Immutable<ShareRecord>) => boolean,
  runs: SettledRun[],
): void {
  const straddles = batch.firstOffset < startOffset && startOffset <= batch.lastOffset;
  const apart = isApart(batch) || straddles;
  for (let n = 0; n < (apart ? sizeOf(batch) : 1); n++) {
    const offset = batch.firstOffset + n;
    const record = recordAt(batch, offset);
    if (record.state !== 'Acquired' || !counts(record)) continue;
    const { deliveryCount } = record;
    const gone = (apart ? offset : batch.lastOffset) < startOffset;
    const state = gone ? 'Archived' : givenBack(deliveryCount, deliveryLimit);
    const run = apart ? runAt(batch, offset, deliveryCount) : wholeRun(batch, deliveryCount);
    addRun(runs, { ...run, state });
  }
}

/** Records changed their state; then the start moves if it can. */
export function settle(
  context: Context,
  lane: LaneId,
  group: GroupId,
  partition: Partition,
  consumer: ConsumerId | null,
  because: SettledBecause,
  runs: readonly SettledRun[],
): void {
  if (runs.length === 0) return;
  context.emit({
    of: 'log',
    lane,
    kind: 'records-settled',
    group,
    partition: partition.id,
    consumer,
    because,
    runs,
  });
  moveStart(context, lane, group, partition);
}

/** The start offset passes what is done without a gap. Kafka: maybeUpdateCachedStateAndOffsets. */
export function moveStart(context: Context, lane: LaneId, group: GroupId, partition: Partition): void {
  const { inFlight, startOffset } = partition;
  let dropped = 0;
  let passed = 0;
  let last: Offset | null = null;
  for (; dropped < inFlight.length; dropped++) {
    const batch = inFlight[dropped]!;
    const done = doneFrom(batch);
    if (done === 0) break;
    last = batch.firstOffset + done - 1;
    passed += Math.max(0, last - Math.max(startOffset, batch.firstOffset) + 1);
    if (done < sizeOf(batch)) break;
  }
  if (last === null || last < startOffset) return;
  const isEmpty = dropped === inFlight.length;
  const next = inFlight[dropped];
  const start = isEmpty || next!.firstOffset <= last ? last + 1 : next!.firstOffset;
  context.emit({
    of: 'log',
    lane,
    kind: 'share-start-moved',
    group,
    partition: partition.id,
    startOffset: start,
    endOffset: isEmpty ? start : partition.endOffset,
    dropped,
    doneRecords: isEmpty ? 0 : partition.doneRecords - passed,
  });
}

/** How many offsets at the front of a batch are done. */
function doneFrom(batch: Immutable<InFlightBatch>): number {
  const { records } = batch;
  if (!isApart(batch)) return isDone(records[0]!.state) ? sizeOf(batch) : 0;
  const open = records.findIndex(({ state }) => !isDone(state));
  return open < 0 ? records.length : open;
}
