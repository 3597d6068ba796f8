// Everything that can happen in a log lane, by its subject. A fact says what became true; the apply.ts beside it says what that
// changes.

import type { TopicChangeFact, TopicFact } from './topic/fact.ts';
import type { CleaningFact, StorageFact } from './storage/fact.ts';
import type { BatchingFact, ProducerFact } from './producer/fact.ts';
import type { ConsumerFact } from './consumer/fact.ts';
import type { ClassicGroupFact } from './group/classic/fact.ts';
import type { ConsumerGroupFact } from './group/consumer-protocol/fact.ts';
import type { ShareGroupFact } from './group/share/fact.ts';
import type { GroupFact } from './group/fact.ts';
import type { ProducerStateFact } from './producer-state/fact.ts';
import type { TransactionFact } from './transaction/fact.ts';

export type LogFact =
  | TopicFact
  | TopicChangeFact
  | StorageFact
  | CleaningFact
  | ProducerFact
  | BatchingFact
  | ConsumerFact
  | GroupFact
  | ClassicGroupFact
  | ConsumerGroupFact
  | ShareGroupFact
  | ProducerStateFact
  | TransactionFact;

/** One fact by its kind. */
export type LogFactOf<Kind extends LogFact['kind']> = Extract<LogFact, { readonly kind: Kind }>;
