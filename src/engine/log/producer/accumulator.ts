// How records get into a producer's batches: which ones share a batch, and what memory they take. When batches go out is in
// sender.ts. Kafka: RecordAccumulator.

import type { Context } from '../../broker.ts';
import type { Immutable, LaneId } from '../../vocabulary.ts';
import { BATCH_OVERHEAD, recordSize } from '../storage/encoding.ts';
import type { LogRecord } from '../storage/state.ts';
import { memoryFor } from './acceptance.ts';
import { bytesHeld, isFull, lastBatch } from './queue.ts';
import { type Results, sendQueued } from './sender.ts';
import type { Producer } from './state.ts';
import { moveOn, stickyPartition } from './sticky.ts';

/** A record that the client library has accepted. */
export interface AcceptedRecord {
  readonly record: LogRecord;
  /** Its `contentSize`. */
  readonly content: number;
  /** The partition that it must go to; null: the one that the producer sticks to. */
  readonly partition: number | null;
  /** It took a turn of the round robin. */
  readonly inTurn: boolean;
}

/**
 * Puts a record into the last batch of its partition, or begins one. Where memory is short, everything that waits is sent first.
 * Gives the record's ticket. Kafka: RecordAccumulator.append.
 */
export function enqueue(
  context: Context,
  lane: LaneId,
  producer: Immutable<Producer>,
  topic: string,
  accepted: AcceptedRecord,
  results: Results,
): number {
  const { id, queue, config, tickets } = producer;
  const { record, content, inTurn } = accepted;
  const sticks = accepted.partition === null;
  const put = (partition: number, sizeBytes: number, limitBytes: number | null): number => {
    context.emit({
      of: 'log',
      lane,
      kind: 'record-queued',
      producer: id,
      topic,
      partition,
      record,
      sizeBytes,
      limitBytes,
      sticks,
      inTurn,
    });
    if (sticks) moveOn(context, lane, producer, topic);
    return tickets;
  };
  for (;;) {
    const partition = accepted.partition ?? stickyPartition(context, lane, producer, topic);
    const last = lastBatch(queue, topic, partition);
    if (last && !isFull(last)) {
      const { records, sizeBytes, limitBytes } = last;
      const size = recordSize(content, record.timestamp - records[0]!.timestamp, records.length);
      if (sizeBytes + size <= limitBytes) return put(partition, size, null);
      context.emit({ of: 'log', lane, kind: 'batch-closed', producer: id, topic, partition });
      continue;
    }
    const limitBytes = memoryFor(producer, content);
    if (queue.length > 0 && bytesHeld(queue) + limitBytes > config['buffer.memory'])
      sendQueued(context, lane, id, results);
    else return put(partition, BATCH_OVERHEAD + recordSize(content, 0, 0), limitBytes);
  }
}
