// How a producer's batches go out: when they are ready, in which requests, and what becomes of their records.
// Kafka: Sender, RecordAccumulator.ready, RecordAccumulator.drain.

import type { Context } from '../../broker.ts';
import type { Immutable, Instant, LaneId, ProducerId } from '../../vocabulary.ts';
import { logOf } from '../reading.ts';
import { clientRefusal, refusal } from '../refusal.ts';
import { appendBatch } from '../storage/append.ts';
import type { SendResult } from './command.ts';
import { type Append, tellRefused } from './producer.ts';
import { firstBatches, isFull } from './queue.ts';
import { type RecordGroup, splitRecords } from './split.ts';
import type { Producer, QueuedBatch } from './state.ts';

/** What became of records, by their tickets. */
export type Results = Map<number, SendResult>;

/** Everything that waits goes out: at a flush, on close, and where memory is short. */
export function sendQueued(context: Context, lane: LaneId, id: ProducerId, results: Results): void {
  sendWhile(context, lane, id, results, () => true);
}

/**
 * What is ready goes out, and with each request the first batch of every other partition, ready or not: linger.ms is the longest
 * that a record waits. A batch is ready once it is full (as each one is that others wait behind) or linger.ms has passed.
 */
export function sendReady(context: Context, lane: LaneId, id: ProducerId, results: Results): void {
  const { now } = context.world;
  sendWhile(context, lane, id, results, (batch, producer) => isDue(batch, producer, now));
}

/** Whether a batch is full, or has waited for linger.ms. */
export const isDue = (
  batch: Immutable<QueuedBatch>,
  { config }: Immutable<Producer>,
  now: Instant,
): boolean => isFull(batch) || now - batch.begunAt >= config['linger.ms'];

function sendWhile(
  context: Context,
  lane: LaneId,
  id: ProducerId,
  results: Results,
  isReady: (batch: Immutable<QueuedBatch>, producer: Immutable<Producer>) => boolean,
): void {
  const producer = logOf(context.world, lane).producers[id]!;
  while (producer.queue.some((batch) => isReady(batch, producer)))
    for (const batch of nextRequest(producer)) sendBatch(context, lane, producer, batch, results);
}

/** One batch of each partition, as many as max.request.size allows; the first always. */
export function nextRequest({ queue, config }: Immutable<Producer>): Immutable<QueuedBatch>[] {
  const batches = firstBatches(queue);
  let sizeBytes = 0;
  const rest = batches.findIndex(
    (batch, n) => (sizeBytes += batch.sizeBytes) > config['max.request.size'] && n > 0,
  );
  return rest < 0 ? batches : batches.slice(0, rest);
}

/** Hands a batch to the broker and notes what became of each of its records. */
export function sendBatch(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  batch: Immutable<QueuedBatch>,
  results: Results,
  append: Append = appendBatch,
): void {
  const { topic, partition, tickets } = batch;
  const outcome = appendRecords(context, lane, producer, batch, batch, append);
  tickets.forEach((ticket, n) => results.set(ticket, outcome[n]!));
  context.emit({
    of: 'log',
    lane,
    kind: 'batch-sent',
    producer: producer.id,
    topic,
    partition,
    tickets,
    results: outcome,
  });
}

const UNSENT = refusal('TimeoutException', 'Expired: delivery.timeout.ms has passed since batch creation.');

/** Kafka: ProducerBatch.completeExceptionally. */
const MATES = clientRefusal(
  'KafkaException',
  'Failed to append record because it was part of a batch which had one more more invalid records',
);

/**
 * What the broker makes of records that go to one partition together. With acks=0 nobody hears of it: whatever it is, it counts as
 * sent. A partition that is gone is tried until delivery.timeout.ms. Kafka: Sender.failBatch.
 */
function appendRecords(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  batch: Immutable<QueuedBatch>,
  { records, sizeBytes }: RecordGroup,
  append: Append,
): SendResult[] {
  const { id, config } = producer;
  const { partition } = batch;
  const state = logOf(context.world, lane);
  const topic = state.topics[batch.topic];
  const log = topic && state.partitions[topic.partitions[partition]!];
  if (!log) return records.map(() => UNSENT);
  const answer = append(context, lane, producer, topic, log, { records, sizeBytes, turns: 0 });
  const unheard = config.acks === '0';
  if (typeof answer !== 'number') {
    const { error, culprits } = answer;
    const tooLarge = error.error === 'RecordTooLargeException' && records.length > 1 && !unheard;
    if (tooLarge)
      return splitRecords(records, sizeBytes).flatMap((part) =>
        appendRecords(context, lane, producer, batch, part, append),
      );
    tellRefused(context, lane, id, batch.topic, error, 0);
    // the broker's word is of the whole batch: of one record at fault it says what is wrong, of several only that something is
    const fault = culprits.length > 1 ? refusal('InvalidRecordException', error.message) : error;
    if (!unheard)
      return records.map((_, n) => (culprits.length === 0 || culprits.includes(n) ? fault : MATES));
  }
  return records.map((_, n) => ({ partition, offset: unheard ? -1 : (answer as number) + n }));
}
