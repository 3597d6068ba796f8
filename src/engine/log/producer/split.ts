// A batch that the broker found too large, in parts of about half its size. Kafka: RecordAccumulator.splitAndReenqueue,
// ProducerBatch.split.

import type { Immutable } from '../../vocabulary.ts';
import { BATCH_OVERHEAD, contentSize, largestBatchSize, recordSize } from '../storage/encoding.ts';
import type { LogRecord } from '../storage/state.ts';

/** Records that go out as one batch. */
export interface RecordGroup {
  readonly records: readonly Immutable<LogRecord>[];
  readonly sizeBytes: number;
}

/** Parts of at most half its size, as far as single records allow; single records where that does not divide it. */
export function splitRecords(records: readonly Immutable<LogRecord>[], sizeBytes: number): RecordGroup[] {
  const contents = records.map(contentSize);
  const target = Math.max(sizeBytes >> 1, ...contents.map(largestBatchSize));
  const parts = divide(records, contents, target);
  return parts.length > 1 ? parts : divide(records, contents, 1);
}

function divide(
  records: readonly Immutable<LogRecord>[],
  contents: readonly number[],
  limitBytes: number,
): RecordGroup[] {
  const parts: { records: Immutable<LogRecord>[]; sizeBytes: number }[] = [];
  records.forEach((record, n) => {
    const last = parts.at(-1);
    const delta = last ? record.timestamp - last.records[0]!.timestamp : 0;
    const size = last ? recordSize(contents[n]!, delta, last.records.length) : 0;
    if (last && last.sizeBytes + size <= limitBytes) {
      last.records.push(record);
      last.sizeBytes += size;
    } else parts.push({ records: [record], sizeBytes: BATCH_OVERHEAD + recordSize(contents[n]!, 0, 0) });
  });
  return parts;
}
