// Everything that can happen in a log lane. A fact says what became true; apply.ts says what that changes.

import type { Batch, PartitionId, Segment, Topic } from './state.ts';
import type { ConsumerId, GroupId, Instant, LaneId, Offset, ProducerId } from '../vocabulary.ts';

interface Of {
  readonly of: 'log';
  readonly lane: LaneId;
}

export type LogFact = Of &
  (
    | { readonly kind: 'topic-created'; readonly topic: Topic }
    | { readonly kind: 'partitions-added'; readonly topic: string; readonly total: number }
    | { readonly kind: 'topic-configured'; readonly topic: string; readonly config: Partial<Topic['config']> }
    | { readonly kind: 'topic-deleted'; readonly topic: string }
    /** A client came up. Its settings are complete here, defaults included. */
    | { readonly kind: 'producer-opened'; readonly producer: ProducerId; readonly config: object }
    | { readonly kind: 'producer-closed'; readonly producer: ProducerId }
    /** The producer looked at the topic: how many partitions it now believes in. */
    | {
        readonly kind: 'metadata-refreshed';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly topicId: number;
        readonly partitionCount: number;
        readonly refreshedAt: Instant;
      }
    /** Keyless records of this producer stick to this partition from now on; used one draw of chance. */
    | {
        readonly kind: 'partition-stuck';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly partition: number;
      }
    /** The log of a partition goes on in a new segment. `closed` is the former active one, final. */
    | {
        readonly kind: 'segment-rolled';
        readonly partition: PartitionId;
        readonly closed: Segment;
        readonly baseOffset: Offset;
      }
    /**
     * The batch stands at the end of the partition. `stuckBytes`: how much of it counts towards leaving the sticky partition;
     * `turns`: how many of its records took a turn of the round robin.
     */
    | {
        readonly kind: 'batch-appended';
        readonly partition: PartitionId;
        readonly topic: string;
        readonly producer: ProducerId;
        readonly batch: Batch;
        readonly stuckBytes: number;
        readonly turns: number;
      }
    /** The broker or the client refused what a producer wanted to append; nothing was appended. */
    | {
        readonly kind: 'produce-refused';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly error: string;
        readonly message: string;
        readonly stuckBytes: number;
        readonly turns: number;
      }
    /** Retention is looked at again at this instant (on the broker's check interval). */
    | {
        readonly kind: 'retention-planned';
        readonly partition: PartitionId;
        readonly checkAt: Instant | null;
      }
    /** Whole segments went, oldest first, read or unread; the log now starts at `logStartOffset`. */
    | {
        readonly kind: 'segments-deleted';
        readonly partition: PartitionId;
        readonly segments: number;
        readonly logStartOffset: Offset;
        readonly because: 'time' | 'size' | 'start';
      }
    /** delete-records moved the log start; bytes go later, with whole segments. */
    | { readonly kind: 'log-start-moved'; readonly partition: PartitionId; readonly logStartOffset: Offset }
    | {
        readonly kind: 'consumer-opened';
        readonly consumer: ConsumerId;
        readonly group: GroupId | null;
        readonly config: object;
      }
    | { readonly kind: 'consumer-closed'; readonly consumer: ConsumerId }
    /** Its process is gone without a word: no commit, no leave. */
    | { readonly kind: 'consumer-killed'; readonly consumer: ConsumerId }
    /** With no topics: it gave up its subscription, or its own assignment. */
    | { readonly kind: 'subscribed'; readonly consumer: ConsumerId; readonly topics: readonly string[] }
    | {
        readonly kind: 'assigned';
        readonly consumer: ConsumerId;
        readonly partitions: readonly PartitionId[];
      }
    | {
        readonly kind: 'revoked';
        readonly consumer: ConsumerId;
        readonly partitions: readonly PartitionId[];
        readonly lost: boolean;
      }
    | { readonly kind: 'paused'; readonly consumer: ConsumerId; readonly partitions: readonly PartitionId[] }
    /**
     * The next offset this consumer will fetch, moved by anything but reading. Null: sent to the beginning or the end
     * (`resetTo`), and where that is, its next poll finds out.
     */
    | {
        readonly kind: 'position-set';
        readonly consumer: ConsumerId;
        readonly partition: PartitionId;
        readonly position: Offset | null;
        readonly because: 'seek' | 'committed' | 'earliest' | 'latest' | 'by_duration';
        readonly resetTo: 'earliest' | 'latest' | null;
      }
    /** No record is recent enough for its reset policy `by_duration`: no position, and another look at `retryAt`. */
    | {
        readonly kind: 'reset-delayed';
        readonly consumer: ConsumerId;
        readonly partition: PartitionId;
        readonly retryAt: Instant;
      }
    /** The position named an offset that the log does not have: below its start or past its end. */
    | {
        readonly kind: 'out-of-range';
        readonly consumer: ConsumerId;
        readonly partition: PartitionId;
        readonly position: Offset;
        readonly policy: string;
      }
    /** Records [from, to) were handed to the consumer; its position is now `to`. Nothing in the log changed. */
    | {
        readonly kind: 'polled';
        readonly consumer: ConsumerId;
        readonly partition: PartitionId;
        readonly from: Offset;
        readonly to: Offset;
        /** It has fetched up to here and hands these over before it turns to another partition. */
        readonly fetchedTo: Offset;
      }
    /** The group's bookmark in this partition is now `offset`. The records stay. */
    | {
        readonly kind: 'committed';
        readonly group: GroupId;
        readonly partition: PartitionId;
        readonly offset: Offset;
        readonly consumer: ConsumerId | null;
        readonly metadata: string;
      }
    | {
        readonly kind: 'commit-refused';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly error: string;
        readonly message: string;
      }
    /** Somebody moved the group's bookmark by hand. `from`: what it was, null if there was none. */
    | {
        readonly kind: 'offset-reset';
        readonly group: GroupId;
        readonly partition: PartitionId;
        readonly from: Offset | null;
        readonly offset: Offset;
        /** What the tool warns of, e.g. that the offset asked for is outside the log. */
        readonly warning: string | null;
      }
    | { readonly kind: 'reset-refused'; readonly group: GroupId; readonly message: string }
    | { readonly kind: 'group-created'; readonly group: GroupId }
    | { readonly kind: 'group-deleted'; readonly group: GroupId }
    /** A new process is in the group, waiting for the rebalance to include it. */
    | {
        readonly kind: 'member-joined';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly subscription: readonly string[];
      }
    | {
        readonly kind: 'member-rejoined';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly subscription: readonly string[];
      }
    | { readonly kind: 'member-left'; readonly group: GroupId; readonly consumer: ConsumerId }
    /** The coordinator dropped it: heard nothing for the session timeout, or it did not come back in a rebalance. */
    | {
        readonly kind: 'member-expired';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly because: 'session' | 'rebalance';
      }
    /** The client hears that it is no member any more. What it was assigned is lost when it polls next. */
    | { readonly kind: 'member-fenced'; readonly group: GroupId; readonly consumer: ConsumerId }
    /** The client knows that it has to join again, and does so inside its next poll. */
    | {
        readonly kind: 'rejoin-needed';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly because: 'heartbeat' | 'sync' | 'subscription' | 'metadata';
      }
    /** A rebalance starts: everybody has to come back. Joining closes at `completeAt` at the latest. */
    | {
        readonly kind: 'rebalance-began';
        readonly group: GroupId;
        readonly completeAt: Instant;
        /** The group was empty: how much longer than until `completeAt` it may wait for more members. Else null. */
        readonly initialRemainingMs: number | null;
      }
    /** Others came meanwhile, so the empty group's first rebalance waits once more. */
    | {
        readonly kind: 'joining-extended';
        readonly group: GroupId;
        readonly completeAt: Instant;
        readonly initialRemainingMs: number | null;
      }
    /** All who came back form this generation; assignments are being computed by the leader. */
    | {
        readonly kind: 'generation-formed';
        readonly group: GroupId;
        readonly generation: number;
        readonly leader: ConsumerId;
        readonly protocol: string;
      }
    /** The member is told its generation; it asks for its assignment inside its next poll. */
    | { readonly kind: 'join-answered'; readonly group: GroupId; readonly consumer: ConsumerId }
    /** The member asked for its assignment. */
    | { readonly kind: 'member-synced'; readonly group: GroupId; readonly consumer: ConsumerId }
    /** The generation has its assignments: partitions per member. Each gets its own by `assigned`. */
    | {
        readonly kind: 'group-stabilised';
        readonly group: GroupId;
        readonly assignment: Readonly<Record<ConsumerId, readonly PartitionId[]>>;
      }
    | { readonly kind: 'group-emptied'; readonly group: GroupId; readonly generation: number }
    /** The client's next heartbeat that will tell it something new. */
    | {
        readonly kind: 'heartbeat-planned';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly heartbeatAt: Instant;
      }
    /** Its process is gone: the coordinator drops this member then. */
    | {
        readonly kind: 'expiry-planned';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly expiryAt: Instant;
      }
  );
