// Everything that can happen in a queue lane. A fact says what became true; the appliers say what that changes.

import type { ConsumerId, Instant, LaneId, SendId } from '../vocabulary.ts';
import type { RefusalScope } from './command.ts';
import type {
  Binding,
  ClientId,
  DeathReason,
  Exchange,
  Message,
  QueueArguments,
  QueueType,
} from './state.ts';

interface Of {
  readonly of: 'queue';
  readonly lane: LaneId;
}

/** A message of a queue. */
interface OfMessage extends Of {
  readonly queue: string;
  readonly sequence: number;
  /** What the message carries, if anything. Always said, so that all facts of a kind have one shape. */
  readonly send: SendId | undefined;
}

/** A message on a channel, and what happened to it there. */
interface OfDelivery extends OfMessage {
  readonly client: ClientId;
  readonly consumer: ConsumerId | null;
  readonly tag: number;
}

/** A message that was given up: by a channel, under that tag, or where it lay ready (`client` null, `tag` 0). */
interface OfDeath extends OfMessage {
  readonly client: ClientId | null;
  readonly consumer: ConsumerId | null;
  readonly tag: number;
  readonly reason: DeathReason;
}

export type ExchangeFact =
  | (Of & { readonly kind: 'exchange-declared'; readonly exchange: Exchange })
  /** Its bindings, to it and from it, went with it. */
  | (Of & { readonly kind: 'exchange-deleted'; readonly exchange: string })
  | (Of & Binding & { readonly kind: 'bound' })
  | (Of & Binding & { readonly kind: 'unbound' });

export type DeclarationFact = Of & {
  readonly kind: 'queue-declared';
  readonly queue: string;
  readonly type: QueueType;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly owner: ClientId | null;
  readonly args: QueueArguments;
};

export type RemovalFact =
  /** With all its messages, `ready` and `unacked`; its bindings went with it. */
  | (Of & {
      readonly kind: 'queue-deleted';
      readonly queue: string;
      readonly ready: number;
      readonly unacked: number;
      readonly because: 'asked' | 'no-consumer' | 'unused' | 'owner-gone' | 'restart';
    })
  | (Of & { readonly kind: 'queue-purged'; readonly queue: string; readonly removed: number })
  /** If nobody uses the queue until then, it goes. */
  | (Of & { readonly kind: 'queue-expiry-planned'; readonly queue: string; readonly at: Instant })
  /** The broker came up again, and these messages of a classic queue were not on disk. */
  | (Of & {
      readonly kind: 'transients-lost';
      readonly queue: string;
      readonly sequences: readonly number[];
    });

export type ChannelFact =
  | (Of & { readonly kind: 'channel-opened'; readonly client: ClientId })
  /** A limit for consumers that this channel starts from now on. */
  | (Of & { readonly kind: 'prefetch-set'; readonly client: ClientId; readonly prefetch: number })
  /** A limit for all consumers of this channel together. */
  | (Of & { readonly kind: 'window-set'; readonly client: ClientId; readonly window: number })
  /** The channel is gone with its consumers, politely, by a crash or by an error of its client, and with scope `connection`
   *  its connection too. What it held goes back by the facts that follow. */
  | (Of & {
      readonly kind: 'channel-closed';
      readonly client: ClientId;
      readonly how: 'closed' | 'crashed' | 'error';
      readonly scope: 'channel' | 'connection';
    })
  /** The broker or the client library refused a step; nothing changed but what the channel's closing changes. */
  | (Of & {
      readonly kind: 'refused';
      readonly client: ClientId | null;
      readonly scope: RefusalScope;
      readonly code: number | null;
      readonly error: string;
      readonly message: string;
    });

export type ConsumerFact =
  | (Of & {
      readonly kind: 'consumer-started';
      readonly client: ClientId;
      readonly consumer: ConsumerId;
      readonly queue: string;
      readonly prefetch: number;
      readonly noAck: boolean;
      readonly exclusive: boolean;
      readonly priority: number;
      /** Where it begins in a stream; 0 in any other queue. */
      readonly position: number;
    })
  /** By its client, or by the broker because its queue went. What it holds stays with its channel. */
  | (Of & {
      readonly kind: 'consumer-cancelled';
      readonly consumer: ConsumerId;
      readonly client: ClientId;
      readonly queue: string;
      readonly by: 'client' | 'broker';
    })
  /** It has no room, so it is set aside: a classic queue notices when it is this consumer's turn, a quorum queue at once. */
  | (Of & { readonly kind: 'consumer-parked'; readonly queue: string; readonly consumer: ConsumerId })
  /** It has room again and waits at the end of the rotation. */
  | (Of & { readonly kind: 'consumer-unparked'; readonly queue: string; readonly consumer: ConsumerId })
  /** Of a queue with a single active consumer it is the one that is served from now on; null: there is none. */
  | (Of & {
      readonly kind: 'consumer-activated';
      readonly queue: string;
      readonly consumer: ConsumerId | null;
    })
  /** The active consumer is given nothing more: it makes way for one of higher priority once it holds nothing. */
  | (Of & { readonly kind: 'consumer-quiesced'; readonly queue: string; readonly consumer: ConsumerId })
  /** It held nothing any more and went back among those who wait; nobody is served for now. */
  | (Of & { readonly kind: 'consumer-retired'; readonly queue: string; readonly consumer: ConsumerId });

export type MessageFact =
  /** The message was routed to these queues and lies ready at the end of each; with none it is gone, though confirmed.
   *  Queues that refused it are not among them; one is enough for a nack. */
  | (Of & {
      readonly kind: 'published';
      readonly client: ClientId;
      readonly queues: readonly string[];
      readonly refusedBy: readonly string[];
      readonly message: Message;
    })
  /** A mandatory message that was routed nowhere came back to its publisher (312 NO_ROUTE). */
  | (Of & { readonly kind: 'returned'; readonly client: ClientId; readonly message: Message })
  /** The message was handed to a consumer (null: taken by get). It is unacked now; with `noAck` it is gone. */
  | (OfDelivery & {
      readonly kind: 'delivered';
      readonly redelivered: boolean;
      /** What the client is told in `x-delivery-count`; 0 where it is told nothing. */
      readonly deliveryCount: number;
      readonly noAck: boolean;
      /** A classic queue pushed it to a consumer, so it counts for the limit of the whole channel. */
      readonly pushed: boolean;
    })
  /** Somebody asked for a message and the queue had none to give. */
  | (Of & { readonly kind: 'get-empty'; readonly queue: string; readonly client: ClientId })
  /** Settled for good: the message is removed. */
  | (OfDelivery & { readonly kind: 'acked' })
  /** A reader of a stream has done with a message and may be given another; the stream stays as it is. */
  | (OfDelivery & { readonly kind: 'credited' })
  /** Ready again, for anybody, marked as redelivered: in its old place, in front of all others, or at the back. */
  | (OfDelivery & {
      readonly kind: 'requeued';
      readonly because: 'nack' | 'recover' | 'channel-closed';
      readonly place: 'own' | 'front' | 'back';
    })
  /** Settled after its queue had been deleted: only the channel forgets the tag. */
  | (Of & { readonly kind: 'forgotten'; readonly client: ClientId; readonly tag: number });

export type LossFact =
  /** Given up: gone from this queue, and a copy lies ready in each queue that the dead-letter exchange routes to. */
  | (OfDeath & {
      readonly kind: 'dead-lettered';
      readonly queues: readonly string[];
      readonly message: Message;
    })
  /** Removed without having been acked, and kept nowhere: there is no dead-letter exchange, or it took the message nowhere. */
  | (OfDeath & {
      readonly kind: 'dropped';
      readonly because: 'no-dead-letter-exchange' | 'exchange-missing' | 'unroutable' | 'cycle';
    })
  /** A message that a full queue refused was dead-lettered all the same: it never lay in that queue. */
  | (Of & {
      readonly kind: 'refused-dead-lettered';
      readonly queue: string;
      readonly queues: readonly string[];
      readonly message: Message;
    })
  /** The head of the queue may have expired then. */
  | (Of & { readonly kind: 'expiry-planned'; readonly queue: string; readonly at: Instant })
  /** The queue is full: it refuses what is published from now on, or takes it again. */
  | (Of & { readonly kind: 'refusing-set'; readonly queue: string; readonly refusing: boolean });

export type StreamFact =
  /** The segment is full: what comes now goes to a new one. */
  | (Of & { readonly kind: 'stream-segment-begun'; readonly queue: string })
  /** A message of so many bytes is about to be written to it. */
  | (Of & { readonly kind: 'stream-grown'; readonly queue: string; readonly bytes: number })
  /** So many of the oldest segments went, whoever still wanted to read them, and with them these sends. */
  | (Of & {
      readonly kind: 'stream-segments-deleted';
      readonly queue: string;
      readonly segments: number;
      readonly gone: readonly SendId[];
    })
  /** The stream looks again then whether something is too old. */
  | (Of & { readonly kind: 'stream-check-planned'; readonly queue: string; readonly at: Instant });

export type QueueFact =
  | ExchangeFact
  | DeclarationFact
  | RemovalFact
  | ChannelFact
  | ConsumerFact
  | MessageFact
  | LossFact
  | StreamFact;

/** One fact by its kind. */
export type QueueFactOf<Kind extends QueueFact['kind']> = Extract<QueueFact, { readonly kind: Kind }>;
