// What a share consumer, a client library in a process of its own, knows.

import type { Refusal } from '../../../command.ts';
import type { ConsumerId, GroupId, Instant, Offset } from '../../../vocabulary.ts';
import type { PartitionId } from '../../storage/state.ts';

export interface ShareConsumerConfig {
  /** Whether a poll accepts what the one before it brought, or the application says what becomes of each record. */
  'share.acknowledgement.mode': 'implicit' | 'explicit';
  /** Whether max.poll.records may be exceeded so that producers' batches stay whole. */
  'share.acquire.mode': 'batch_optimized' | 'record_limit';
  'client.id': string | null;
  'max.poll.records': number;
  'fetch.max.bytes': number;
  'max.poll.interval.ms': number;
}

/** What becomes of a record: done, back for anybody, never again, or held for longer. */
export type AcknowledgeType = 'accept' | 'release' | 'reject' | 'renew';

/** A record in the application's hands, or an offset that it never sees because there is none (`gap`). Never changed. */
export interface HeldRecord {
  readonly partition: PartitionId;
  readonly offset: Offset;
  readonly deliveryCount: number;
  /** What is to become of it, not sent yet; null while the application has not said. */
  readonly acknowledged: AcknowledgeType | 'gap' | null;
}

/** Records in a row that the broker gave to this consumer, all for the same time. Never changed. */
export interface AcquiredRun {
  readonly firstOffset: Offset;
  readonly lastOffset: Offset;
  readonly deliveryCount: number;
}

/** What a fetch brought of one partition and no poll has handed over yet. Never changed. */
export interface ShareFetched {
  readonly partition: PartitionId;
  /** Where the data ends that came with it. */
  readonly to: Offset;
  readonly runs: readonly AcquiredRun[];
}

export type ShareMembershipState = 'Unsubscribed' | 'Joined' | 'Left' | 'Failed';

export interface ShareConsumer {
  id: ConsumerId;
  group: GroupId;
  config: ShareConsumerConfig;
  subscription: string[];
  assignment: PartitionId[];
  /** Whether it is a member as far as it knows; see lifecycle/share-member.ts. */
  state: ShareMembershipState;
  /** The epoch that it has reached; -1 while it is no member. */
  memberEpoch: number;
  /** The topics that it said it subscribes to. */
  said: string[];
  /** Its last heartbeat; the next ones follow at the interval that the answer to it named. */
  heartbeatAt: Instant;
  heartbeatIntervalMs: number;
  /** The next heartbeat that will tell something; null if none would. */
  nextHeartbeatAt: Instant | null;
  /** What its next poll throws; null if nothing. */
  failure: Refusal | null;
  /** It has found nothing to hand over, and asks in the background. */
  asking: boolean;
  fetched: readonly ShareFetched[];
  /** What the last poll handed over and it has not sent an answer for. */
  held: readonly HeldRecord[];
  /** What it renewed: the next poll hands it over again, and nothing else. */
  renewed: readonly HeldRecord[];
  /** How many fetches it has sent in its session; its partitions take turns in being first. */
  fetches: number;
  polledAt: Instant;
  /** It is in a poll that it does not leave before something is handed over. */
  inPoll: boolean;
  /** When it is next looked whether it stays away from poll for too long; null while nobody looks. */
  pollLimitAt: Instant | null;
  /** False once it was closed or killed. */
  open: boolean;
}
