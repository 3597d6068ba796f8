// How groups of the consumer protocol, and a consumer's membership in one, begin, and what is known of a membership from outside.
// All that is there without the protocol's room.

import type { Immutable } from '../../../vocabulary.ts';
import type { Consumer } from '../../consumer/state.ts';
import type { ConsumerGroup, Membership } from './state.ts';

/** A group that has no members and never had any. Kafka 4.3: its epoch begins at 1, so that the first member gets 2. */
export const emptyConsumerGroup = (id: string): ConsumerGroup => ({
  id,
  type: 'consumer',
  state: 'Empty',
  groupEpoch: 1,
  targetEpoch: 0,
  targetAt: null,
  topicsSeen: {},
  matches: {},
  matchedAt: null,
  topicsCreated: 0,
  members: [],
  offsets: {},
  offsetsCheckAt: null,
});

/** The membership of a consumer that has not joined yet. */
export const noMembership = (): Membership => ({
  state: 'Unsubscribed',
  told: null,
  said: { topics: [], pattern: null },
  heartbeatAt: 0,
  heartbeatIntervalMs: 0,
  nextHeartbeatAt: null,
  failure: null,
});

/** Whether a client heartbeats: it is a member as far as it knows, and still runs. */
export const heartbeats = ({ open, membership }: Immutable<Consumer>): boolean =>
  open && (membership?.state === 'Reconciling' || membership?.state === 'Stable');
