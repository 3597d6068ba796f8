// What the controller knows of a topic: its settings and its partitions by name.

import type { PartitionId } from '../storage/state.ts';

export interface Topic {
  name: string;
  /** Distinguishes a topic from a deleted one of the same name. */
  id: number;
  config: TopicConfig;
  partitions: PartitionId[];
}

/** Topic settings by Kafka's names; milliseconds and bytes, -1 for "no limit" where Kafka has it. */
export interface TopicConfig {
  'cleanup.policy': string;
  'segment.bytes': number;
  /** Overrides `segment.bytes` and has no minimum; null where it is not set. */
  'internal.segment.bytes': number | null;
  'segment.ms': number;
  'retention.bytes': number;
  'retention.ms': number;
  'max.message.bytes': number;
  'message.timestamp.type': 'CreateTime' | 'LogAppendTime';
  'message.timestamp.before.max.ms': number;
  'message.timestamp.after.max.ms': number;
}
