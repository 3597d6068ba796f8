// What changes when queues are declared, purged, and go.

import { Priority, put } from '../../agenda.ts';
import { sizeOf } from '../../payload.ts';
import { createStore } from '../../store.ts';
import type { Appliers } from '../applier.ts';
import type { DeclarationFact } from '../fact.ts';
import { createLine, lineOf, waitingIn } from '../order/line.ts';
import { bySequence, forgetReturns, readySequences } from '../order/ready.ts';
import { changeAll, createSorted, find, remove } from '../order/sorted.ts';
import { createSegments } from '../stream/segment.ts';
import type { Level, Queue, QueueArguments, QueueType } from '../state.ts';

export const declarationFacts: Appliers<DeclarationFact> = {
  'queue-declared': (state, { queue: name, type, durable, autoDelete, owner, args }, { now }) => {
    state.queues[name] = {
      ...{ name, type, durable, autoDelete, owner, args, declaredAt: now },
      messages: createStore(),
      levels: createLevels(type, args),
      returns: createLine(),
      returned: createSorted(),
      turn: 0,
      readyCount: 0,
      readyBytes: 0,
      unackedCount: 0,
      acked: 0,
      deadLettered: 0,
      dropped: 0,
      purged: 0,
      perishable: args['x-message-ttl'] !== undefined,
      expiryPlannedAt: null,
      refusing: false,
      expiresAt: null,
      rotation: [],
      parked: [],
      active: null,
      leaving: false,
      segments: type === 'stream' ? createSegments() : null,
    };
  },
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

/** One level for each priority that there is: up to the highest of a classic queue, normal and high of a quorum queue. */
function createLevels(type: QueueType, args: QueueArguments): Queue['levels'] {
  const count = { classic: (args['x-max-priority'] ?? 0) + 1, quorum: 2, stream: 0 }[type];
  return Array.from({ length: count }, (): Level => ({ line: createLine(), returned: createSorted() }));
}
