// Producers' batches as a room: workers' sends go without, as long as each has a key and so a partition of its own.

import type { Room } from '../room.ts';
import { batchingFacts } from './batching-apply.ts';
import { closeProducer, endLinger, flush, produce, send } from './batching.ts';

export const batchingRoom: Room = {
  rules: { produce, send, flush, 'end-linger': endLinger, 'close-producer': closeProducer },
  facts: batchingFacts,
};
