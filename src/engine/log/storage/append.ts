// Appending a batch to a partition: the checks in the broker's order, the roll, the fact. What a producer does before is in
// accumulator.ts and producer.ts.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import type { Immutable, LaneId, Offset, ProducerId, Timestamp } from '../../vocabulary.ts';
import type { Producer } from '../producer/state.ts';
import { refusal } from '../refusal.ts';
import { compacts, segmentBytes, type TopicConfig } from '../topic/config.ts';
import type { Topic } from '../topic/state.ts';
import { rollSegment } from './partition.ts';
import { jitterOf, shouldRoll } from './segment.ts';
import type { Batch, LogRecord, Partition } from './state.ts';
import { planDeletion, planUpkeep } from './upkeep.ts';

/** A batch on its way to a partition, before it has offsets. */
export interface ArrivingBatch {
  readonly records: readonly LogRecord[];
  readonly sizeBytes: number;
  /** How many of its records took a turn of the round robin and were not queued before. */
  readonly turns: number;
}

/** Why a batch was refused, and which of its records are at fault (none: the batch as a whole). */
export interface BatchRefusal {
  readonly error: Refusal;
  readonly culprits: readonly number[];
}

/** Who appends: a producer, as whom the broker knows it. */
export type Appender = Immutable<Pick<Producer, 'id' | 'pid'>>;

/**
 * What the broker makes of a batch by its producer's numbers, once everything else is fine: an offset where it stands already, why it
 * is refused, or null: it is appended. Kafka: UnifiedLog.analyzeAndValidateProducerState.
 */
export type Check = () => Offset | BatchRefusal | null;

/**
 * Appends a batch, or says why not; the order of the checks is Kafka's. Gives its base offset.
 * Kafka: UnifiedLog.append, LogValidator.
 */
export function appendBatch(
  context: Context,
  lane: LaneId,
  producer: Appender,
  topic: Immutable<Topic>,
  partition: Immutable<Partition>,
  arriving: ArrivingBatch,
  check: Check | null = null,
  transaction: Batch['transaction'] = null,
): Offset | BatchRefusal {
  const { config } = topic;
  const { world } = context;
  const clock = world.epoch + world.now;
  const refused = refusalOf(topic, arriving, clock);
  if (refused) return refused;
  const stamped = config['message.timestamp.type'] === 'LogAppendTime';
  const records = stamped
    ? arriving.records.map((record) => ({ ...record, timestamp: clock }))
    : arriving.records;
  let maxTimestamp = records[0]!.timestamp;
  for (let i = 1; i < records.length; i++) maxTimestamp = Math.max(maxTimestamp, records[i]!.timestamp);
  const baseOffset = partition.logEndOffset;
  const batch: Batch = {
    baseOffset,
    lastOffset: baseOffset + records.length - 1,
    records,
    offsets: null,
    sizeBytes: arriving.sizeBytes,
    maxTimestamp,
    pid: producer.pid,
    deleteHorizon: null,
    transaction,
  };
  return addBatch(context, lane, producer.id, partition, config, batch, arriving.turns, check);
}

/** The batch at the end of the log, in a new segment where it has to be; a batch that is not appended can begin one too. */
export function addBatch(
  context: Context,
  lane: LaneId,
  producer: ProducerId,
  partition: Immutable<Partition>,
  config: TopicConfig,
  batch: Batch,
  turns: number,
  check: Check | null,
): Offset | BatchRefusal {
  const { world } = context;
  const jitterMs = jitterOf(world.seed, lane, partition, config);
  const rolls = shouldRoll(partition.active, batch, config, world.epoch + world.now, jitterMs);
  if (rolls) rollSegment(context, lane, partition);
  const known = check === null ? null : check();
  if (known === null)
    context.emit({
      of: 'log',
      lane,
      kind: 'batch-appended',
      partition: partition.id,
      topic: partition.topic,
      producer,
      batch,
      turns,
    });
  if (rolls) planUpkeep(context, lane, partition);
  // else an append lets segments go only by size, or because there was nothing before that could
  else if (known === null && (config['retention.bytes'] >= 0 || partition.sizeBytes === batch.sizeBytes))
    planDeletion(context, lane, partition, config);
  return known ?? batch.baseOffset;
}

function refusalOf(
  { name, config }: Immutable<Topic>,
  { records, sizeBytes }: ArrivingBatch,
  clock: Timestamp,
): BatchRefusal | null {
  if (sizeBytes > config['max.message.bytes'])
    return whole('RecordTooLargeException', `${sizeBytes} bytes are more than max.message.bytes of ${name}.`);
  const stamped = config['message.timestamp.type'] === 'CreateTime';
  const earliest = stamped ? clock - config['message.timestamp.before.max.ms'] : -Infinity;
  const latest = stamped ? clock + config['message.timestamp.after.max.ms'] : Infinity;
  for (let i = 0; i < records.length; i++) {
    const { key, timestamp } = records[i]!;
    if ((key === null && compacts(config)) || timestamp < earliest || timestamp > latest)
      return atFault(records, compacts(config), earliest, latest);
  }
  const limit = segmentBytes(config);
  if (sizeBytes > limit)
    return whole('RecordBatchTooLargeException', `${sizeBytes} bytes are more than a segment of ${limit}.`);
  return null;
}

const whole = (error: string, message: string): BatchRefusal => ({
  error: refusal(error, message),
  culprits: [],
});

/** A record without a key that needs one is not asked for its time. Kafka: LogValidator.validateRecord, processRecordErrors. */
function atFault(
  records: readonly LogRecord[],
  needsKeys: boolean,
  earliest: Timestamp,
  latest: Timestamp,
): BatchRefusal {
  const keyless: number[] = [];
  const untimely: number[] = [];
  records.forEach(({ key, timestamp }, index) => {
    if (needsKeys && key === null) keyless.push(index);
    else if (timestamp < earliest || timestamp > latest) untimely.push(index);
  });
  const error =
    untimely.length > 0
      ? refusal('InvalidTimestampException', 'The timestamp is out of the range that the topic allows.')
      : refusal('InvalidRecordException', 'A compacted topic takes no record without a key.');
  return { error, culprits: [...keyless, ...untimely] };
}
