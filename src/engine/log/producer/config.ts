// A producer's settings as they are unless it says otherwise. What each may be is in settings.ts.

import type { ProducerConfig } from './state.ts';

/**
 * Kafka: ProducerConfig.
 *
 * Simplified: what a producer compresses keeps its size.
 */
export const PRODUCER_DEFAULTS: ProducerConfig = {
  acks: 'all',
  'batch.size': 16384,
  'buffer.memory': 32 * 1024 * 1024,
  'delivery.timeout.ms': 2 * 60 * 1000,
  'linger.ms': 5,
  'max.request.size': 1024 * 1024,
  'metadata.max.age.ms': 5 * 60 * 1000,
  'partitioner.adaptive.partitioning.enable': true,
  'partitioner.class': null,
  'partitioner.ignore.keys': false,
  'request.timeout.ms': 30_000,
};

export const ROUND_ROBIN = 'org.apache.kafka.clients.producer.RoundRobinPartitioner';
