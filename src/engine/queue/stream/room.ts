// Stream queues as a room: most runs have none.

import type { Room } from '../room.ts';
import { streamFacts } from './apply.ts';
import { growStream } from './chunk.ts';
import { findStart, readStream } from './reading.ts';
import { checkStream } from './retention.ts';

export const streamRoom: Room = {
  rules: {
    'grow-stream': growStream,
    'read-stream': readStream,
    'find-start': findStart,
    'check-stream': checkStream,
  },
  facts: streamFacts,
};
