// Everything that can be asked about topics.

import type { OfLog } from '../of.ts';
import type { TopicChanges } from './settings.ts';

interface NewTopic {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor?: number;
  readonly config?: TopicChanges;
}

export type TopicCommand = OfLog &
  (
    | (NewTopic & { readonly kind: 'create-topic' })
    /** Asked by the rule of plain topics. */
    | (NewTopic & { readonly kind: 'create-checked-topic' })
    | { readonly kind: 'add-partitions'; readonly topic: string; readonly total: number }
    | { readonly kind: 'alter-topic'; readonly topic: string; readonly config: TopicChanges }
    | { readonly kind: 'delete-topic'; readonly topic: string }
    | { readonly kind: 'refresh-metadata'; readonly client: string; readonly topic: string }
  );
