// What a consumer, a client library in a process of its own, knows.

import type { ConsumerId, GroupId, Instant, Offset } from '../../vocabulary.ts';
import type { AssignorName } from '../group/classic/protocols.ts';
import type { ClassicMembership } from '../group/classic/state.ts';
import type { Membership } from '../group/consumer-protocol/state.ts';
import type { PartitionId } from '../storage/state.ts';

export type ResetPolicy = 'latest' | 'earliest' | 'none' | `by_duration:${string}`;

export interface ConsumerConfig {
  /** Begins the member ids that it gets in a classic group; null: its own name. */
  'client.id': string | null;
  'group.protocol': 'classic' | 'consumer';
  /** Server-side assignor that a member of the consumer protocol asks for; null if it does not care. */
  'group.remote.assignor': string | null;
  /** What makes it a static member; null for a dynamic one. */
  'group.instance.id': string | null;
  /** Assignors of its own that a member of the classic protocol offers, the one it likes best first. */
  'partition.assignment.strategy': AssignorName[];
  'auto.offset.reset': ResetPolicy;
  'isolation.level': 'read_uncommitted' | 'read_committed';
  'enable.auto.commit': boolean;
  'auto.commit.interval.ms': number;
  'max.poll.records': number;
  'max.partition.fetch.bytes': number;
  'fetch.max.bytes': number;
  'fetch.min.bytes': number;
  'fetch.max.wait.ms': number;
  'session.timeout.ms': number;
  'heartbeat.interval.ms': number;
  'max.poll.interval.ms': number;
  'metadata.max.age.ms': number;
  'request.timeout.ms': number;
  'retry.backoff.ms': number;
}

/** A subscription by pattern, and who matches it. */
export interface SubscriptionPattern {
  expression: string;
  by: 'client' | 'coordinator';
  /** The topics that the client has found to match, which it subscribes to inside its next poll; none of a coordinator's. */
  matched: string[];
}

/** One partition's part of a fetch: records from the consumer's position on, up to an offset; null: the position is out of range. */
export interface FetchedPart {
  partition: PartitionId;
  to: Offset | null;
}

export interface HeldFetch {
  /** When the first of the fetches went out that wait one after the other. */
  since: Instant;
  /** When what there is will be handed out, enough or not; null while there is nothing. */
  until: Instant | null;
}

export interface Consumer {
  id: ConsumerId;
  group: GroupId | null;
  config: ConsumerConfig;
  /** Topics it subscribed to; empty for one that assigned its partitions itself, or whose pattern matches none. */
  subscription: string[];
  /** What it subscribed to instead of naming topics; else null. */
  pattern: SubscriptionPattern | null;
  assignment: PartitionId[];
  /** Next offset to fetch per assigned partition; null while it has none. */
  positions: Record<PartitionId, Offset | null>;
  paused: PartitionId[];
  /** Partitions sent to the beginning, to the end, or by the reset policy; where that is, the next poll finds out. */
  resets: Record<PartitionId, 'earliest' | 'latest' | 'policy'>;
  /** Partitions without a position for which `by_duration` found nothing: when it looks again. */
  retryAt: Record<PartitionId, Instant>;
  /** What a fetch has brought and no poll has handed over yet. While any of it can be, nothing else is fetched. */
  fetched: FetchedPart[];
  /** Its partitions as the broker reads them for it: those that brought something go to the end of the line. */
  fetchOrder: PartitionId[];
  /** It has fetched before; only from its second fetch on does the line move. */
  inFetchSession: boolean;
  /** With fetch.min.bytes the broker holds its fetch back; null while it does not. */
  fetchHeld: HeldFetch | null;
  /** The generation or, in the consumer protocol, member epoch it believes itself in; -1 while it knows that it is no member. */
  generation: number;
  /** Its part in its group by the classic protocol; null for a consumer that speaks the other one, or has no group. */
  classic: ClassicMembership | null;
  /** Its part in its group by the consumer protocol; null for a consumer that speaks the classic one, or has no group. */
  membership: Membership | null;
  /** Its rebalance listener commits the positions whenever partitions are revoked. */
  commitsOnRevoke: boolean;
  /** When it last polled, or was handed something, as far as anybody asks. */
  polledAt: Instant;
  /** It is in a poll that it does not leave before something is handed over. */
  inPoll: boolean;
  /** When it is next looked whether it stays away from poll for too long; null while nobody looks. */
  pollLimitAt: Instant | null;
  /** When a poll next commits by itself; null for a consumer that does not. */
  autoCommitAt: Instant | null;
  openedAt: Instant;
  /** False once it was closed or killed. */
  open: boolean;
}
