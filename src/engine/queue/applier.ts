// How the changes that facts make are written down: one small function per kind of fact, beside the facts of its subject. None of
// them decides anything; a fact that names an instant puts its consequence on the agenda.

import type { World } from '../world.ts';
import type { QueueState } from './state.ts';

/** What each fact of a subject changes, by the fact's kind. */
export type Appliers<Facts extends { readonly kind: string }> = {
  readonly [Kind in Facts['kind']]: (
    state: QueueState,
    fact: Extract<Facts, { readonly kind: Kind }>,
    world: World,
  ) => void;
};

/** For facts that only tell of something. */
export const nothing = (): void => undefined;
