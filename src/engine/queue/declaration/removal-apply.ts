// What changes when queues are purged, or go, or lose what was not on disk.

import { Priority, put } from '../../agenda.ts';
import { sizeOf } from '../../payload.ts';
import type { Appliers } from '../applier.ts';
import type { RemovalFact } from '../fact.ts';
import { lineOf, waitingIn } from '../order/line.ts';
import { readySequences } from '../order/listing.ts';
import { bySequence, forgetReturns } from '../order/ready.ts';
import { changeAll, createSorted, find, remove } from '../order/sorted.ts';

export const removalFacts: Appliers<RemovalFact> = {
  'queue-deleted': (state, { queue }) => {
    delete state.queues[queue];
    state.bindings = state.bindings.filter((binding) => binding.queue !== queue);
    for (const client in state.channels)
      changeAll(state.channels[client]!.unacked, (one) =>
        one.queue === queue ? { ...one, queue: null, consumer: null } : one,
      );
  },
  'queue-purged': (state, fact) => {
    const queue = state.queues[fact.queue]!;
    for (const sequence of readySequences(queue)) forgetReturns(queue, sequence);
    for (const { line } of queue.levels) line.head = line.entries.length;
    for (const level of queue.levels) level.returned = createSorted();
    queue.returns.head = queue.returns.entries.length;
    queue.readyCount = 0;
    queue.readyBytes = 0;
    queue.purged += fact.removed;
  },
  'queue-expiry-planned': (state, { lane, queue, at }, world) => {
    state.queues[queue]!.expiresAt = at;
    put(world.agenda, at, Priority.timer, { of: 'queue', lane, kind: 'expire-queue', queue });
  },
  'transients-lost': (state, { queue: name, sequences }) => {
    const queue = state.queues[name]!;
    const lost = new Set(sequences);
    for (const level of queue.levels) {
      level.line = lineOf(waitingIn(level.line, Infinity).filter((sequence) => !lost.has(sequence)));
      for (const sequence of sequences)
        if (find(level.returned, sequence, bySequence) !== undefined)
          remove(level.returned, sequence, bySequence);
    }
    for (const sequence of sequences) queue.readyBytes -= sizeOf(queue.messages.items[sequence]!.body);
    queue.readyCount -= sequences.length;
    queue.dropped += sequences.length;
  },
};
