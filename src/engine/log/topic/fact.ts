// Everything that can happen to topics. What it changes is in apply.ts and change-apply.ts.

import type { OfLog } from '../of.ts';
import type { TopicConfig } from './config.ts';
import type { Topic } from './state.ts';

export type TopicFact = OfLog & { readonly kind: 'topic-created'; readonly topic: Topic };

export type TopicChangeFact = OfLog &
  (
    | { readonly kind: 'partitions-added'; readonly topic: string; readonly total: number }
    | {
        readonly kind: 'topic-configured';
        readonly topic: string;
        readonly config: Partial<TopicConfig>;
        readonly overrides: string[];
      }
    | { readonly kind: 'topic-deleted'; readonly topic: string }
  );
