// Everything that can be asked of share groups and their consumers, and what they answer.

import type { Origin } from '../../../clients/adapter.ts';
import type { WorkerId } from '../../../clients/state.ts';
import type { Refusal } from '../../../command.ts';
import type {
  ConsumerId,
  GroupId,
  Instant,
  Offset,
  Payload,
  SendId,
  Timestamp,
} from '../../../vocabulary.ts';
import type { OfLog } from '../../of.ts';
import type { Settings } from '../../settings.ts';
import type { LogRecord, PartitionId } from '../../storage/state.ts';
import type { AcknowledgeType } from './client-state.ts';

export type ShareGroupCommand = OfLog & (ShareConsumerCommand | ShareAdminCommand | ShareTimerCommand);

/** What a share consumer's application calls. */
type ShareConsumerCommand =
  | {
      readonly kind: 'open-share-consumer';
      readonly consumer: ConsumerId;
      readonly group: GroupId;
      readonly config?: Settings;
    }
  /** Sends what it has said of its records and gives back the others; or is gone without a word. */
  | { readonly kind: 'close-share-consumer' | 'kill-share-consumer'; readonly consumer: ConsumerId }
  /** Becomes a member of its group inside the polls that follow; no topics: leaves it. */
  | { readonly kind: 'subscribe-share'; readonly consumer: ConsumerId; readonly topics: readonly string[] }
  /**
   * One poll. Hands over records that it holds from then on. Answers `SharePollAnswer`. Whoever holds a poll open (`stays`) polls again
   * after the facts `share-heartbeat-answered` with something `told`, `records-settled` and `batch-appended` in what it reads.
   */
  | { readonly kind: 'share-poll'; readonly consumer: ConsumerId; readonly stays?: boolean }
  /** Says what becomes of a record in hand; that goes to the broker with the next poll or commit. */
  | {
      readonly kind: 'acknowledge';
      readonly consumer: ConsumerId;
      readonly partition: PartitionId;
      readonly offset: Offset;
      readonly type: AcknowledgeType;
    }
  /** Sends what it has said. Answers `ShareCommitAnswer`. */
  | { readonly kind: 'share-commit'; readonly consumer: ConsumerId };

/** What an administrator asks; the group must have no members. */
type ShareAdminCommand =
  | {
      readonly kind: 'alter-share-offsets';
      readonly group: GroupId;
      readonly offsets: Readonly<Record<PartitionId, Offset>>;
    }
  /** Forgets all that is known of these topics' partitions. */
  | { readonly kind: 'delete-share-offsets'; readonly group: GroupId; readonly topics: readonly string[] }
  | { readonly kind: 'delete-share-group'; readonly group: GroupId };

/** What the agenda brings back, and what others tell. */
type ShareTimerCommand =
  | { readonly kind: 'send-share-heartbeat'; readonly group: GroupId; readonly consumer: ConsumerId }
  | { readonly kind: 'end-share-session'; readonly group: GroupId; readonly consumer: ConsumerId }
  | { readonly kind: 'check-share-poll-limit'; readonly consumer: ConsumerId }
  | { readonly kind: 'check-locks'; readonly group: GroupId; readonly partition: PartitionId }
  /** What a worker that reads by a share group does with its broker; see worker.ts. `start` answers as opening does. */
  | {
      readonly kind: 'as-share-worker';
      readonly act: 'start' | 'look' | 'is-busy' | 'accept' | 'give-back';
      readonly worker: WorkerId;
      /** `is-busy`: until when. */
      readonly until: Instant;
      /** What it has done, or does not want; null of other acts. */
      readonly origin: Origin | null;
      /** Whether others may have that. */
      readonly requeue: boolean;
    }
  /** Something may have become available in a partition for those who ask for it. */
  | { readonly kind: 'serve-asking'; readonly partition: PartitionId }
  /** Topics that members of the group want, or its settings, may have changed. */
  | { readonly kind: 'notice-share-topics'; readonly group: GroupId };

/** What a poll hands over. */
export interface SharePollAnswer {
  readonly records: readonly SharedRecord[];
}

export interface SharedRecord {
  readonly partition: PartitionId;
  readonly offset: Offset;
  readonly deliveryCount: number;
  readonly key: Payload | null;
  readonly value: Payload | null;
  readonly timestamp: Timestamp;
  readonly headers?: LogRecord['headers'] | undefined;
  readonly send?: SendId | undefined;
}

/** By partition: null, or why the broker did not take what was said of its records, all of it. */
export type ShareCommitAnswer = Readonly<Record<PartitionId, Refusal | null>>;
