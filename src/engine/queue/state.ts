// What a RabbitMQ broker knows: exchanges, bindings, queues, and the connections, channels and consumers of its clients.
// Plain data; rules stand in the files named after the nouns, changes in apply.ts.

import type { Store } from '../store.ts';
import type { ConsumerId, Immutable, Instant, LaneId, Payload, SendId } from '../vocabulary.ts';
import type { ReadonlyWorld } from '../world.ts';
import type { Sorted } from './sorted.ts';

/** A client of the broker: one connection with one channel. */
export type ClientId = string;

export interface QueueState {
  /** By name; the default exchange `""` is implied and not in here. */
  exchanges: Record<string, Exchange>;
  bindings: Binding[];
  queues: Record<string, Queue>;
  channels: Record<ClientId, Channel>;
  /** Registered consumers by consumer tag. */
  consumers: Record<ConsumerId, QueueConsumer>;
}

export type ExchangeType = 'direct' | 'fanout';

export interface Exchange {
  name: string;
  type: ExchangeType;
}

export interface Binding {
  readonly exchange: string;
  readonly queue: string;
  readonly key: string;
}

export interface Queue {
  name: string;
  durable: boolean;
  args: QueueArguments;
  /** Everything that ever entered, in order. A message's sequence is its index here. */
  messages: Store<Message>;
  /** Ready messages are those from `head` on, and those in `returned`. */
  head: number;
  /** Sequences below `head` that are ready again: a returned message takes its original place. All of them were delivered
   *  before, and nothing from `head` on was, so this is the redelivered flag too. */
  returned: Sorted<number>;
  /** Messages delivered and not settled; the channels say who holds which. */
  unackedCount: number;
  /** Messages that left by ack (or were delivered with noAck), by dead-lettering, dropped, or purged. */
  acked: number;
  deadLettered: number;
  dropped: number;
  purged: number;
  /** Consumers in the order in which they are offered the next message; full ones may be parked aside. */
  rotation: ConsumerId[];
  /** Consumers that were found full when it was their turn; they come back at the end once they have room. */
  parked: ConsumerId[];
}

/** Arguments of a declaration that change what a queue does. Others are kept and change nothing. */
export interface QueueArguments {
  readonly 'x-dead-letter-exchange'?: string;
  readonly 'x-dead-letter-routing-key'?: string;
}

/** A message as it lies in one queue. Never changed after it entered. */
export interface Message {
  readonly body: Payload;
  readonly exchange: string;
  readonly key: string;
  /** As its publisher gave them; what deaths add is in `deaths`. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly persistent: boolean;
  /** When it entered this queue. */
  readonly publishedAt: Instant;
  readonly send?: SendId;
  /** Where and why it was dead-lettered, newest first; one entry per queue and reason. */
  readonly deaths?: readonly Death[];
  /** Queue and reason of the very first of `deaths`. */
  readonly firstDeath?: { readonly queue: string; readonly reason: DeathReason };
}

export type DeathReason = 'rejected' | 'expired' | 'maxlen' | 'delivery_limit';

/** An entry of the header `x-death`. */
export interface Death {
  readonly count: number;
  readonly queue: string;
  readonly reason: DeathReason;
  /** How it had been published to that queue, the first time it died there. */
  readonly exchange: string;
  readonly routingKeys: readonly string[];
  readonly at: Instant;
}

/** A delivery that its channel has not settled. Never changed; replaced. */
export interface Unacked {
  /** Delivery tag on its channel. */
  readonly tag: number;
  /** Null once the queue was deleted: settling it does nothing. */
  readonly queue: string | null;
  readonly sequence: number;
  /** Null for one taken by basic.get, or when its consumer was cancelled: the channel keeps it. */
  readonly consumer: ConsumerId | null;
}

export interface Channel {
  client: ClientId;
  /** False once it was closed; what its client still asks on it, its own library refuses. */
  open: boolean;
  /** False once the connection is gone too: the client may connect again. */
  connected: boolean;
  /** Delivery tags given so far; they count per channel from 1. */
  tags: number;
  /** basic.qos for consumers started from now on; 0 is no limit. */
  prefetch: number;
  /** What it holds, by tag; small unless somebody reads without a prefetch limit. */
  unacked: Sorted<Unacked>;
}

export interface QueueConsumer {
  id: ConsumerId;
  channel: ClientId;
  queue: string;
  /** Most unacknowledged messages at a time; 0 is no limit. */
  prefetch: number;
  noAck: boolean;
  /** Messages it holds unsettled. */
  unackedCount: number;
}

/** What everybody but apply.ts sees. */
export type ReadonlyQueueState = Immutable<QueueState>;
export type ReadonlyQueue = Immutable<Queue>;

/**
 * The broker of a queue lane.
 * @throws if this lane has another broker.
 */
export function brokerOf(world: ReadonlyWorld, lane: LaneId): ReadonlyQueueState {
  const found = world.lanes[lane];
  if (found?.broker !== 'queue') throw new Error(`There is no queue lane "${lane}".`);
  return found.state;
}
