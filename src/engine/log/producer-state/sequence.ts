// What a partition's leader makes of a batch by its numbers: producer id, epoch and sequence. A batch that stands in the log already
// is told where; one out of turn is refused. Kafka: UnifiedLog.analyzeAndValidateProducerState, ProducerAppendInfo.

import type { Context } from '../../broker.ts';
import { isRefusal, type Refusal } from '../../command.ts';
import type { Immutable, LaneId, Offset } from '../../vocabulary.ts';
import type { ReadonlyWorld } from '../../world.ts';
import { lastOn } from '../grid.ts';
import { logOf } from '../reading.ts';
import { refusal } from '../transaction/refusal.ts';
import { appendBatch, type Appender, type ArrivingBatch, type BatchRefusal } from '../storage/append.ts';
import type { Partition, PartitionId } from '../storage/state.ts';
import type { Topic } from '../topic/state.ts';
import type { KnownProducer, LogProducers, SoughtAdmission } from './state.ts';

/** Sequences wrap after the largest of Java's ints. */
const SEQUENCES = 2147483648;

/** How a producer numbers a batch. */
export interface Numbers {
  readonly epoch: number;
  /** Of its first record. */
  readonly sequence: number;
  /** Part of a transaction, which it joins by itself (transactions v2), or which its partition was added to; null: of none. */
  readonly transactional: 'joins' | 'added' | null;
}

/** The sequence so many records further on. Kafka: DefaultRecordBatch.incrementSequence. */
export const sequenceAfter = (sequence: number, records: number): number => (sequence + records) % SEQUENCES;

/** What the leader knows of a producer; undefined if nothing, or nothing any more. */
export function knownProducer(
  world: ReadonlyWorld,
  lane: LaneId,
  partition: string,
  pid: number,
): Immutable<KnownProducer> | undefined {
  const { transactions, settings } = logOf(world, lane);
  const log = transactions?.logs[partition];
  const producer = log?.known[pid];
  if (!producer || openFrom(log, pid) !== null) return producer;
  // the leader looks at regular intervals for those who have not been heard of for too long
  const lookedAt = lastOn(0, settings['producer.id.expiration.check.interval.ms'], world.now);
  const { heardAt, lastTimestamp } = producer;
  const isForgotten =
    lookedAt > heardAt && world.epoch + lookedAt - lastTimestamp >= settings['producer.id.expiration.ms'];
  return isForgotten ? undefined : producer;
}

/** Where the open transaction of a producer begins in a partition; null if it has none there. */
export function openFrom({ open }: Immutable<LogProducers>, pid: number): Offset | null {
  for (let i = 0; i < open.length; i++) if (open[i]!.pid === pid) return open[i]!.firstOffset;
  return null;
}

/** What is kept in mind of somebody who asks for admission (again). Kafka: VerificationStateEntry.maybeUpdateLowestSequenceAndEpoch. */
export function seekingWith(
  before: Immutable<SoughtAdmission> | undefined,
  { epoch, sequence, joins }: Immutable<SoughtAdmission>,
): SoughtAdmission {
  if (!before) return { epoch, sequence, joins };
  if (epoch < before.epoch) return before;
  const lowest = epoch === before.epoch ? Math.min(sequence, before.sequence) : sequence;
  return { epoch, sequence: lowest, joins: before.joins };
}

/** Whether the producer has an open transaction of this epoch in a partition, so that it need not be let in. */
export const isLetIn = (
  log: Immutable<LogProducers> | undefined,
  pid: number,
  { epoch }: { readonly epoch: number },
): boolean => log !== undefined && log.known[pid]?.epoch === epoch && openFrom(log, pid) !== null;

/** Appends a numbered batch, or tells where it stands already, or why it is refused. */
export function appendNumbered(
  context: Context,
  lane: LaneId,
  producer: Appender,
  topic: Immutable<Topic>,
  partition: Immutable<Partition>,
  arriving: ArrivingBatch,
  numbers: Numbers,
): Offset | BatchRefusal {
  const { id } = partition;
  const { pid } = producer;
  const { epoch, sequence, transactional } = numbers;
  const check = (): Offset | BatchRefusal | null => {
    const known = knownProducer(context.world, lane, id, pid);
    const log = logOf(context.world, lane).transactions?.logs[id];
    const begun = log === undefined ? null : openFrom(log, pid);
    const seeks = transactional !== null && !isLetIn(log, pid, numbers);
    const sought = seeks
      ? seekingWith(log?.sought[pid], { epoch, sequence, joins: transactional === 'joins' })
      : log?.sought[pid];
    const placed = placeOf(known, sought, begun !== null, numbers, arriving.records.length);
    if (placed !== null) return isRefusal(placed) ? { error: placed, culprits: [] } : placed;
    if (known?.epoch !== epoch || known.batches.length === 0)
      context.emit({ of: 'log', lane, kind: 'epoch-begun', partition: id, pid, epoch, sequence });
    if (transactional !== null && begun === null)
      context.emit({ of: 'log', lane, kind: 'transaction-opened', partition: id, pid });
    return null;
  };
  const part = transactional === null ? null : 'data';
  const answer = appendBatch(context, lane, producer, topic, partition, arriving, check, part);
  if (typeof answer !== 'number') tellSought(context, lane, id, pid, numbers);
  return answer;
}

/** A batch for a transaction was refused: if it was to be the first, it is kept in mind. */
export function tellSought(
  context: Context,
  lane: LaneId,
  partition: PartitionId,
  pid: number,
  numbers: Numbers,
): void {
  const { epoch, sequence, transactional } = numbers;
  const log = logOf(context.world, lane).transactions?.logs[partition];
  if (transactional === null || isLetIn(log, pid, numbers)) return;
  const joins = transactional === 'joins';
  context.emit({ of: 'log', lane, kind: 'admission-sought', partition, pid, epoch, sequence, joins });
}

/** Where the batch stands already, why it is refused, or null: it is next. The order of the checks is Kafka's. */
function placeOf(
  known: Immutable<KnownProducer> | undefined,
  sought: Immutable<SoughtAdmission> | undefined,
  inTransaction: boolean,
  { epoch, sequence, transactional }: Numbers,
  records: number,
): Offset | Refusal | null {
  const last = sequenceAfter(sequence, records - 1);
  const sent =
    known?.epoch === epoch && known.batches.find((one) => one.first === sequence && one.last === last);
  if (sent) return sent.baseOffset;
  if (known && epoch < known.epoch) return staleEpoch(epoch, known.epoch);
  const next = nextIn(known, sought, epoch, sequence);
  if (sequence !== next)
    return refusal(
      'OutOfOrderSequenceException',
      `The sequence ${sequence} comes out of turn: ${next} is next.`,
    );
  return inTransaction && transactional === null
    ? refusal(
        'InvalidTxnStateException',
        'The producer has an open transaction, and this batch is not part of it.',
      )
    : null;
}

/** A newer producer has sent something already. */
export const staleEpoch = (epoch: number, known: number): Refusal =>
  refusal(
    'InvalidProducerEpochException',
    `The epoch ${epoch} is older than ${known}, the last one that the leader has seen.`,
  );

/**
 * The sequence that is to come next. A new epoch begins at 0. Of whom the leader knows nothing it takes any, unless it is on its way
 * into a transaction. Kafka: ProducerAppendInfo.checkSequence.
 */
function nextIn(
  known: Immutable<KnownProducer> | undefined,
  sought: Immutable<SoughtAdmission> | undefined,
  epoch: number,
  sequence: number,
): number {
  const latest = known?.batches.at(-1);
  if (sought?.joins && !latest) return 0;
  if (sought && sequence > sought.sequence) return sought.sequence;
  if (!known) return sequence;
  return latest && epoch === known.epoch ? sequenceAfter(latest.last, 1) : 0;
}
