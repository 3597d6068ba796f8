// What each fact about the records of a share group changes; which state follows another is looked up in the lifecycle.

import { SHARE_RECORD } from '../../../../lifecycle/share-record.ts';
import { next } from '../../../../lifecycle/transitions.ts';
import { type Appliers, later } from '../../applier.ts';
import type { LogState } from '../../state.ts';
import { shareGroup } from '../kinds.ts';
import type { InFlightRun, ShareRecordFact } from './fact.ts';
import { indexOfBatch, recordAt, sizeOf } from './in-flight.ts';
import type { InFlightBatch, SharePartition, ShareRecord, ShareRecordState } from './state.ts';

export const shareRecordFacts: Appliers<ShareRecordFact> = {
  'share-partition-opened'(_world, state, fact) {
    const partition = partitionIn(state, fact);
    partition.open = true;
    partition.startOffset = fact.startOffset;
    partition.endOffset = fact.startOffset;
  },
  'records-acquired'(_world, state, fact) {
    const { consumer: holder, lockedUntil, runs, startOffset, endOffset } = fact;
    const partition = partitionIn(state, fact);
    for (let i = 0; i < runs.length; i++) {
      const { deliveryCount } = runs[i]!;
      change(partition, runs[i]!, (record) => ({
        state: moved(record, 'Acquired'),
        deliveryCount,
        holder,
        lockedUntil,
      }));
    }
    partition.startOffset = startOffset;
    partition.endOffset = endOffset;
  },
  'records-settled'(_world, state, fact) {
    const partition = partitionIn(state, fact);
    const { because, runs } = fact;
    for (let i = 0; i < runs.length; i++) {
      const { state: to, deliveryCount } = runs[i]!;
      change(partition, runs[i]!, (record) => ({
        state: moved(record, to),
        deliveryCount,
        holder: null,
        lockedUntil: null,
      }));
    }
    const { startOffset, doneRecords } = partition;
    if (because !== 'log' && because !== 'aborted') partition.written = { startOffset, doneRecords };
  },
  'locks-renewed'(_world, state, fact) {
    const partition = partitionIn(state, fact);
    const { lockedUntil } = fact;
    for (const run of fact.runs) change(partition, run, (record) => ({ ...record, lockedUntil }));
  },
  'share-start-moved'(_world, state, fact) {
    const partition = partitionIn(state, fact);
    for (let i = 0; i < fact.dropped; i++)
      partition.availableRecords -= countOf(partition.inFlight[i]!, 'Available');
    partition.inFlight.splice(0, fact.dropped);
    partition.startOffset = fact.startOffset;
    partition.endOffset = fact.endOffset;
    partition.doneRecords = fact.doneRecords;
  },
  'locks-check-planned'(world, state, fact) {
    const { lane, group, partition, checkAt } = fact;
    partitionIn(state, fact).locksCheckAt = checkAt;
    if (checkAt !== null) later(world, checkAt, { of: 'log', kind: 'check-locks', lane, group, partition });
  },
};

const partitionIn = (
  state: LogState,
  { group, partition }: { readonly group: string; readonly partition: string },
): SharePartition => shareGroup(state, group)!.partitions[partition]!;

/** What leads to each state. */
const EVENTS: Readonly<Record<ShareRecordState, string>> = {
  Available: 'RELEASE',
  Acquired: 'ACQUIRE',
  Acknowledged: 'ACCEPT',
  Archived: 'ARCHIVE',
};

const moved = ({ state }: ShareRecord, to: ShareRecordState): ShareRecordState =>
  next(SHARE_RECORD, state, EVENTS[to]) as ShareRecordState;

const FRESH: readonly ShareRecord[] = [
  { state: 'Available', deliveryCount: 0, holder: null, lockedUntil: null },
];

/** Puts another batch in the place of the one that the run is of, which may be new. */
function change(partition: SharePartition, run: InFlightRun, to: (record: ShareRecord) => ShareRecord): void {
  const { batch: firstOffset, batchEnd } = run;
  const { inFlight } = partition;
  let index = indexOfBatch(inFlight, firstOffset);
  if (inFlight[index]?.firstOffset !== firstOffset) {
    index++;
    insert(partition, index, { firstOffset, lastOffset: batchEnd, records: FRESH });
  }
  const before = inFlight[index]!;
  const after = run.apart ? apart(before, run, to) : { ...before, records: [to(before.records[0]!)] };
  const size = run.lastOffset - run.firstOffset + 1;
  const from = recordAt(before, run.firstOffset).state;
  const { state } = recordAt(after, run.firstOffset);
  if (from === 'Available') partition.availableRecords -= size;
  if (state === 'Available') partition.availableRecords += size;
  if (state === 'Acknowledged' || state === 'Archived')
    partition.doneRecords += Math.max(
      0,
      run.lastOffset - Math.max(run.firstOffset, partition.startOffset) + 1,
    );
  inFlight[index] = after;
}

function insert(partition: SharePartition, index: number, batch: InFlightBatch): void {
  partition.inFlight.splice(index, 0, batch);
  partition.availableRecords += sizeOf(batch);
}

/** The same batch with a state for each offset, some of them changed. */
function apart(
  { firstOffset, lastOffset, records }: InFlightBatch,
  run: InFlightRun,
  to: (record: ShareRecord) => ShareRecord,
): InFlightBatch {
  const size = lastOffset - firstOffset + 1;
  const each =
    records.length === size ? records.slice() : Array.from<ShareRecord>({ length: size }).fill(records[0]!);
  for (let n = run.firstOffset - firstOffset; n <= run.lastOffset - firstOffset; n++) each[n] = to(each[n]!);
  return { firstOffset, lastOffset, records: each };
}

function countOf(batch: InFlightBatch, state: ShareRecordState): number {
  const { records } = batch;
  if (records.length === 1) return records[0]!.state === state ? sizeOf(batch) : 0;
  return records.reduce((count, record) => count + (record.state === state ? 1 : 0), 0);
}
