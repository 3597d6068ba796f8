// How many bytes Kafka writes for records and batches: record batch format v2, uncompressed. Every rule about sizes starts here.
// Bytes themselves are not kept.

import { sizeOf } from '../../payload.ts';
import type { Payload } from '../../vocabulary.ts';

/** Kafka: DefaultRecordBatch.RECORD_BATCH_OVERHEAD. */
export const BATCH_OVERHEAD = 61;

/** Kafka: DefaultRecord.MAX_RECORD_OVERHEAD. */
const MAX_RECORD_OVERHEAD = 21;

/** The parts of a record that have a size. */
interface Sized {
  readonly key: Payload | null;
  readonly value: Payload | null;
  readonly headers?: readonly (readonly [string, Payload | null])[] | undefined;
}

/** Bytes of a zig-zag varint or varlong. Kafka: ByteUtils.sizeOfVarint, sizeOfVarlong. */
export function varintSize(value: number): number {
  let rest = value < 0 ? -value - 1 : value;
  let size = 1;
  // the sign takes a bit, so the first byte holds 6
  for (rest = Math.floor(rest / 64); rest > 0; rest = Math.floor(rest / 128)) size++;
  return size;
}

/** A length and the bytes; null is the length -1. */
function fieldSize(payload: Payload | null): number {
  if (payload === null) return 1;
  const size = sizeOf(payload);
  return varintSize(size) + size;
}

/** Bytes of a record's key, value and headers with their lengths. Kafka: DefaultRecord.sizeOf. */
export function contentSize({ key, value, headers }: Sized): number {
  let size = fieldSize(key) + fieldSize(value);
  if (headers === undefined) return size + 1;
  size += varintSize(headers.length);
  for (const [name, content] of headers) size += fieldSize(name) + fieldSize(content);
  return size;
}

/**
 * Bytes of a record in its batch: `timestampDelta` against the batch's first record, `offsetDelta` against its base offset.
 * Kafka: DefaultRecord.sizeInBytes.
 */
export function recordSize(content: number, timestampDelta: number, offsetDelta: number): number {
  const body = 1 + varintSize(timestampDelta) + varintSize(offsetDelta) + content;
  return varintSize(body) + body;
}

/** What a producer expects a batch of this one record to take at most. Kafka: AbstractRecords.estimateSizeInBytesUpperBound. */
export const largestBatchSize = (content: number): number => BATCH_OVERHEAD + MAX_RECORD_OVERHEAD + content;
