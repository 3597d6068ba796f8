// What a producer, a client library in a process of its own, knows.

import type { Instant, ProducerId } from '../../vocabulary.ts';
import type { LogRecord } from '../storage/state.ts';

export interface Producer {
  id: ProducerId;
  /** What the broker knows it by, if it is idempotent (Kafka: producer id); -1 if not. */
  pid: number;
  config: ProducerConfig;
  /** Per topic: the partitions it knows of, and the one that keyless records stick to. */
  metadata: Record<string, ProducerTopic>;
  /** Batches that wait in it, in the order in which they were begun. */
  queue: QueuedBatch[];
  /** How many records were ever put there; numbers them, as their tickets. */
  tickets: number;
}

export interface ProducerConfig {
  acks: 'all' | '0' | '1';
  'batch.size': number;
  'buffer.memory': number;
  'delivery.timeout.ms': number;
  'linger.ms': number;
  'max.request.size': number;
  'metadata.max.age.ms': number;
  'partitioner.adaptive.partitioning.enable': boolean;
  'partitioner.class': string | null;
  'partitioner.ignore.keys': boolean;
  'request.timeout.ms': number;
}

export interface ProducerTopic {
  /** The topic it means; one created again under the same name is another. */
  topicId: number;
  partitionCount: number;
  /** Partition number keyless records stick to; null before the first. */
  sticky: number | null;
  /** Bytes put into batches of the sticky partition since it was picked. */
  stickyBytes: number;
  /** Turns that the round-robin partitioner has taken. */
  turn: number;
  /** By partition number: whether it ever sent anything there. */
  reached: boolean[];
  /** When it looked at the topic last because it had to; it looks again every `metadata.max.age.ms` from here. */
  refreshedAt: Instant;
}

/** Records for one partition that will be sent together. */
export interface QueuedBatch {
  topic: string;
  partition: number;
  records: LogRecord[];
  /** The records' tickets, in their order. */
  tickets: number[];
  sizeBytes: number;
  /** Bytes up to which records join; its first record always fits. The producer's memory holds so many for it. */
  limitBytes: number;
  /** A record found no room, so none joins any more. */
  closed: boolean;
  begunAt: Instant;
}
