// What a RabbitMQ broker knows: exchanges, bindings, queues, and the connections, channels and consumers of its clients.
// Plain data; rules stand in the files named after the nouns, changes in the apply.ts beside them.

import type { Store } from '../store.ts';
import type { ConsumerId, Immutable, Instant, LaneId, Payload, SendId } from '../vocabulary.ts';
import type { ReadonlyWorld } from '../world.ts';
import type { Sorted } from './order/sorted.ts';

/** A client of the broker: one connection with one channel. */
export type ClientId = string;

/** Headers of a message, and arguments of what is declared or bound: AMQP's tables. */
export type Table = Readonly<Record<string, unknown>>;

export interface QueueState {
  /** By name; the default exchange `""` is implied and not in here. */
  exchanges: Record<string, Exchange>;
  bindings: Binding[];
  queues: Record<string, Queue>;
  channels: Record<ClientId, Channel>;
  /** Registered consumers by consumer tag. */
  consumers: Record<ConsumerId, QueueConsumer>;
  /** Consumers ever started; gives each its place in the order of subscription. */
  consumersStarted: number;
}

export type ExchangeType = 'direct' | 'fanout' | 'topic' | 'headers';

/** Never changed once declared. */
export interface Exchange {
  readonly name: string;
  readonly type: ExchangeType;
  readonly durable: boolean;
  /** Goes with its last binding. */
  readonly autoDelete: boolean;
  readonly args: ExchangeArguments;
}

export interface ExchangeArguments {
  /** Where a message goes that this exchange routes nowhere. */
  readonly 'alternate-exchange'?: string;
}

/** A way from an exchange to a queue or to another exchange: one of `queue` and `to` is null. */
export interface Binding {
  readonly exchange: string;
  readonly queue: string | null;
  readonly to: string | null;
  readonly key: string;
  readonly args: Table;
}

export type QueueType = 'classic' | 'quorum' | 'stream';

export interface Queue {
  name: string;
  type: QueueType;
  durable: boolean;
  /** Goes with its last consumer. */
  autoDelete: boolean;
  /** The connection that alone may use it, and with which it goes. */
  owner: ClientId | null;
  args: QueueArguments;
  declaredAt: Instant;
  /** Everything that ever entered, in order. A message's sequence is its index here. In a stream nothing leaves but whole segments. */
  messages: Store<Message>;
  /** Ready messages by priority, the lowest first; a queue without priorities has one, a stream none. */
  levels: Level[];
  /** Quorum queues: messages given back, in the order of their return; they are served before all others. */
  returns: Line;
  /** Quorum queues: what became of the deliveries of each message that was given back, by sequence. */
  returned: Sorted<Returned>;
  /** Quorum queues: 0, 1 or 2, counting what is taken; at 2 it is the turn of the normal ones. */
  turn: number;
  readyCount: number;
  /** Bytes of the ready messages' bodies. */
  readyBytes: number;
  /** Messages delivered and not settled; the channels say who holds which. */
  unackedCount: number;
  /** Messages that left by ack (or were delivered with noAck), by dead-lettering, dropped, or purged. */
  acked: number;
  deadLettered: number;
  dropped: number;
  purged: number;
  /** Whether any of its messages may ever expire. */
  perishable: boolean;
  /** When its head is looked at next for having expired; null when that is not planned. */
  expiryPlannedAt: Instant | null;
  /** Publishers are refused (overflow reject-publish of a quorum queue). */
  refusing: boolean;
  /** When the queue itself goes unless somebody uses it (`x-expires`); null when nothing is planned. */
  expiresAt: Instant | null;
  /** Consumers in the order in which they are offered the next message; those without room may be parked aside. */
  rotation: ConsumerId[];
  parked: ConsumerId[];
  /** With a single active consumer: the one that is served. */
  active: ConsumerId | null;
  /** It is to make way for another as soon as it holds nothing, and is given nothing until then; where nobody is served: nobody is
   *  to be, until somebody settles, comes or goes. */
  leaving: boolean;
  /** Of a stream; null of any other queue. */
  segments: Segments | null;
}

/** The segments in which a stream keeps its messages. */
export interface Segments {
  /** Those that are full, the oldest first, those that are gone included; from `firstClosed` on they are there. */
  closed: Store<Segment>;
  firstClosed: number;
  active: Segment;
  /** When the stream looks next at what it keeps, though no segment is full; null if it does not. */
  checkAt: Instant | null;
}

/** Changes only while it is the active one. */
export interface Segment {
  /** Sequence of its first message. */
  base: number;
  bytes: number;
  /** When its last message came. */
  lastAt: Instant;
}

/** Messages of one priority that are ready. */
export interface Level {
  line: Line;
  /** Classic queues: messages given back, by sequence. Each entered before the line's head did, so they come first, in their
   *  original places. */
  returned: Sorted<number>;
}

/** Sequences in a fixed order, those from `head` on waiting. */
export interface Line {
  entries: Store<number>;
  head: number;
}

/** Never changed; replaced. */
export interface Returned {
  readonly sequence: number;
  /** How often it came back to this queue. */
  readonly times: number;
  /** How many of its deliveries failed, by crashes of who held it; counted on from where it was dead-lettered. */
  readonly failures: number;
}

/** Arguments of a declaration that change what a queue does; checked when it is declared. */
export interface QueueArguments {
  readonly 'x-dead-letter-exchange'?: string;
  readonly 'x-dead-letter-routing-key'?: string;
  readonly 'x-message-ttl'?: number;
  readonly 'x-expires'?: number;
  readonly 'x-max-length'?: number;
  readonly 'x-max-length-bytes'?: number;
  readonly 'x-overflow'?: 'drop-head' | 'reject-publish' | 'reject-publish-dlx';
  readonly 'x-max-priority'?: number;
  readonly 'x-single-active-consumer'?: boolean;
  readonly 'x-delivery-limit'?: number;
  readonly 'x-max-age'?: string;
  readonly 'x-stream-max-segment-size-bytes'?: number;
}

/** A message as it lies in one queue. Never changed after it entered. */
export interface Message {
  readonly body: Payload;
  readonly exchange: string;
  readonly key: string;
  /** Further keys it is routed by: those of CC and BCC. */
  readonly otherKeys?: readonly string[];
  /** Those of `otherKeys` that nobody is told (BCC). */
  readonly blindKeys?: readonly string[];
  /** As its publisher gave them; what deaths add is in `deaths`. */
  readonly headers?: Table;
  readonly persistent: boolean;
  readonly priority?: number;
  /** Milliseconds it may wait, as its publisher gave them. */
  readonly expiration?: number;
  /** When it entered this queue. */
  readonly publishedAt: Instant;
  /** What of the business it tells, if anything. Always said, so that messages have one shape. */
  readonly send: SendId | undefined;
  /** Where and why it was dead-lettered, newest first; one entry per queue and reason. */
  readonly deaths?: readonly Death[];
  /** Queue and reason of the very first of `deaths`. */
  readonly firstDeath?: { readonly queue: string; readonly reason: DeathReason };
  /** The exchange it had come through when it last died. */
  readonly diedFrom?: string;
  /** Failed deliveries in the quorum queues where it was dead-lettered. */
  readonly failures?: number;
}

/** A message while it is made. */
export type Draft = { -readonly [Field in keyof Message]: Message[Field] };

export type DeathReason = 'rejected' | 'expired' | 'maxlen' | 'delivery_limit';

/** An entry of the header `x-death`. */
export interface Death {
  readonly count: number;
  readonly queue: string;
  readonly reason: DeathReason;
  /** How it had been published to that queue, the first time it died there. */
  readonly exchange: string;
  readonly routingKeys: readonly string[];
  readonly expiration?: number;
  readonly at: Instant;
}

/** A delivery that its channel has not settled. Never changed; replaced. */
export interface Unacked {
  /** Delivery tag on its channel. */
  readonly tag: number;
  /** Null once the queue was deleted: settling it does nothing. */
  readonly queue: string | null;
  readonly sequence: number;
  /** Null for one taken by basic.get. When its consumer was cancelled the channel keeps it. */
  readonly consumer: ConsumerId | null;
  /** As in the fact `delivered`, which is kept whole. */
  readonly pushed: boolean;
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
  /** basic.qos with global: how much all its consumers may hold together; 0 is no limit. */
  window: number;
  /** What it holds that classic queues pushed to its consumers. */
  pushedCount: number;
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
  /** Nobody else may consume beside it. */
  exclusive: boolean;
  /** `x-priority`: the highest that have room are served first. */
  priority: number;
  /** In a stream: the sequence that it is given next. */
  position: number;
  /** Its place in the order of all subscriptions. */
  since: number;
  /**
   * Messages it holds unsettled. A quorum queue counts what was delivered under its tag before it was started anew; a classic
   * queue does not, but lets acks of that make room all the same, so the number can be negative.
   */
  unackedCount: number;
}

/** What everybody but the appliers sees. */
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
