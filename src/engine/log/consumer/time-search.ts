// Finding records by their time, as far as a consumer may read.

import type { Immutable, Timestamp } from '../../vocabulary.ts';
import type { FoundOffset } from '../storage/command.ts';
import { findByTime } from '../storage/search.ts';
import type { Partition } from '../storage/state.ts';
import { endFor } from './position.ts';
import type { Consumer } from './state.ts';

/** What the first record in a partition with at least this timestamp is, as far as it may read. */
export function findFor(
  consumer: Immutable<Consumer>,
  log: Immutable<Partition>,
  timestamp: Timestamp,
): FoundOffset | null {
  const found = findByTime(log, timestamp);
  return found && found.offset < endFor(consumer, log) ? found : null;
}
