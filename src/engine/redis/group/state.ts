// A group of a stream: how far it was handed entries, and which of them nobody has acknowledged. An entry is pending for exactly
// one consumer of the group.

import type { Instant } from '../../vocabulary.ts';
import type { EntryId } from '../stream/state.ts';

export interface Group {
  name: string;
  /** Its readers get what is after this. */
  lastDeliveredId: EntryId;
  /** How many of the stream's entries it has been handed or has passed over; null where Redis cannot tell. */
  entriesRead: number | null;
  /** Consumers by name. They are created by use and stay until they are deleted, connected or not. */
  consumers: Record<string, GroupConsumer>;
  /** By id. */
  pending: Pending[];
}

export interface GroupConsumer {
  name: string;
  /** When it last asked for something. */
  seenAt: Instant;
  /** When something last became pending for it; null: never. */
  activeAt: Instant | null;
}

/** An entry delivered and not acknowledged. Never changed; replaced. */
export interface Pending {
  readonly id: EntryId;
  readonly consumer: string;
  /** May lie before the run began, where a claim said so. */
  readonly deliveredAt: Instant;
  /** Deliveries so far, as far as Redis counts them. */
  readonly deliveries: number;
}
