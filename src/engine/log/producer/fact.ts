// Everything that can happen to producers, an append aside. What it changes is in apply.ts and batching-apply.ts.

import type { OfLog } from '../of.ts';
import type { Instant, ProducerId } from '../../vocabulary.ts';
import type { LogRecord } from '../storage/state.ts';
import type { SendResult } from './command.ts';

export type ProducerFact = OfLog &
  (
    | {
        /** A client came up. Its settings are complete here, defaults included. */ readonly kind: 'producer-opened';
        readonly producer: ProducerId;
        readonly config: object;
        readonly pid: number;
      }
    /** The producer looked at the topic: how many partitions it now believes in. */
    | {
        readonly kind: 'metadata-refreshed';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly topicId: number;
        readonly partitionCount: number;
        readonly refreshedAt: Instant;
      }
    /** The broker or the client refused what a producer wanted to append; nothing was appended. */
    | {
        readonly kind: 'produce-refused';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly error: string;
        readonly message: string;
        readonly turns: number;
      }
  );

export type BatchingFact = OfLog &
  (
    | { readonly kind: 'producer-closed'; readonly producer: ProducerId }
    /** Keyless records of this producer stick to this partition from now on; used one draw of chance. */
    | {
        readonly kind: 'partition-stuck';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly partition: number;
      }
    /**
     * The record waits in the producer's last batch for this partition, or in one that it begins, within so many bytes
     * (`limitBytes`, else null). The batch grew by `sizeBytes`. It `sticks` where its partition was not its own choice.
     */
    | {
        readonly kind: 'record-queued';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly partition: number;
        readonly record: LogRecord;
        readonly sizeBytes: number;
        readonly limitBytes: number | null;
        readonly sticks: boolean;
        readonly inTurn: boolean;
      }
    /** A record found no room in the last batch for this partition: none joins it any more. */
    | {
        readonly kind: 'batch-closed';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly partition: number;
      }
    /** A batch that was begun now has waited for linger.ms then. */
    | { readonly kind: 'linger-planned'; readonly producer: ProducerId; readonly lingerUntil: Instant }
    /** The first batch that waited for this partition went out: what became of each record, by its ticket. */
    | {
        readonly kind: 'batch-sent';
        readonly producer: ProducerId;
        readonly topic: string;
        readonly partition: number;
        readonly tickets: readonly number[];
        readonly results: readonly SendResult[];
      }
  );
