// Everything that can happen. A run's journal is a list of these, and a world is the fold of a prefix of it.

import type { ClientsFact } from './clients/fact.ts';
import type { Command } from './command.ts';
import type { DirectFact } from './direct/fact.ts';
import type { LogFact } from './log/fact.ts';
import type { QueueFact } from './queue/fact.ts';
import type { RedisFact } from './redis/fact.ts';
import type { Instant } from './vocabulary.ts';

export type Fact = AgendaFact | ClientsFact | LogFact | QueueFact | RedisFact | DirectFact;

export type AgendaFact =
  /** The earliest entry of the agenda came due: it is taken off, and the clock shows its instant. */
  | { readonly of: 'agenda'; readonly kind: 'due' }
  /** Time passed without anything being due in it. */
  | { readonly of: 'agenda'; readonly kind: 'waited'; readonly until: Instant }
  | { readonly of: 'agenda'; readonly kind: 'planned'; readonly at: Instant; readonly command: Command };

/** The same object in every journal: it says nothing but "next". */
export const DUE: Fact = Object.freeze({ of: 'agenda', kind: 'due' } as const);
