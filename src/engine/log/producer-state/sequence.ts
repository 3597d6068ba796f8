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
import type { Partition } from '../storage/state.ts';
import type { Topic } from '../topic/state.ts';
import type { KnownProducer, LogProducers } from './state.ts';

/** Sequences wrap after the largest of Java's ints. */
const SEQUENCES = 2147483648;

/** How a producer numbers a batch. */
export interface Numbers {
  readonly epoch: number;
  /** Of its first record. */
  readonly sequence: number;
  readonly transactional: boolean;
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
  const check = (): Offset | BatchRefusal | null => {
    const known = knownProducer(context.world, lane, id, pid);
    const log = logOf(context.world, lane).transactions?.logs[id];
    const begun = log === undefined ? null : openFrom(log, pid);
    const placed = placeOf(known, begun !== null, numbers, arriving.records.length);
    if (placed !== null) return isRefusal(placed) ? { error: placed, culprits: [] } : placed;
    const { epoch, sequence, transactional } = numbers;
    if (known?.epoch !== epoch || known.batches.length === 0)
      context.emit({ of: 'log', lane, kind: 'epoch-begun', partition: id, pid, epoch, sequence });
    if (transactional && begun === null)
      context.emit({ of: 'log', lane, kind: 'transaction-opened', partition: id, pid });
    return null;
  };
  return appendBatch(
    context,
    lane,
    producer,
    topic,
    partition,
    arriving,
    check,
    numbers.transactional ? 'data' : null,
  );
}

/** Where the batch stands already, why it is refused, or null: it is next. The order of the checks is Kafka's. */
function placeOf(
  known: Immutable<KnownProducer> | undefined,
  inTransaction: boolean,
  { epoch, sequence, transactional }: Numbers,
  records: number,
): Offset | Refusal | null {
  const last = sequenceAfter(sequence, records - 1);
  const sent =
    known?.epoch === epoch && known.batches.find((one) => one.first === sequence && one.last === last);
  if (sent) return sent.baseOffset;
  if (known && epoch < known.epoch)
    return refusal(
      'InvalidProducerEpochException',
      `The epoch ${epoch} is older than ${known.epoch}, the last one that the leader has seen.`,
    );
  const latest = known?.batches.at(-1);
  // without a batch of its epoch a producer begins anew; one without any state may begin anywhere, but not in a transaction
  const mustBeginAtZero = known ? latest === undefined || epoch !== known.epoch : transactional;
  const next = mustBeginAtZero ? 0 : latest ? sequenceAfter(latest.last, 1) : sequence;
  if (sequence !== next)
    return refusal(
      'OutOfOrderSequenceException',
      `The sequence ${sequence} comes out of turn: ${next} is next.`,
    );
  return inTransaction && !transactional
    ? refusal(
        'InvalidTxnStateException',
        'The producer has an open transaction, and this batch is not part of it.',
      )
    : null;
}
