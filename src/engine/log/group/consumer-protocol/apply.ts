// What each fact about groups of the consumer protocol and their members changes.

import type { ConsumerGroup } from './state.ts';

/** A group that has no members and never had any. Kafka 4.3: its epoch begins at 1, so that the first member gets 2. */
export const emptyConsumerGroup = (id: string): ConsumerGroup => ({
  id,
  type: 'consumer',
  state: 'Empty',
  groupEpoch: 1,
  targetEpoch: 1,
  assignor: 'uniform',
  members: [],
  offsets: {},
  offsetsCheckAt: null,
});
