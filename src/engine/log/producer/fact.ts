// Everything that can happen to producers, an append aside. What it changes is in apply.ts.

import type { OfLog } from '../of.ts';
import type { Instant, ProducerId } from '../../vocabulary.ts';

export type ProducerFact = OfLog &
  (
    | {
        /** A client came up. Its settings are complete here, defaults included. */ readonly kind: 'producer-opened';
        readonly producer: ProducerId;
        readonly config: object;
        readonly pid: number;
      }
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
  );
