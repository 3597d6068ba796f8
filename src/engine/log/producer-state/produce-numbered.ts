// Batches with given numbers, sent without a client library: what a client would send that tries again, or that is late. A batch for a
// transaction first has to be let in by its coordinator. Kafka: ReplicaManager.handleProduceAppend, AddPartitionsToTxnManager.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { LaneId } from '../../vocabulary.ts';
import type { LogCommandOf } from '../command.ts';
import { recordOf } from '../producer/acceptance.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../transaction/refusal.ts';
import { BATCH_OVERHEAD, contentSize, recordSize } from '../storage/encoding.ts';
import { partitionId } from '../storage/partition.ts';
import type { LogRecord, PartitionId } from '../storage/state.ts';
import { join, takeId, verify } from '../transaction/coordinator.ts';
import type { NumberedAnswer } from './command.ts';
import { appendNumbered, isLetIn, knownProducer, type Numbers, staleEpoch, tellSought } from './sequence.ts';

/** The first version of the produce request by which a partition joins the transaction (transactions v2). */
const JOINING_VERSION = 12;

/** The first version by which a client can be told to abort. */
const ABORTABLE_VERSION = 11;

const TIMEOUT_MS = 60_000;

export function produceNumbered(context: Context, command: LogCommandOf<'produce-numbered'>): NumberedAnswer {
  const { lane, producer, topic: name, partition: number, epoch, sequence, transactional = false } = command;
  const pid = pidOf(context, lane, producer, transactional);
  const state = logOf(context.world, lane);
  const topic = state.topics[name];
  const partition = state.partitions[partitionId(name, number)];
  if (!topic || !partition)
    return refusal('UnknownTopicOrPartitionException', 'This server does not host this topic-partition.');
  if (command.records.length === 0)
    return refusal('InvalidRecordException', 'Produce requests must have exactly one batch for a partition.');
  const { version = ABORTABLE_VERSION } = command;
  const joins = version >= JOINING_VERSION ? 'joins' : 'added';
  const numbers: Numbers = { epoch, sequence, transactional: transactional ? joins : null };
  const refused = transactional ? admit(context, lane, producer, pid, partition.id, numbers) : null;
  if (refused)
    return refused.error === 'TransactionAbortableException' && version < ABORTABLE_VERSION
      ? refusal('InvalidTxnStateException', refused.message)
      : refused;
  const { acks = -1 } = command;
  if (![-1, 0, 1].includes(acks)) {
    tellSought(context, lane, partition.id, pid, numbers);
    return refusal('InvalidRequiredAcksException', `There are no acks=${acks}.`);
  }
  const clock = context.world.epoch + context.world.now;
  const records = command.records.map((record) => recordOf(record, clock));
  const answer = appendNumbered(
    context,
    lane,
    { id: producer, pid },
    topic,
    partition,
    { records, sizeBytes: sizeOf(records), turns: 0 },
    numbers,
  );
  return typeof answer === 'number' ? { offset: answer } : answer.error;
}

/** Its producer id, which it gets at first: one of its own, or that of a transactional id. */
function pidOf(context: Context, lane: LaneId, producer: string, transactional: boolean): number {
  const state = logOf(context.world, lane);
  const known = state.transactions?.numbered[producer];
  if (known !== undefined) return known;
  const pid = transactional ? takeId(context, lane, producer, TIMEOUT_MS).pid : state.producerIds;
  context.emit({ of: 'log', lane, kind: 'producer-id-given', producer, pid });
  return pid;
}

/** Whether a batch may be part of the transaction in this partition; one that has begun there need not be asked for again. */
export function admit(
  context: Context,
  lane: LaneId,
  id: string,
  pid: number,
  partition: PartitionId,
  numbers: Numbers,
): Refusal | null {
  const log = logOf(context.world, lane).transactions?.logs[partition];
  if (isLetIn(log, pid, numbers)) return null;
  const { epoch, transactional } = numbers;
  const known = knownProducer(context.world, lane, partition, pid);
  if (known && epoch < known.epoch) return staleEpoch(epoch, known.epoch);
  const refused =
    transactional === 'joins'
      ? join(context, lane, id, { pid, epoch }, partition, null)
      : verify(context, lane, id, { pid, epoch }, partition);
  if (refused) tellSought(context, lane, partition, pid, numbers);
  return refused?.error === 'ProducerFencedException'
    ? refusal('InvalidProducerEpochException', refused.message)
    : refused;
}

/** Bytes of the batch that these records are. */
function sizeOf(records: readonly LogRecord[]): number {
  const { timestamp: first } = records[0]!;
  return records.reduce(
    (sum, record, n) => sum + recordSize(contentSize(record), record.timestamp - first, n),
    BATCH_OVERHEAD,
  );
}
