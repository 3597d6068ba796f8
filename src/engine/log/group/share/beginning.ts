// How share groups, their partitions and share consumers begin.

import type { ConsumerId, GroupId, Instant } from '../../../vocabulary.ts';
import type { PartitionId } from '../../storage/state.ts';
import type { ShareConsumer, ShareConsumerConfig } from './client-state.ts';
import type { ShareGroup, SharePartition } from './state.ts';

/** A group that has no members and never had any. Kafka 4.3: its epoch begins at 1, so that the first member gets 2. */
export const emptyShareGroup = (id: GroupId): ShareGroup => ({
  id,
  type: 'share',
  state: 'Empty',
  groupEpoch: 1,
  targetEpoch: 0,
  targetAt: null,
  topicsSeen: {},
  members: [],
  asking: [],
  partitions: {},
  offsets: {},
  offsetsCheckAt: null,
});

/** A partition of which a group knows nothing yet. */
export const emptySharePartition = (id: PartitionId): SharePartition => ({
  id,
  open: false,
  startOffset: 0,
  endOffset: 0,
  inFlight: [],
  availableRecords: 0,
  doneRecords: 0,
  written: null,
  locksCheckAt: null,
});

export const newShareConsumer = (
  id: ConsumerId,
  group: GroupId,
  config: ShareConsumerConfig,
  now: Instant,
): ShareConsumer => ({
  id,
  group,
  config,
  subscription: [],
  assignment: [],
  state: 'Unsubscribed',
  memberEpoch: -1,
  said: [],
  heartbeatAt: 0,
  heartbeatIntervalMs: 0,
  nextHeartbeatAt: null,
  failure: null,
  asking: false,
  fetched: [],
  held: [],
  renewed: [],
  fetches: 0,
  polledAt: now,
  inPoll: false,
  pollLimitAt: null,
  open: true,
});
