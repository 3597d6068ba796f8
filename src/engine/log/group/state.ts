// What the coordinator knows of any group: what it has committed, and of any member. The rest stands with the protocol that it speaks.

import type { ConsumerId, GroupId, Instant, Offset } from '../../vocabulary.ts';
import type { PartitionId } from '../storage/state.ts';
import type { ClassicGroup } from './classic/state.ts';
import type { ConsumerGroup } from './consumer-protocol/state.ts';

export type Group = ClassicGroup | ConsumerGroup;

export interface GroupBase {
  id: GroupId;
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
}
