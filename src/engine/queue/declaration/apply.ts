// What changes when queues are declared.

import { createStore } from '../../store.ts';
import type { Appliers } from '../applier.ts';
import type { DeclarationFact } from '../fact.ts';
import { createLine } from '../order/line.ts';
import { createSorted } from '../order/sorted.ts';
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
};

/** One level for each priority that there is: up to the highest of a classic queue, normal and high of a quorum queue. */
function createLevels(type: QueueType, args: QueueArguments): Queue['levels'] {
  const count = { classic: (args['x-max-priority'] ?? 0) + 1, quorum: 2, stream: 0 }[type];
  return Array.from({ length: count }, (): Level => ({ line: createLine(), returned: createSorted() }));
}
