// The transaction coordinator: who has a transactional id, what takes part in its transaction, and how that ends. Once the end is
// decided markers carry it to the partitions (markers.ts). How producers use it is in client.ts. Kafka: TransactionCoordinator,
// TransactionMetadata, for clients of transactions v2.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { GroupId, Immutable, LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { nextOn } from '../grid.ts';
import { logOf } from '../reading.ts';
import type { PartitionId } from '../storage/state.ts';
import { settleOffsets, writeMarker } from './markers.ts';
import { refusal } from './refusal.ts';
import type { Outcome, TransactionalId } from './state.ts';

/** The last epoch that a producer gets; after it there is another producer id. Kafka: TransactionMetadata.isEpochExhausted. */
const LAST_EPOCH = 32_766;

/** As whom a producer sends. */
export interface Identity {
  readonly pid: number;
  readonly epoch: number;
}

const idOf = (context: Context, lane: LaneId, id: string): Immutable<TransactionalId> | undefined =>
  logOf(context.world, lane).transactions?.ids[id];

/**
 * Gives a producer the transactional id. A transaction that is still open under it is aborted, and whoever had it is fenced.
 * Kafka: TransactionCoordinator.handleInitProducerId.
 */
export function takeId(context: Context, lane: LaneId, id: string, timeoutMs: number): Identity {
  const known = idOf(context, lane, id);
  if (known?.state === 'Ongoing') end(context, lane, known, 'abort', 'fenced');
  const fresh = logOf(context.world, lane).producerIds;
  const isNew = !known || known.epoch >= LAST_EPOCH;
  const pid = isNew ? fresh : known.pid;
  const epoch = isNew ? 0 : known.epoch + 1;
  context.emit({ of: 'log', lane, kind: 'transactional-id-taken', id, pid, epoch, timeoutMs });
  return { pid, epoch };
}

/**
 * Lets a partition, or offsets of a group, take part in the transaction, which begins with the first. Refuses those who have lost
 * the id. Kafka: TransactionCoordinator.handleAddPartitionsToTransaction.
 */
export function join(
  context: Context,
  lane: LaneId,
  id: string,
  { pid, epoch }: Identity,
  partition: PartitionId | null,
  group: GroupId | null,
): Refusal | null {
  const known = idOf(context, lane, id);
  const refused = strangerOf(known, pid, epoch);
  if (refused) return refused;
  const { state, partitions, groups, timeoutMs, checkAt } = known!;
  const isIn = partition === null ? groups.includes(group!) : partitions.includes(partition);
  if (state === 'Ongoing' && isIn) return null;
  context.emit({ of: 'log', lane, kind: 'transaction-joined', id, partition, group });
  if (state !== 'Ongoing') {
    const lateAt = lateFrom(context, lane, timeoutMs);
    if (checkAt === null || lateAt < checkAt)
      context.emit({ of: 'log', lane, kind: 'transaction-check-planned', id, checkAt: lateAt });
  }
  return null;
}

/** Whether a partition takes part. Kafka: TransactionCoordinator.handleVerifyPartitionsInTransaction. */
export function verify(
  context: Context,
  lane: LaneId,
  id: string,
  { pid, epoch }: Identity,
  partition: PartitionId,
): Refusal | null {
  const known = idOf(context, lane, id);
  const refused = strangerOf(known, pid, epoch);
  if (refused) return refused;
  return known!.partitions.includes(partition)
    ? null
    : refusal('TransactionAbortableException', `${partition} is not part of the transaction.`);
}

function strangerOf(
  known: Immutable<TransactionalId> | undefined,
  pid: number,
  epoch: number,
): Refusal | null {
  if (known?.pid !== pid)
    return refusal(
      'InvalidPidMappingException',
      'The producer attempted to use a producer id which is not currently assigned to its transactional id.',
    );
  return known.epoch === epoch
    ? null
    : refusal('ProducerFencedException', 'There is a newer producer with the same transactionalId.');
}

/**
 * Ends the transaction of a producer, and tells as whom it goes on. An end that was decided already is told again to whom it was not
 * told: the one whose epoch is one behind. Kafka: TransactionCoordinator.endTransaction.
 */
export function endTransaction(
  context: Context,
  lane: LaneId,
  id: string,
  { pid, epoch }: Identity,
  outcome: Outcome,
): Identity | Refusal {
  const known = idOf(context, lane, id);
  if (!known || (known.pid !== pid && !(known.epoch === 0 && epoch === LAST_EPOCH)))
    return strangerOf(known, pid, epoch) as Refusal;
  const { state } = known;
  const isComplete = state === 'CompleteCommit' || state === 'CompleteAbort';
  const again = isComplete && (known.epoch === epoch + 1 || known.pid !== pid);
  if (!again && known.epoch !== epoch) return strangerOf(known, pid, epoch) as Refusal;
  const isSame = state === (outcome === 'commit' ? 'CompleteCommit' : 'CompleteAbort');
  if (again && isSame) return { pid: known.pid, epoch: known.epoch };
  if (again || (state !== 'Ongoing' && outcome === 'commit'))
    return refusal(
      'InvalidTxnStateException',
      `The producer attempted a transactional operation in an invalid state: ${state}.`,
    );
  return end(context, lane, known, outcome, 'asked');
}

/** Decides, and writes the markers; the epoch goes one up, so that whoever does not know of it is late. */
function end(
  context: Context,
  lane: LaneId,
  known: Immutable<TransactionalId>,
  outcome: Outcome,
  because: 'asked' | 'timeout' | 'fenced',
): Identity {
  const { id, pid, partitions, groups } = known;
  const isExhausted = known.epoch >= LAST_EPOCH;
  const epoch = known.epoch + 1;
  context.emit({ of: 'log', lane, kind: 'transaction-decided', id, outcome, epoch, because });
  for (const partition of partitions) writeMarker(context, lane, partition, pid, epoch, outcome);
  for (const group of groups) settleOffsets(context, lane, group, pid, outcome);
  const next: Identity = isExhausted
    ? { pid: logOf(context.world, lane).producerIds, epoch: 0 }
    : { pid, epoch };
  context.emit({ of: 'log', lane, kind: 'transaction-completed', id, ...next });
  return next;
}

/** The first look at which a transaction that begins now has taken too long. Kafka: TransactionStateManager.timedOutTransactions. */
function lateFrom(context: Context, lane: LaneId, timeoutMs: number): number {
  const { settings } = logOf(context.world, lane);
  const everyMs = settings['transaction.abort.timed.out.transaction.cleanup.interval.ms'];
  return nextOn(0, everyMs, context.world.now + timeoutMs);
}

/** The planned look: a transaction that has taken too long is aborted, for a younger one there is another look. */
export function checkTransaction(context: Context, { lane, id }: LogCommandOf<'check-transaction'>): void {
  const { now } = context.world;
  const known = idOf(context, lane, id);
  if (known?.checkAt !== now) return;
  const { settings } = logOf(context.world, lane);
  const everyMs = settings['transaction.abort.timed.out.transaction.cleanup.interval.ms'];
  const lateAt = known.state === 'Ongoing' ? nextOn(0, everyMs, known.startedAt! + known.timeoutMs) : null;
  const checkAt = lateAt !== null && lateAt > now ? lateAt : null;
  context.emit({ of: 'log', lane, kind: 'transaction-check-planned', id, checkAt });
  if (lateAt !== null && lateAt <= now) end(context, lane, known, 'abort', 'timeout');
}

/** What the coordinator says of a transactional id. Kafka: Admin.describeTransactions. */
export function describeTransaction(
  context: Context,
  { lane, id }: LogCommandOf<'describe-transaction'>,
): Refusal | { state: TransactionalId['state'] } {
  const known = idOf(context, lane, id);
  return known
    ? { state: known.state }
    : refusal('TransactionalIdNotFoundException', 'The transactionalId could not be found.');
}
