// What a poll of a share consumer hands over of what was fetched for it: as many records as max.poll.records allows, but a producer's
// batch is never cut. Offsets given to it at which there is no record are said to be gaps. Kafka: ShareFetchCollector, ShareCompletedFetch.

import type { Immutable, Offset } from '../../../vocabulary.ts';
import { indexFrom, offsetOf } from '../../storage/batch.ts';
import { batchesFrom } from '../../storage/partition.ts';
import type { LogRecord, Partition, PartitionId } from '../../storage/state.ts';
import type { HeldRecord, ShareFetched } from './client-state.ts';

/** What a poll makes of a record that it hands over. */
export type SharedItemOf<Item> = (held: HeldRecord, record: Immutable<LogRecord>) => Item;

interface HandedOver<Item> {
  readonly items: readonly Item[];
  /** Gaps included. */
  readonly held: readonly HeldRecord[];
  /** What is left for later polls. */
  readonly left: readonly ShareFetched[];
}

/**
 * Simplified: a share consumer keeps in mind what it was given and no records; what is deleted before it is handed over is a gap to it.
 */
export function handOverShared<Item>(
  logs: Immutable<Record<PartitionId, Partition>>,
  fetched: readonly ShareFetched[],
  most: number,
  itemOf: SharedItemOf<Item>,
): HandedOver<Item> {
  const held: HeldRecord[] = [];
  const items: Item[] = [];
  for (let n = 0; n < fetched.length; n++) {
    const part = fetched[n]!;
    const reading: Reading = { part, run: 0, offset: part.runs[0]!.firstOffset };
    const log = logs[part.partition];
    if (log) readRecords(log, reading, most, held, items, itemOf);
    if (items.length >= most) {
      return { items, held, left: leftOf(reading, fetched, n) };
    }
    skipTo(reading, Infinity, held);
  }
  return { items, held, left: NOTHING };
}

/** How far what was fetched of a partition has been read: the next offset that it was given. */
interface Reading {
  readonly part: ShareFetched;
  run: number;
  offset: Offset;
}

/** Reads whole batches of the log until there are enough records. */
function readRecords<Item>(
  log: Immutable<Partition>,
  reading: Reading,
  most: number,
  held: HeldRecord[],
  items: Item[],
  itemOf: SharedItemOf<Item>,
): void {
  const { part } = reading;
  for (let from = reading.offset; from < part.to;) {
    const found = batchesFrom(log, from);
    if (!found) return;
    const { batches, first } = found;
    for (let i = first; i < batches.length; i++) {
      const batch = batches.items[i]!;
      if (batch.baseOffset >= part.to || items.length >= most) return;
      for (let n = indexFrom(batch, from); n < batch.records.length; n++) {
        const offset = offsetOf(batch, n);
        skipTo(reading, offset, held);
        if (reading.offset !== offset) continue;
        const one = heldAt(reading, null);
        held.push(one);
        items.push(itemOf(one, batch.records[n]!));
        advance(reading);
      }
      from = batch.lastOffset + 1;
    }
  }
}

/** Whatever it was given below this offset is no record. */
function skipTo(reading: Reading, offset: Offset, held: HeldRecord[]): void {
  while (reading.offset < offset && reading.run < reading.part.runs.length) {
    held.push(heldAt(reading, 'gap'));
    advance(reading);
  }
}

const heldAt = ({ part, run, offset }: Reading, acknowledged: 'gap' | null): HeldRecord => ({
  partition: part.partition,
  offset,
  deliveryCount: part.runs[run]!.deliveryCount,
  acknowledged,
});

function advance(reading: Reading): void {
  const { runs } = reading.part;
  if (reading.offset < runs[reading.run]!.lastOffset) reading.offset++;
  else {
    reading.run++;
    reading.offset = runs[reading.run]?.firstOffset ?? Infinity;
  }
}

/** What is left of one part, and all that follows it. */
function leftOf(
  { part, run, offset }: Reading,
  fetched: readonly ShareFetched[],
  n: number,
): readonly ShareFetched[] {
  const [first, ...others] = part.runs.slice(run);
  if (first === undefined) return n + 1 < fetched.length ? fetched.slice(n + 1) : NOTHING;
  return [{ ...part, runs: [{ ...first, firstOffset: offset }, ...others] }, ...fetched.slice(n + 1)];
}

const NOTHING: readonly never[] = Object.freeze([]);

/** Records in hand once more, as they stand on the log; without those that are gone from it. */
export function handOverAgain<Item>(
  logs: Immutable<Record<PartitionId, Partition>>,
  held: readonly HeldRecord[],
  itemOf: SharedItemOf<Item>,
): Item[] {
  return held.flatMap((one) => {
    const found = logs[one.partition] && batchesFrom(logs[one.partition]!, one.offset);
    const batch = found?.batches.items[found.first];
    const n = batch ? indexFrom(batch, one.offset) : 0;
    const there = batch !== undefined && n < batch.records.length && offsetOf(batch, n) === one.offset;
    return there ? [itemOf(one, batch.records[n]!)] : [];
  });
}
