// What changes when messages go that nobody acked, and when that is looked for next.

import { Priority, put } from '../../agenda.ts';
import type { Appliers } from '../applier.ts';
import type { LossFact } from '../fact.ts';
import { enter, forgetReturns, take } from '../order/ready.ts';
import type { QueueState } from '../state.ts';
import { letActivate, release } from './apply.ts';

export const lossFacts: Appliers<LossFact> = {
  'dead-lettered': (state, fact) => {
    withdraw(state, fact);
    state.queues[fact.queue]!.deadLettered++;
    for (const name of fact.queues) enter(state.queues[name]!, fact.message);
  },
  dropped: (state, fact) => {
    withdraw(state, fact);
    state.queues[fact.queue]!.dropped++;
  },
  'refused-dead-lettered': (state, { queues, message }) => {
    for (const name of queues) enter(state.queues[name]!, message);
  },
  'expiry-planned': (state, { lane, queue, at }, world) => {
    state.queues[queue]!.expiryPlannedAt = at;
    put(world.agenda, at, Priority.timer, { of: 'queue', lane, kind: 'expire-messages', queue });
  },
  'refusing-set': (state, { queue, refusing }) => {
    state.queues[queue]!.refusing = refusing;
  },
};

/** Takes a message that is given up out of its holder's hands, or from where it lay ready. */
function withdraw(
  state: QueueState,
  fact: { queue: string; sequence: number; client: string | null; tag: number },
): void {
  const { queue, sequence, client, tag } = fact;
  if (client === null) take(state.queues[queue]!, sequence);
  else {
    release(state, { queue, client, tag });
    letActivate(state.queues[queue]!);
  }
  forgetReturns(state.queues[queue]!, sequence);
}
