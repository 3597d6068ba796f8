// What becomes of transactions' own data when something of another subject goes, or is committed without them.

import type { GroupId, ProducerId } from '../../vocabulary.ts';
import type { LogState } from '../state.ts';
import type { PartitionId } from '../storage/state.ts';
import type { PendingOffset } from './state.ts';

/** A producer was closed. */
export function forgetProducer({ transactions }: LogState, producer: ProducerId): void {
  if (transactions) delete transactions.clients[producer];
}

/** A topic goes: its leaders' knowledge, and offsets in it that wait. */
export function forgetPartitions(state: LogState, partitions: readonly PartitionId[]): void {
  const { transactions } = state;
  if (!transactions) return;
  for (const partition of partitions) delete transactions.logs[partition];
  for (const group in transactions.pending) noteDeleted(state, group, partitions);
}

/** A group goes with all that it was to commit. */
export function forgetGroup({ transactions }: LogState, group: GroupId): void {
  if (transactions) delete transactions.pending[group];
}

/** An offset was committed without a transaction: it is newer than all that wait. */
export function noteCommit({ transactions }: LogState, group: GroupId, partition: PartitionId): void {
  const offsets = transactions?.pending[group];
  if (offsets) for (const one of offsets) if (one.partition === partition) one.superseded = true;
}

/** Offsets that are deleted take along those that wait for the same place. Kafka: OffsetMetadataManager.replay. */
export function noteDeleted(
  { transactions }: LogState,
  group: GroupId,
  partitions: readonly PartitionId[],
): void {
  const offsets: PendingOffset[] | undefined = transactions?.pending[group];
  if (!offsets) return;
  const left = offsets.filter(({ partition }) => !partitions.includes(partition));
  if (left.length > 0) transactions!.pending[group] = left;
  else delete transactions!.pending[group];
}
