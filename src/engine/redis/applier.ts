// How the changes that facts make are written down: one small function per kind of fact, beside the facts of its subject. None of
// them decides anything; a fact that names an instant puts its consequence on the agenda.

import { Priority, put } from '../agenda.ts';
import type { Instant } from '../vocabulary.ts';
import type { World } from '../world.ts';
import type { RedisCommand } from './command.ts';
import type { RedisState } from './state.ts';

/** What each fact of a subject changes, by the fact's kind. */
export type Appliers<Facts extends { readonly kind: string }> = {
  readonly [Kind in Facts['kind']]: (
    world: World,
    state: RedisState,
    fact: Extract<Facts, { readonly kind: Kind }>,
  ) => void;
};

/** Puts a command of the server's clock on the agenda. */
export const later = (world: World, at: Instant, command: RedisCommand): void =>
  put(world.agenda, at, Priority.timer, command);
