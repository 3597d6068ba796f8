// What a producer, a client library in a process of its own, knows.

import type { Instant, ProducerId } from '../../vocabulary.ts';

export interface Producer {
  id: ProducerId;
  /** What the broker knows it by, if it is idempotent (Kafka: producer id); -1 if not. */
  pid: number;
  config: ProducerConfig;
  /** Per topic: the partitions it knows of, and the one that keyless records stick to. */
  metadata: Record<string, ProducerTopic>;
}

export interface ProducerConfig {
  'batch.size': number;
  'max.request.size': number;
  'metadata.max.age.ms': number;
  'partitioner.class': string | null;
  'partitioner.ignore.keys': boolean;
}

export interface ProducerTopic {
  /** The topic it means; one created again under the same name is another. */
  topicId: number;
  partitionCount: number;
  /** Partition number keyless records stick to; null before the first. */
  sticky: number | null;
  /** Bytes sent to the sticky partition since it was picked. */
  stickyBytes: number;
  /** Turns that the round-robin partitioner has taken. */
  turn: number;
  /** When it looked at the topic last because it had to; it looks again every `metadata.max.age.ms` from here. */
  refreshedAt: Instant;
}
