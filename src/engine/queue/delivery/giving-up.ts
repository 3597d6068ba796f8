// Giving up a delivery, as far as every run has to know of it: it is asked for. What becomes of the message is in dead-letter.ts.

import type { Context } from '../../broker.ts';
import type { LaneId } from '../../vocabulary.ts';
import type { ClientId, DeathReason } from '../state.ts';
import type { Held } from './delivery.ts';

/** Gives the queues that got a copy. `failed`: it counts as a failure, where the queue counts them. */
export const giveUp = (
  context: Context,
  lane: LaneId,
  holder: ClientId,
  held: Held,
  reason: DeathReason,
  failed: boolean,
): readonly string[] =>
  context.ask({
    ...{ of: 'queue', kind: 'give-up', lane, holder, held, reason, failed },
  }) as readonly string[];
