// The tools of Kafka that there are, by the names of their scripts.

import type { Job } from './job.ts';
import { kafkaConfigs } from './kafka-configs.ts';
import { kafkaConsoleConsumer } from './kafka-console-consumer.ts';
import { kafkaConsoleProducer } from './kafka-console-producer.ts';
import { kafkaConsoleShareConsumer } from './kafka-console-share-consumer.ts';
import { kafkaConsumerGroups } from './kafka-consumer-groups.ts';
import { kafkaDeleteRecords } from './kafka-delete-records.ts';
import { kafkaGetOffsets } from './kafka-get-offsets.ts';
import { kafkaGroups } from './kafka-groups.ts';
import { kafkaShareGroups } from './kafka-share-groups.ts';
import { kafkaTopics } from './kafka-topics.ts';

/** Does what its arguments say. @throws `Exit` where it ends with another code than 0. */
export type Tool = (job: Job, args: readonly string[]) => void;

export const KAFKA_TOOLS: ReadonlyMap<string, Tool> = new Map([
  ['kafka-configs', kafkaConfigs],
  ['kafka-console-consumer', kafkaConsoleConsumer],
  ['kafka-console-producer', kafkaConsoleProducer],
  ['kafka-console-share-consumer', kafkaConsoleShareConsumer],
  ['kafka-consumer-groups', kafkaConsumerGroups],
  ['kafka-delete-records', kafkaDeleteRecords],
  ['kafka-get-offsets', kafkaGetOffsets],
  ['kafka-groups', kafkaGroups],
  ['kafka-share-groups', kafkaShareGroups],
  ['kafka-topics', kafkaTopics],
]);
