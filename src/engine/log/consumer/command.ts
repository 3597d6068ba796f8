// Everything that can be asked of consumers, and what they answer.

import type { OfLog } from '../of.ts';
import type { ConsumerId, GroupId, Instant, Offset, Payload, SendId, Timestamp } from '../../vocabulary.ts';
import type { Refusal } from '../../command.ts';
import type { MembershipOperation } from '../group/membership.ts';
import type { LogRecord, PartitionId } from '../storage/state.ts';
import type { Settings } from '../settings.ts';
import type { SubscriptionPattern } from './state.ts';

export type ConsumerCommand = OfLog &
  (
    | {
        readonly kind: 'open-consumer';
        readonly consumer: ConsumerId;
        readonly group?: GroupId;
        readonly config?: Settings;
        /** Its rebalance listener commits the positions whenever partitions are revoked. */
        readonly commitsOnRevoke?: boolean;
      }
    | {
        readonly kind: 'close-consumer' | 'kill-consumer';
        readonly consumer: ConsumerId;
        /** What becomes of its membership when it closes. */
        readonly membership?: MembershipOperation;
      }
    /** Reads exactly these partitions, as no member of any group; none: as after `unsubscribe`. */
    | { readonly kind: 'assign'; readonly consumer: ConsumerId; readonly partitions: readonly PartitionId[] }
    /** Becomes a member of its group inside the polls that follow; no topics: as after `unsubscribe`. */
    | { readonly kind: 'subscribe'; readonly consumer: ConsumerId; readonly topics: readonly string[] }
    /** The same to all topics that a regular expression matches: Java's by the client, RE2/J's by the coordinator. */
    | {
        readonly kind: 'subscribe-pattern';
        readonly consumer: ConsumerId;
        readonly expression: string;
        readonly by: SubscriptionPattern['by'];
      }
    | { readonly kind: 'unsubscribe'; readonly consumer: ConsumerId }
    | {
        readonly kind: 'seek';
        readonly consumer: ConsumerId;
        readonly partition: PartitionId;
        readonly to: Offset | 'beginning' | 'end';
      }
    | {
        readonly kind: 'pause' | 'resume';
        readonly consumer: ConsumerId;
        readonly partitions: readonly PartitionId[];
      }
    /**
     * One poll. Hands over at most `max.poll.records`; does what Kafka's client does inside poll (joins, resets positions).
     * Answers `PollAnswer` or `PollRefusal`. Whoever holds a poll open (`stays`) polls again after the facts `rejoin-needed`,
     * `join-answered`, `sync-answered`, `member-expired`, `member-fenced`, `heartbeat-answered` with something `told`,
     * `membership-fenced`, `membership-failed`, `assigned`, `position-set`, `auto-commit-due`, `fetch-answered`, and
     * `batch-appended` to what it reads.
     */
    | { readonly kind: 'poll'; readonly consumer: ConsumerId; readonly stays?: boolean }
    /** Says that the application will not poll before then; only those who hold their polls open have to. */
    | { readonly kind: 'stay-away'; readonly consumer: ConsumerId; readonly until: Instant }
    | { readonly kind: 'check-poll-limit'; readonly consumer: ConsumerId }
    /** Finds a position for what has none, as a poll does. Answers `{ 't-0': Offset | null }` or `PollRefusal`. */
    | { readonly kind: 'positions'; readonly consumer: ConsumerId }
    /** Answers `{ 't-0': FoundOffset | null }`. */
    | {
        readonly kind: 'offsets-for-times';
        readonly consumer: ConsumerId;
        readonly times: Readonly<Record<PartitionId, Timestamp>>;
      }
    | { readonly kind: 'call-for-commit'; readonly consumer: ConsumerId }
    /** Asked by other rules: what the settings of a consumer come to. Answers a `ConsumerConfig`. */
    | { readonly kind: 'read-consumer-settings'; readonly given: Settings; readonly group: GroupId | null }
    /** Asked by other rules, of a consumer that subscribed by a pattern. */
    | { readonly kind: 'follow-pattern'; readonly consumer: ConsumerId }
    | { readonly kind: 'look-for-topics'; readonly consumer: ConsumerId }
    /** Asked by other rules, where the policy is `by_duration`. */
    | { readonly kind: 'reset-by-duration'; readonly consumer: ConsumerId; readonly partition: PartitionId }
    | { readonly kind: 'end-hold'; readonly consumer: ConsumerId }
    | { readonly kind: 'retry-reset'; readonly consumer: ConsumerId; readonly partition: PartitionId }
  );

/** What a poll hands over. */
export interface PollAnswer {
  readonly records: readonly PolledRecord[];
}

/** Why a poll threw: the positions that are out of range, or the partitions that have none. */
export interface PollRefusal extends Refusal {
  readonly partitions?: Readonly<Record<PartitionId, Offset>> | readonly PartitionId[];
}

export interface PolledRecord {
  readonly partition: PartitionId;
  readonly offset: Offset;
  readonly key: Payload | null;
  readonly value: Payload | null;
  readonly timestamp: Timestamp;
  readonly headers?: LogRecord['headers'] | undefined;
  readonly send?: SendId | undefined;
}
