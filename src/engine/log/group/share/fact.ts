// Everything that can happen to share groups, to the partitions that they read, and to share consumers. What it changes is in apply.ts,
// and in record-apply.ts for records.

import type { Refusal } from '../../../command.ts';
import type { ConsumerId, GroupId, Instant, Offset } from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { AcknowledgeType, HeldRecord, ShareConsumerConfig, ShareFetched } from './client-state.ts';
import type { ShareRecordState } from './state.ts';

export type ShareGroupFact = ShareCoordinatorFact | ShareClientFact | ShareRecordFact;

/** What the coordinator did. */
export type ShareCoordinatorFact = OfLog &
  (
    | { readonly kind: 'share-group-created'; readonly group: GroupId }
    /** A new member, with nothing yet. */
    | { readonly kind: 'share-member-joined'; readonly group: GroupId; readonly consumer: ConsumerId }
    | {
        readonly kind: 'share-member-subscribed';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly topics: readonly string[];
      }
    | {
        readonly kind: 'share-member-removed';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly because: 'left' | 'session';
      }
    /** Something changed that the target has to follow. */
    | {
        readonly kind: 'share-epoch-bumped';
        readonly group: GroupId;
        readonly groupEpoch: number;
        readonly topicsSeen: Readonly<Record<string, string>>;
      }
    /** State was set up for partitions that nobody in the group had before; from now on they are dealt out. */
    | {
        readonly kind: 'share-partitions-set-up';
        readonly group: GroupId;
        readonly partitions: readonly PartitionId[];
        readonly groupEpoch: number;
      }
    /** The assignor ran: who is to have what. Each member gets it with its own heartbeat. */
    | {
        readonly kind: 'share-target-computed';
        readonly group: GroupId;
        readonly targetEpoch: number;
        readonly target: Readonly<Record<ConsumerId, readonly PartitionId[]>>;
      }
    /** Nothing will be heard of this member any more: it is dropped then. */
    | {
        readonly kind: 'share-session-end-planned';
        readonly group: GroupId;
        readonly consumer: ConsumerId;
        readonly expiryAt: Instant;
      }
    | {
        readonly kind: 'share-offsets-altered';
        readonly group: GroupId;
        readonly partition: PartitionId;
        readonly startOffset: Offset;
      }
    | {
        readonly kind: 'share-offsets-deleted';
        readonly group: GroupId;
        readonly partitions: readonly PartitionId[];
      }
  );

/** What a share consumer's client library did. */
export type ShareClientFact = OfLog & { readonly consumer: ConsumerId } & (
    | {
        readonly kind: 'share-consumer-opened';
        readonly group: GroupId;
        readonly config: ShareConsumerConfig;
      }
    | { readonly kind: 'share-consumer-closed' }
    /** Its process is gone, and with it its connections. */
    | { readonly kind: 'share-consumer-killed' }
    | { readonly kind: 'share-subscribed'; readonly topics: readonly string[] }
    /** A heartbeat and its answer; `told` is what it has from now on, null if that is nothing new. */
    | {
        readonly kind: 'share-heartbeat-answered';
        readonly group: GroupId;
        readonly memberEpoch: number;
        readonly told: readonly PartitionId[] | null;
        readonly said: readonly string[];
        readonly heartbeatIntervalMs: number;
      }
    /** Its next heartbeat that will tell something new, to it or to its coordinator. */
    | {
        readonly kind: 'share-heartbeat-planned';
        readonly group: GroupId;
        readonly heartbeatAt: Instant;
      }
    /** It is no member any more: it left, was dropped (and joins again by itself), or has not polled for too long. */
    | { readonly kind: 'share-membership-ended'; readonly because: 'left' | 'dropped' | 'stalled' }
    /** It was refused for good, which its next poll throws. */
    | { readonly kind: 'share-membership-failed'; readonly failure: Refusal }
    | { readonly kind: 'share-failure-thrown' }
    /** There was nothing for it: it goes on asking in the background, until something comes. */
    | { readonly kind: 'share-asked' }
    /** A fetch was answered: what the broker gave to this consumer. */
    | { readonly kind: 'share-fetched'; readonly parts: readonly ShareFetched[] }
    /** A poll handed records over; `fetched` is what is left of what was fetched, `fresh` whether this poll fetched it. */
    | {
        readonly kind: 'share-polled';
        readonly held: readonly HeldRecord[];
        readonly fetched: readonly ShareFetched[];
        readonly fresh: boolean;
      }
    /** The application said what is to become of a record in hand. */
    | {
        readonly kind: 'record-acknowledged';
        readonly partition: PartitionId;
        readonly offset: Offset;
        readonly type: AcknowledgeType;
      }
    /**
     * What was said of records in hand went to the broker. `held`: those of which nothing was said; `renewed`: those that the broker leaves
     * with it for longer.
     */
    | {
        readonly kind: 'acknowledgements-sent';
        readonly held: readonly HeldRecord[];
        readonly renewed: readonly HeldRecord[];
      }
    | { readonly kind: 'share-poll-noted'; readonly stays: boolean }
    | { readonly kind: 'share-poll-limit-set'; readonly limitAt: Instant | null }
  );

/** What happened to the records of a partition, as far as one share group goes. */
export type ShareRecordFact = OfLog & { readonly group: GroupId; readonly partition: PartitionId } & (
    | { readonly kind: 'share-partition-opened'; readonly startOffset: Offset }
    /** Records are in a member's hands, and in nobody else's, until the lock runs out. */
    | {
        readonly kind: 'records-acquired';
        readonly consumer: ConsumerId;
        readonly lockedUntil: Instant;
        readonly runs: readonly InFlightRun[];
        readonly startOffset: Offset;
        readonly endOffset: Offset;
      }
    /**
     * Records changed their state, all of which is written down but where the log alone was the reason. `consumer`: who had them; null
     * where the group has lost them otherwise.
     */
    | {
        readonly kind: 'records-settled';
        readonly consumer: ConsumerId | null;
        readonly because: SettledBecause;
        readonly runs: readonly SettledRun[];
      }
    /** A member keeps what it has for longer. Nothing is written down. */
    | {
        readonly kind: 'locks-renewed';
        readonly consumer: ConsumerId;
        readonly lockedUntil: Instant;
        readonly runs: readonly InFlightRun[];
      }
    /** What is below is done, or gone from the log. `dropped`: so many batches are not in flight any more. */
    | {
        readonly kind: 'share-start-moved';
        readonly startOffset: Offset;
        readonly endOffset: Offset;
        readonly dropped: number;
        readonly doneRecords: number;
      }
    | { readonly kind: 'locks-check-planned'; readonly checkAt: Instant | null }
  );

export type SettledBecause = 'acknowledged' | 'lock' | 'session' | 'log' | 'aborted';

/** Offsets in a row of one batch in flight. */
export interface InFlightRun {
  /** The batch that they are of, by its first and last offset. */
  readonly batch: Offset;
  readonly batchEnd: Offset;
  readonly firstOffset: Offset;
  readonly lastOffset: Offset;
  /** How often they have been given to a member now. */
  readonly deliveryCount: number;
  /** They go their own way from now on: the batch keeps a state for each of its offsets. */
  readonly apart: boolean;
}

export interface SettledRun extends InFlightRun {
  readonly state: ShareRecordState;
}
