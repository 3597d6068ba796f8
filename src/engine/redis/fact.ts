// Everything that can happen in a Redis lane, by its subject. A fact says what became true; the apply.ts beside it says what that
// changes.

import type { BlockingFact } from './blocking/fact.ts';
import type { ConnectionFact } from './connection/fact.ts';
import type { GroupFact } from './group/fact.ts';
import type { KeyspaceFact } from './keyspace/fact.ts';
import type { ListFact } from './list/fact.ts';
import type { PubsubFact } from './pubsub/fact.ts';
import type { SortedSetFact } from './sorted-set/fact.ts';
import type { StreamFact } from './stream/fact.ts';

export type RedisFact =
  | ConnectionFact
  | KeyspaceFact
  | ListFact
  | SortedSetFact
  | StreamFact
  | GroupFact
  | BlockingFact
  | PubsubFact;
