// What changes when streams go on in new segments and let old ones go.

import { Priority, put } from '../../agenda.ts';
import { sizeOf } from '../../payload.ts';
import { append } from '../../store.ts';
import type { Appliers } from '../applier.ts';
import type { StreamFact } from '../fact.ts';
import { NOTE } from './chunk.ts';
import { FILE_HEADER, firstSequence } from './segment.ts';

export const streamFacts: Appliers<StreamFact> = {
  'stream-segment-begun': (state, { queue: name }) => {
    const { messages, segments } = state.queues[name]!;
    append(segments!.closed, segments!.active);
    segments!.active = { base: messages.length, bytes: FILE_HEADER + NOTE, lastAt: 0 };
  },
  'stream-grown': (state, { queue, bytes }, { now }) => {
    const { active } = state.queues[queue]!.segments!;
    active.bytes += bytes;
    active.lastAt = now;
  },
  'stream-segments-deleted': (state, { queue: name, segments }) => {
    const queue = state.queues[name]!;
    const before = firstSequence(queue);
    queue.segments!.firstClosed += segments;
    for (let sequence = before; sequence < firstSequence(queue); sequence++) {
      queue.readyCount--;
      queue.readyBytes -= sizeOf(queue.messages.items[sequence]!.body);
    }
  },
  'stream-check-planned': (state, { lane, queue, at }, world) => {
    state.queues[queue]!.segments!.checkAt = at;
    put(world.agenda, at, Priority.timer, { of: 'queue', lane, kind: 'check-stream', queue });
  },
};
