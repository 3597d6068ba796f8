// What the coordinator knows of any group: what it has committed, and of any member. The rest stands with the protocol that it speaks.

import type { ConsumerId, GroupId, Instant, Offset } from '../../vocabulary.ts';
import type { PartitionId } from '../storage/state.ts';
import type { ClassicGroup } from './classic/state.ts';
import type { ConsumerGroup } from './consumer-protocol/state.ts';
import type { ShareGroup } from './share/state.ts';

export type Group = ClassicGroup | ConsumerGroup | ShareGroup;

export interface GroupBase {
  id: GroupId;
  /** What members committed; a share group has none. */
  offsets: Record<PartitionId, CommittedOffset>;
  /** When the coordinator looks next for what nobody uses any more; null while nothing here can expire. */
  offsetsCheckAt: Instant | null;
}

export interface MemberBase {
  consumer: ConsumerId;
  /** Topics it said it wants when it joined, or since. */
  subscription: string[];
  /** What is its own as the coordinator sees it; the client may not have taken it yet. */
  assignment: PartitionId[];
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

/** What is set for a single group by Kafka's names; milliseconds. */
export interface GroupConfig {
  'consumer.session.timeout.ms': number;
  'consumer.heartbeat.interval.ms': number;
  'consumer.assignment.interval.ms': number;
  'share.session.timeout.ms': number;
  'share.heartbeat.interval.ms': number;
  'share.assignment.interval.ms': number;
  'share.record.lock.duration.ms': number;
  'share.delivery.count.limit': number;
  'share.partition.max.record.locks': number;
  'share.auto.offset.reset': ShareResetPolicy;
  'share.isolation.level': 'read_uncommitted' | 'read_committed';
  'share.renew.acknowledge.enable': boolean;
}

/** Where a share group begins in a partition that it has never read. */
export type ShareResetPolicy = 'latest' | 'earliest' | `by_duration:${string}`;
