// Everything that can happen to consumers, as their client libraries see it. What it changes is in apply.ts.

import type { OfLog } from '../of.ts';
import type { ConsumerId, GroupId, Immutable, Instant, Offset } from '../../vocabulary.ts';
import type { PartitionId } from '../storage/state.ts';
import type { SubscriptionPattern } from './state.ts';

export type ConsumerFact = OfLog &
  (
    | {
        readonly kind: 'consumer-opened';
        readonly consumer: ConsumerId;
        readonly group: GroupId | null;
        readonly config: object;
        readonly commitsOnRevoke: boolean;
      }
    | { readonly kind: 'consumer-closed'; readonly consumer: ConsumerId }
    /** It polls; `stays`: and does not come out before something is handed over. Told only while somebody watches for it. */
    | { readonly kind: 'poll-noted'; readonly consumer: ConsumerId; readonly stays: boolean }
    /** It is looked then whether it stays away from poll for too long; null: nobody looks. */
    | { readonly kind: 'poll-limit-set'; readonly consumer: ConsumerId; readonly limitAt: Instant | null }
    /** Its process is gone without a word: no commit, no leave. */
    | { readonly kind: 'consumer-killed'; readonly consumer: ConsumerId }
    /** It is time to commit, for whoever stays in a poll. */
    | { readonly kind: 'auto-commit-due'; readonly consumer: ConsumerId }
    /** This consumer commits by itself: the first poll from this instant on will do so. */
    | { readonly kind: 'auto-commit-planned'; readonly consumer: ConsumerId; readonly nextAt: Instant }
    /** With neither topics nor pattern: it gave up its subscription, or its own assignment. */
    | {
        readonly kind: 'subscribed';
        readonly consumer: ConsumerId;
        readonly topics: readonly string[];
        readonly pattern: Immutable<SubscriptionPattern> | null;
      }
    /** A client that subscribes by pattern looked which topics there are. */
    | { readonly kind: 'topics-matched'; readonly consumer: ConsumerId; readonly topics: readonly string[] }
    /** It reads `partitions` from now on, and nothing else; of those in `added` its listener is told. */
    | {
        readonly kind: 'assigned';
        readonly consumer: ConsumerId;
        readonly partitions: readonly PartitionId[];
        readonly added: readonly PartitionId[];
      }
    /** It reads these no more, and its listener is told; it keeps the others. */
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
    /**
     * The position named an offset that the log does not have: below its start or past its end. Unless the policy is `none`, it has
     * no position now. */
    | {
        readonly kind: 'out-of-range';
        readonly consumer: ConsumerId;
        readonly partition: PartitionId;
        readonly position: Offset;
        readonly policy: string;
      }
    /** A fetch of a consumer of several partitions was answered. What each part has is kept, and handed over in this order. */
    | {
        readonly kind: 'fetched';
        readonly consumer: ConsumerId;
        readonly parts: readonly { readonly partition: PartitionId; readonly to: Offset | null }[];
      }
    /** The broker has less than fetch.min.bytes for it and holds its fetch back: until then, if there is anything at all. */
    | {
        readonly kind: 'fetch-held';
        readonly consumer: ConsumerId;
        readonly since: Instant;
        readonly until: Instant | null;
      }
    /** What was held back comes now, enough or not. */
    | { readonly kind: 'fetch-answered'; readonly consumer: ConsumerId }
    /** Records [from, to) were handed to the consumer; its position is now `to`. Nothing in the log changed. */
    | {
        readonly kind: 'polled';
        readonly consumer: ConsumerId;
        readonly partition: PartitionId;
        readonly from: Offset;
        readonly to: Offset;
        /** It has fetched up to here: what this poll had no room for comes first in the next. */
        readonly fetchedTo: Offset;
      }
  );
