// Which partition a record goes to by its key: Kafka's own hash. Records without a key are in sticky.ts.

import { bytesOf } from '../../payload.ts';
import type { Payload } from '../../vocabulary.ts';

const MULTIPLIER = 0x5bd1e995;

/** A signed 32-bit hash. Kafka: Utils.murmur2. */
export function murmur2(bytes: readonly number[]): number {
  const { length } = bytes;
  const whole = length & ~3;
  let hash = 0x9747b28c ^ length;
  for (let i = 0; i < whole; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    const mixed = Math.imul(word, MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ Math.imul(mixed ^ (mixed >>> 24), MULTIPLIER);
  }
  if (length > whole) {
    for (let i = length - 1; i >= whole; i--) hash ^= bytes[i]! << (8 * (i - whole));
    hash = Math.imul(hash, MULTIPLIER);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return hash ^ (hash >>> 15);
}

/** The partition of a key: its hash with the sign bit cleared, modulo. Kafka: BuiltInPartitioner.partitionForKey. */
export const partitionForKey = (key: Payload, partitionCount: number): number =>
  (murmur2(bytesOf(key)) & 0x7fffffff) % partitionCount;
