// Which records of a partition a member is given when it fetches: those that came back first, then new ones, by whole batches of the log
// or to the record, few at a time where they have been given back too often. Kafka: SharePartition.acquire.

import type { Context } from '../../../broker.ts';
import type { ConsumerId, GroupId, Immutable, LaneId, Offset } from '../../../vocabulary.ts';
import { logOf } from '../../reading.ts';
import { batchesFrom, lastStableOffset } from '../../storage/partition.ts';
import type { Batch, Partition } from '../../storage/state.ts';
import type { AcquiredRun } from './client-state.ts';
import type { InFlightRun } from './fact.ts';
import {
  addRun,
  indexOfBatch,
  inFlightRecords,
  isApart,
  nextFetchOffset,
  recordAt,
  runAt,
  sizeOf,
  wholeRun,
} from './in-flight.ts';
import { planLocksCheck } from './locks.ts';
import { withoutAborted } from './aborted.ts';
import { archiveGap } from './log-start.ts';
import { type ShareGroupSettings, shareSettingsOf } from './settings.ts';
import type { InFlightBatch, SharePartition } from './state.ts';

/** What a member asks for. */
export interface Wish {
  readonly consumer: ConsumerId;
  /** To the record (record_limit), not by whole batches. */
  readonly exact: boolean;
  /** Its max.poll.records: at most so many are given at once, if not a batch is larger; and batches in flight are cut at that size. */
  readonly batchSize: number;
  readonly mostRecords: number;
  readonly mostBytes: number;
}

/** What a member was given of a partition, and where the data ends that comes with it. */
export interface Acquired {
  readonly runs: readonly AcquiredRun[];
  readonly to: Offset;
  readonly records: number;
}

/** What was read of the log for a fetch. */
interface Read {
  readonly batches: readonly Immutable<Batch>[];
  readonly firstOffset: Offset;
  readonly lastOffset: Offset;
}

/** Takes what there is for this member; null if that is nothing. The partition is open, and its start is on the log. */
export function acquire(
  context: Context,
  lane: LaneId,
  group: GroupId,
  partition: Immutable<SharePartition>,
  wish: Wish,
): Acquired | null {
  const state = logOf(context.world, lane);
  const settings = shareSettingsOf(state, group);
  const from = nextFetchOffset(partition);
  if (from === partition.endOffset + 1 && inFlightRecords(partition) >= settings.mostInFlight) return null;
  const log = state.partitions[partition.id]!;
  const end = settings.committedOnly ? lastStableOffset(log) : log.logEndOffset;
  if (from >= end) return null;
  const read = readFrom(log, from, end, partition, wish);
  if (!read) return null;
  archiveGap(context, lane, group, partition, from, read.firstOffset);
  const room = roomFor(partition, settings, wish, from, read);
  if (room.records <= 0) return null;
  const taken = take(partition, settings, wish, read, room);
  if (taken.runs.length === 0) return null;
  const lockedUntil = context.world.now + settings.lockMs;
  context.emit({
    of: 'log',
    lane,
    kind: 'records-acquired',
    group,
    partition: partition.id,
    consumer: wish.consumer,
    lockedUntil,
    runs: taken.runs,
    startOffset: taken.startOffset,
    endOffset: taken.endOffset,
  });
  planLocksCheck(context, lane, group, partition, lockedUntil);
  const runs = settings.committedOnly
    ? withoutAborted(context, lane, group, partition, taken.runs, read.batches)
    : taken.runs;
  return { runs, to: read.lastOffset + 1, records: taken.records };
}

/** Whole batches of the log, of one segment, as far as bytes and what is asked for reach. */
function readFrom(
  log: Immutable<Partition>,
  from: Offset,
  end: Offset,
  { endOffset }: Immutable<SharePartition>,
  { mostRecords, mostBytes }: Wish,
): Read | null {
  const found = batchesFrom(log, from);
  if (!found) return null;
  const { items, length } = found.batches;
  const first = items[found.first]!;
  const enough = Math.max(first.baseOffset, endOffset + 1, from) + mostRecords;
  const batches = [first];
  let bytes = first.sizeBytes;
  for (let i = found.first + 1; i < length; i++) {
    const batch = items[i]!;
    bytes += batch.sizeBytes;
    if (bytes > mostBytes || batch.baseOffset >= Math.min(end, enough)) break;
    batches.push(batch);
  }
  return { batches, firstOffset: first.baseOffset, lastOffset: batches[batches.length - 1]!.lastOffset };
}

interface Room {
  readonly records: number;
  readonly lastOffset: Offset;
}

/** How much may be taken without making the window too long. Kafka: lastOffsetAndMaxRecordsToAcquire. */
function roomFor(
  partition: Immutable<SharePartition>,
  { mostInFlight }: ShareGroupSettings,
  { mostRecords }: Wish,
  from: Offset,
  { lastOffset }: Read,
): Room {
  const records = Math.min(mostRecords, mostInFlight - inFlightRecords(partition));
  const { endOffset } = partition;
  if (records > 0 || from > endOffset) return { records, lastOffset };
  // no new ones, but what came back
  return {
    records: Math.min(mostRecords, endOffset - from + 1),
    lastOffset: Math.min(lastOffset, endOffset),
  };
}

interface Taken {
  readonly runs: readonly InFlightRun[];
  readonly records: number;
  readonly startOffset: Offset;
  readonly endOffset: Offset;
}

function take(
  partition: Immutable<SharePartition>,
  settings: ShareGroupSettings,
  wish: Wish,
  read: Read,
  { records: most, lastOffset }: Room,
): Taken {
  const { inFlight, startOffset, endOffset } = partition;
  const runs: InFlightRun[] = [];
  const floor = indexOfBatch(inFlight, read.firstOffset);
  const first = floor >= 0 && inFlight[floor]!.lastOffset >= read.firstOffset ? floor : floor + 1;
  let records = 0;
  let index = first;
  for (; index < inFlight.length && inFlight[index]!.firstOffset <= lastOffset && records < most; index++) {
    const batch = inFlight[index]!;
    const throttled = isThrottled(batch, settings, read.firstOffset, lastOffset);
    if (throttled && records > 0) return { runs, records, startOffset, endOffset };
    const fits = batch.firstOffset >= read.firstOffset && batch.lastOffset <= lastOffset;
    const whole = fits && !isApart(batch) && !throttled && !(wish.exact && sizeOf(batch) > most - records);
    const taken = whole
      ? takeWhole(batch, runs)
      : takeSome(batch, settings, wish.exact ? most - records : Infinity, read.firstOffset, lastOffset, runs);
    records += taken;
    if (throttled && taken > 0) return { runs, records, startOffset, endOffset };
  }
  const known = index > first ? inFlight[index - 1]!.lastOffset : null;
  if (records >= most || (known !== null && known >= lastOffset))
    return { runs, records, startOffset, endOffset };
  const fromLog = inFlight.length === 0 ? Math.max(read.firstOffset, endOffset) : read.firstOffset;
  const begin = known !== null ? known + 1 : fromLog;
  const fresh = takeNew(read, wish, begin, lastOffset, most - records);
  runs.push(...fresh.runs);
  return {
    runs,
    records: records + fresh.records,
    startOffset: inFlight.length === 0 ? begin : startOffset,
    endOffset: Math.max(endOffset, fresh.endOffset),
  };
}

/** Whether it has come back so often that it is given out in smaller and smaller parts. Kafka: shouldThrottleRecordsDelivery. */
function isThrottled(
  batch: Immutable<InFlightBatch>,
  { deliveryLimit }: ShareGroupSettings,
  from: Offset,
  to: Offset,
): boolean {
  const limit = throttleLimit(deliveryLimit);
  if (!isApart(batch)) return batch.records[0]!.deliveryCount >= limit;
  const first = Math.max(from, batch.firstOffset) - batch.firstOffset;
  const last = Math.min(to, batch.lastOffset) - batch.firstOffset;
  for (let n = first; n <= last; n++) {
    const { state, deliveryCount } = batch.records[n]!;
    if (state === 'Available' && deliveryCount >= limit) return true;
  }
  return false;
}

/** Half the limit, rounded up, and at least 2. Kafka: throttleRecordsDeliveryLimit. */
const throttleLimit = (deliveryLimit: number): number => Math.max(2, Math.ceil(deliveryLimit / 2));

function takeWhole(batch: Immutable<InFlightBatch>, runs: InFlightRun[]): number {
  const { state, deliveryCount } = batch.records[0]!;
  if (state !== 'Available') return 0;
  runs.push(wholeRun(batch, deliveryCount + 1));
  return sizeOf(batch);
}

/**
 * Single offsets of a batch. From the throttle limit on only a part of it, half of the part with each delivery; and what is given out for
 * the last time is given out alone. Kafka: acquireSubsetBatchRecords.
 */
function takeSome(
  batch: Immutable<InFlightBatch>,
  { deliveryLimit }: ShareGroupSettings,
  most: number,
  from: Offset,
  to: Offset,
  runs: InFlightRun[],
): number {
  if (!isApart(batch) && batch.records[0]!.state !== 'Available') return 0;
  const limit = throttleLimit(deliveryLimit);
  const last = Math.min(to, batch.lastOffset);
  let part = Infinity;
  let taken = 0;
  for (let offset = Math.max(from, batch.firstOffset); offset <= last; offset++) {
    const { state, deliveryCount } = recordAt(batch, offset);
    if (state !== 'Available') continue;
    const isLast = deliveryLimit > 2 && deliveryCount === deliveryLimit - 1;
    if (isLast && taken > 0) break;
    if (part === Infinity && deliveryCount >= limit)
      part = Math.max(1, sizeOf(batch) >> (deliveryCount - limit + 1));
    addRun(runs, runAt(batch, offset, deliveryCount + 1));
    taken++;
    if (isLast || taken === most || taken === part) break;
  }
  return taken;
}

/** Records that nobody in the group has had. Kafka: acquireNewBatchRecords, createBatches. */
function takeNew(
  { batches }: Read,
  { exact, batchSize }: Wish,
  begin: Offset,
  lastOffset: Offset,
  most: number,
): { readonly runs: InFlightRun[]; readonly records: number; readonly endOffset: Offset } {
  const endOffset = lastOffset - begin + 1 > most ? endOfBatchAt(batches, begin + most - 1) : lastOffset;
  const size = endOffset - begin + 1;
  if (exact && size > most) {
    const batch = { firstOffset: begin, lastOffset: endOffset, records: [] };
    const run = { ...runAt(batch, begin, 1), lastOffset: begin + most - 1 };
    return { runs: [run], records: most, endOffset };
  }
  const runs: InFlightRun[] = [];
  let first = begin;
  if (!exact && size > batchSize)
    for (const { baseOffset } of batches) {
      if (baseOffset > endOffset) break;
      if (baseOffset - first < batchSize) continue;
      runs.push(wholeRun({ firstOffset: first, lastOffset: baseOffset - 1, records: [] }, 1));
      first = baseOffset;
    }
  runs.push(wholeRun({ firstOffset: first, lastOffset: endOffset, records: [] }, 1));
  return { runs, records: size, endOffset };
}

/** The last offset of the log's batch that has this one; the offset itself where none has. Kafka: lastOffsetFromBatchWithRequestOffset. */
function endOfBatchAt(batches: readonly Immutable<Batch>[], offset: Offset): Offset {
  const batch = batches.findLast(({ baseOffset }) => baseOffset <= offset);
  return batch && offset <= batch.lastOffset ? batch.lastOffset : offset;
}
