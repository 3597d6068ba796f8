// What a Kafka broker and its clients know. The nouns stand in their folders; plain data all of it.

import type { ConsumerId, GroupId, Instant, ProducerId } from '../vocabulary.ts';
import type { TopicConfig } from './topic/config.ts';
import type { Topic } from './topic/state.ts';
import type { PartitionId, Partition } from './storage/state.ts';
import type { Producer } from './producer/state.ts';
import type { Consumer } from './consumer/state.ts';
import type { ShareConsumer } from './group/share/client-state.ts';
import type { AssignedGroupSettings } from './group/broker-settings.ts';
import type { Group, GroupConfig } from './group/state.ts';
import type { Transactions, TransactionSettings } from './transaction/state.ts';

export interface LogState {
  settings: BrokerSettings;
  /** What a topic is unless it says otherwise. Never changed. */
  topicDefaults: TopicConfig;
  topics: Record<string, Topic>;
  partitions: Record<PartitionId, Partition>;
  producers: Record<ProducerId, Producer>;
  consumers: Record<ConsumerId, Consumer>;
  /** Those of share groups; no name is in both. */
  shareConsumers: Record<ConsumerId, ShareConsumer>;
  groups: Record<GroupId, Group>;
  /** When the log cleaner looks next, or null while there is nothing that it will have to do. */
  cleanerPassAt: Instant | null;
  /** Idempotent producers opened so far; gives each the id that the broker knows it by. */
  producerIds: number;
  /** What is set for single groups, whether they exist or not. */
  groupConfigs: Record<GroupId, Partial<GroupConfig>>;
  /** Topics created so far; gives each its id, so that a topic created again under the same name is another one. */
  topicsCreated: number;
  /** What the room of transactions knows; null before the first. */
  transactions: Transactions | null;
}

/**
 * Broker settings by Kafka's names; milliseconds unless a field says otherwise. Only those that the model reads; those that are topics'
 * defaults stand in there.
 */
export interface BasicSettings {
  'log.retention.check.interval.ms': number;
  'log.initial.task.delay.ms': number;
  'log.cleaner.backoff.ms': number;
  'offsets.retention.minutes': number;
  'offsets.retention.check.interval.ms': number;
  'offset.metadata.max.bytes': number;
  'group.initial.rebalance.delay.ms': number;
  'group.max.size': number;
  'group.min.session.timeout.ms': number;
  'group.max.session.timeout.ms': number;
}

/** All of them: those of a room are there if the run has that room. */
export type BrokerSettings = BasicSettings & AssignedGroupSettings & TransactionSettings;
