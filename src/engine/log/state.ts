// What a Kafka broker and its clients know: topics, partitions with their segments, producers, consumers and groups.
// Plain data; rules stand in the files named after the nouns, changes in apply.ts.

import type { Store } from '../store.ts';
import type {
  ConsumerId,
  GroupId,
  Instant,
  Offset,
  Payload,
  ProducerId,
  SendId,
  Timestamp,
} from '../vocabulary.ts';

/** A partition by its full name, e.g. `orders-0`. */
export type PartitionId = string;

export interface LogState {
  settings: BrokerSettings;
  topics: Record<string, Topic>;
  partitions: Record<PartitionId, Partition>;
  producers: Record<ProducerId, Producer>;
  consumers: Record<ConsumerId, Consumer>;
  groups: Record<GroupId, Group>;
  /** Topics created so far; gives each its id, so that a topic created again under the same name is another one. */
  topicsCreated: number;
}

/** Broker settings by Kafka's names; milliseconds. Only those that the model reads. */
export interface BrokerSettings {
  'log.retention.ms': number;
  'log.retention.check.interval.ms': number;
  'log.initial.task.delay.ms': number;
  'group.initial.rebalance.delay.ms': number;
  'group.min.session.timeout.ms': number;
  'group.max.session.timeout.ms': number;
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

export interface Topic {
  name: string;
  /** Distinguishes a topic from a deleted one of the same name. */
  id: number;
  config: TopicConfig;
  partitions: PartitionId[];
}

export interface Partition {
  id: PartitionId;
  topic: string;
  number: number;
  /** First offset that a client may read; moved by retention or deletion, also into the middle of a batch. */
  logStartOffset: Offset;
  /** The offset the next record will get. With one replica it is the high watermark too. */
  logEndOffset: Offset;
  /** Closed segments, oldest first, deleted ones included; those before `firstSegment` are gone. */
  closed: Store<Segment>;
  firstSegment: number;
  active: Segment;
  /** Bytes of the segments that are still there. */
  sizeBytes: number;
  /** When retention is looked at next, or null while nothing here can expire. */
  retentionCheckAt: Instant | null;
}

export interface Segment {
  baseOffset: Offset;
  batches: Store<Batch>;
  sizeBytes: number;
  /** Largest timestamp of its first batch; -1 while empty. */
  firstTimestamp: Timestamp;
  /** Largest record timestamp seen; -1 while empty. */
  largestTimestamp: Timestamp;
  createdAt: Timestamp;
}

/** What a producer appends at once. Never changed after its append. */
export interface Batch {
  readonly baseOffset: Offset;
  readonly records: readonly LogRecord[];
  readonly sizeBytes: number;
  readonly maxTimestamp: Timestamp;
}

/** A record. Its offset is its batch's base offset plus its index there. */
export interface LogRecord {
  readonly key: Payload | null;
  readonly value: Payload | null;
  readonly timestamp: Timestamp;
  readonly headers?: readonly (readonly [string, Payload | null])[];
  /** The workload's send that it carries, where there is one. */
  readonly send?: SendId;
}

export interface Producer {
  id: ProducerId;
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

export type ResetPolicy = 'latest' | 'earliest' | 'none' | `by_duration:${string}`;

export interface ConsumerConfig {
  'auto.offset.reset': ResetPolicy;
  'max.poll.records': number;
  'max.partition.fetch.bytes': number;
  'session.timeout.ms': number;
  'heartbeat.interval.ms': number;
  'max.poll.interval.ms': number;
  'metadata.max.age.ms': number;
  'request.timeout.ms': number;
}

export interface Consumer {
  id: ConsumerId;
  group: GroupId | null;
  config: ConsumerConfig;
  /** Topics it subscribed to; empty for one that assigned its partitions itself. */
  subscription: string[];
  assignment: PartitionId[];
  /** Next offset to fetch per assigned partition; null while it has none. */
  positions: Record<PartitionId, Offset | null>;
  paused: PartitionId[];
  /** Partitions sent to the beginning or the end; where that is, the next poll finds out. */
  resets: Record<PartitionId, 'earliest' | 'latest'>;
  /** Partitions without a position for which `by_duration` found nothing: when it looks again. */
  retryAt: Record<PartitionId, Instant>;
  /** The partition handed over last, and how far its records had been fetched: these come before other partitions'. */
  draining: PartitionId | null;
  fetchedTo: Offset;
  /** The generation it believes itself in; -1 while it knows that it is no member. */
  generation: number;
  openedAt: Instant;
  /** False once it was closed or killed. */
  open: boolean;
}

export type GroupStateName = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

export interface Group {
  id: GroupId;
  state: GroupStateName;
  generation: number;
  /** Assignor chosen by vote, e.g. `range`; null while empty. */
  protocol: string | null;
  leader: ConsumerId | null;
  /** In the order in which they joined. */
  members: Member[];
  offsets: Record<PartitionId, CommittedOffset>;
  /** Counts the rebalances begun, so that a timer of an earlier one is recognised when it fires. */
  rebalance: number;
  /** When joining closes; null unless it is open. */
  completeAt: Instant | null;
  /** The first rebalance of an empty group waits for others: how much longer it may. Null in any other. */
  initialRemainingMs: number | null;
  /** Whether anybody but the first joined since that wait was last extended. */
  joinedMeanwhile: boolean;
}

export type MemberStateName = 'Joining' | 'Joined' | 'Syncing' | 'Stable' | 'Awaited' | 'Called';

export interface Member {
  consumer: ConsumerId;
  /** Where the member stands in the join; see lifecycle/member.ts. */
  state: MemberStateName;
  /** Topics it said it wants when it joined. */
  subscription: string[];
  assignment: PartitionId[];
  /** When its join was answered last (before: when it asked). Its heartbeats count from here. */
  joinedAt: Instant;
  /** When the coordinator last heard from it, as far as it can be told without counting heartbeats. */
  lastHeardAt: Instant;
  /** False once its process is gone; the coordinator finds out at the session timeout. */
  alive: boolean;
}

export interface CommittedOffset {
  /** The next offset that the group resumes from. */
  offset: Offset;
  committedAt: Instant;
  metadata: string;
}
