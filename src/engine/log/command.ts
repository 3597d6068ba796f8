// Everything that can be asked of a log lane: what clients do (they answer at once and take no time), and what the agenda
// brings back when it is due.

import type { Refusal } from '../command.ts';
import type { LogRecord, PartitionId } from './state.ts';
import type {
  ConsumerId,
  GroupId,
  LaneId,
  Offset,
  Payload,
  ProducerId,
  SendId,
  Timestamp,
} from '../vocabulary.ts';

interface Of {
  readonly of: 'log';
  readonly lane: LaneId;
}

/** Settings by Kafka's names, as a client or tool would write them. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** A record as a producer hands it over. */
export interface NewRecord {
  readonly key?: Payload | null;
  readonly value?: Payload | null;
  /** A partition number, where the sender decides it. */
  readonly partition?: number;
  /** Absent: the producer's clock, now. */
  readonly timestamp?: Timestamp;
  readonly headers?: readonly (readonly [string, Payload | null])[];
  readonly send?: SendId;
}

/** Where a reset sends a group: the forms of `kafka-consumer-groups --reset-offsets`. */
export type ResetTarget =
  | 'earliest'
  | 'latest'
  | 'current'
  | { readonly offset: Offset }
  | { readonly shift: number }
  | { readonly time: Timestamp };

/** An offset to commit, with the note that Kafka keeps beside it. */
export type CommitOffset = Offset | { readonly offset: Offset; readonly metadata?: string };

/**
 * Every command may be answered by a `Refusal` that names Kafka's exception; what else is answered stands with each.
 * Where nothing stands, it is `{}`.
 */
export type LogCommand = Of &
  (
    | {
        readonly kind: 'create-topic';
        readonly topic: string;
        readonly partitions: number;
        readonly config?: Settings;
      }
    | { readonly kind: 'add-partitions'; readonly topic: string; readonly total: number }
    | { readonly kind: 'alter-topic'; readonly topic: string; readonly config: Settings }
    | { readonly kind: 'delete-topic'; readonly topic: string }
    | { readonly kind: 'open-producer'; readonly producer: ProducerId; readonly config?: Settings }
    | { readonly kind: 'close-producer'; readonly producer: ProducerId }
    /** Sends the records and flushes: one batch per partition, cut only by `batch.size`. Answers `ProduceAnswer`. */
    | {
        readonly kind: 'produce';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly records: readonly NewRecord[];
      }
    /** By partition number; -1 is the log end. Answers `DeletedRecords`. */
    | {
        readonly kind: 'delete-records';
        readonly topic: string;
        readonly before: Readonly<Record<string, Offset>>;
      }
    /** Answers `{ 't-0': FoundOffset }`. */
    | {
        readonly kind: 'list-offsets';
        readonly topic: string;
        readonly at: 'earliest' | 'latest' | 'max-timestamp' | Timestamp;
      }
    | {
        readonly kind: 'open-consumer';
        readonly consumer: ConsumerId;
        readonly group?: GroupId;
        readonly config?: Settings;
      }
    | { readonly kind: 'close-consumer' | 'kill-consumer'; readonly consumer: ConsumerId }
    /** Reads exactly these partitions, as no member of any group; none: as after `unsubscribe`. */
    | { readonly kind: 'assign'; readonly consumer: ConsumerId; readonly partitions: readonly PartitionId[] }
    /** Becomes a member of its group inside the polls that follow; no topics: as after `unsubscribe`. */
    | { readonly kind: 'subscribe'; readonly consumer: ConsumerId; readonly topics: readonly string[] }
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
     * Answers `PollAnswer` or `PollRefusal`. Whoever holds a poll open polls again after the facts `rejoin-needed`,
     * `join-answered`, `member-fenced`, `assigned`, `position-set`, and `batch-appended` to what it reads.
     */
    | { readonly kind: 'poll'; readonly consumer: ConsumerId }
    /** Finds a position for what has none, as a poll does. Answers `{ 't-0': Offset | null }` or `PollRefusal`. */
    | { readonly kind: 'positions'; readonly consumer: ConsumerId }
    /** Without `offsets`: the positions of all assigned partitions. */
    | {
        readonly kind: 'commit';
        readonly consumer: ConsumerId;
        readonly offsets?: Readonly<Record<PartitionId, CommitOffset>>;
      }
    /** Answers `{ 't-0': FoundOffset | null }`. */
    | {
        readonly kind: 'offsets-for-times';
        readonly consumer: ConsumerId;
        readonly times: Readonly<Record<PartitionId, Timestamp>>;
      }
    /**
     * All partitions of `topic`, the `partitions` named, or those with a commit. Answers `{ 't-0': Offset }`; a `Refusal` of it
     * has the first line that the tool prints as its error.
     */
    | {
        readonly kind: 'reset-offsets';
        readonly group: GroupId;
        readonly topic?: string;
        readonly partitions?: readonly PartitionId[];
        readonly to: ResetTarget;
      }
    // due from the agenda
    | { readonly kind: 'check-retention'; readonly partition: PartitionId }
    | { readonly kind: 'refresh-metadata'; readonly client: string; readonly topic: string }
    | { readonly kind: 'retry-reset'; readonly consumer: ConsumerId; readonly partition: PartitionId }
    | { readonly kind: 'heartbeat'; readonly group: GroupId; readonly consumer: ConsumerId }
    | { readonly kind: 'expire-member'; readonly group: GroupId; readonly consumer: ConsumerId }
    | { readonly kind: 'close-joining'; readonly group: GroupId; readonly rebalance: number }
  );

/** One command by its kind, for the rules that answer it. */
export type LogCommandOf<Kind extends LogCommand['kind']> = Extract<LogCommand, { readonly kind: Kind }>;

/** What became of the records of one `produce`, in their order. */
export interface ProduceAnswer {
  readonly appended: readonly (Appended | Refusal)[];
}

export interface Appended {
  readonly partition: number;
  readonly offset: Offset;
}

/** Per partition number: the log start, or why it did not move. */
export interface DeletedRecords {
  readonly low: Readonly<Record<string, Offset | Refusal>>;
}

/** An offset found, with its record's timestamp where it was found by one; -1 where there is none. */
export interface FoundOffset {
  readonly offset: Offset;
  readonly timestamp?: Timestamp;
}

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
