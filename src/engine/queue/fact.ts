// Everything that can happen in a queue lane. A fact says what became true; apply.ts says what that changes.

import type { ConsumerId, LaneId, SendId } from '../vocabulary.ts';
import type { RefusalScope } from './command.ts';
import type { ClientId, DeathReason, ExchangeType, Message, QueueArguments } from './state.ts';

interface Of {
  readonly of: 'queue';
  readonly lane: LaneId;
}

/** A message on a channel, and what happened to it there. */
interface OfDelivery extends Of {
  readonly queue: string;
  readonly sequence: number;
  readonly client: ClientId;
  readonly consumer: ConsumerId | null;
  readonly tag: number;
  readonly send?: SendId;
}

export type QueueFact =
  | (Of & { readonly kind: 'exchange-declared'; readonly exchange: string; readonly type: ExchangeType })
  | (Of & {
      readonly kind: 'queue-declared';
      readonly queue: string;
      readonly durable: boolean;
      readonly args: QueueArguments;
    })
  /** With all its messages, `ready` and `unacked`; its bindings went with it. */
  | (Of & {
      readonly kind: 'queue-deleted';
      readonly queue: string;
      readonly ready: number;
      readonly unacked: number;
    })
  | (Of & { readonly kind: 'queue-purged'; readonly queue: string; readonly removed: number })
  | (Of & { readonly kind: 'bound'; readonly exchange: string; readonly queue: string; readonly key: string })
  | (Of & {
      readonly kind: 'unbound';
      readonly exchange: string;
      readonly queue: string;
      readonly key: string;
    })
  | (Of & { readonly kind: 'channel-opened'; readonly client: ClientId })
  /** A limit for consumers that this channel starts from now on. */
  | (Of & { readonly kind: 'prefetch-set'; readonly client: ClientId; readonly prefetch: number })
  /** The channel is gone with its consumers, politely, by a crash or by an error of its client, and with scope `connection`
   *  its connection too. What it held goes back by the facts that follow. */
  | (Of & {
      readonly kind: 'channel-closed';
      readonly client: ClientId;
      readonly how: 'closed' | 'crashed' | 'error';
      readonly scope: 'channel' | 'connection';
    })
  /** The message was routed to these queues and lies ready at the end of each; with none it is gone, though confirmed. */
  | (Of & {
      readonly kind: 'published';
      readonly client: ClientId;
      readonly queues: readonly string[];
      readonly message: Message;
    })
  /** A mandatory message that was routed nowhere came back to its publisher (312 NO_ROUTE). */
  | (Of & { readonly kind: 'returned'; readonly client: ClientId; readonly message: Message })
  | (Of & {
      readonly kind: 'consumer-started';
      readonly client: ClientId;
      readonly consumer: ConsumerId;
      readonly queue: string;
      readonly prefetch: number;
      readonly noAck: boolean;
    })
  /** By its client, or by the broker because its queue went. What it holds stays with its channel. */
  | (Of & {
      readonly kind: 'consumer-cancelled';
      readonly consumer: ConsumerId;
      readonly client: ClientId;
      readonly queue: string;
      readonly by: 'client' | 'broker';
    })
  /** The message was handed to a consumer (null: taken by get). It is unacked now; with `noAck` it is gone. */
  | (OfDelivery & { readonly kind: 'delivered'; readonly redelivered: boolean; readonly noAck: boolean })
  /** Somebody asked for a message and the queue had none to give. */
  | (Of & { readonly kind: 'get-empty'; readonly queue: string; readonly client: ClientId })
  /** It was this consumer's turn and it had no room. */
  | (Of & { readonly kind: 'consumer-parked'; readonly queue: string; readonly consumer: ConsumerId })
  /** It has room again and waits at the end of the rotation. */
  | (Of & { readonly kind: 'consumer-unparked'; readonly queue: string; readonly consumer: ConsumerId })
  /** Settled for good: the message is removed. */
  | (OfDelivery & { readonly kind: 'acked' })
  /** Back in its old place, for anybody, marked as redelivered. */
  | (OfDelivery & { readonly kind: 'requeued'; readonly because: 'nack' | 'recover' | 'channel-closed' })
  /** Given up by a consumer: gone from this queue, and a copy lies ready in each queue that the dead-letter exchange routes to. */
  | (OfDelivery & {
      readonly kind: 'dead-lettered';
      readonly reason: DeathReason;
      readonly queues: readonly string[];
      readonly message: Message;
    })
  /** Removed without having been acked, and kept nowhere: there is no dead-letter exchange, or it took the message nowhere. */
  | (OfDelivery & {
      readonly kind: 'dropped';
      readonly reason: DeathReason;
      readonly because: 'no-dead-letter-exchange' | 'exchange-missing' | 'unroutable' | 'cycle';
    })
  /** Settled after its queue had been deleted: only the channel forgets the tag. */
  | (Of & { readonly kind: 'forgotten'; readonly client: ClientId; readonly tag: number })
  /** The broker or the client library refused a step; nothing changed but what the channel's closing changes. */
  | (Of & {
      readonly kind: 'refused';
      readonly client: ClientId | null;
      readonly scope: RefusalScope;
      readonly code: number | null;
      readonly error: string;
      readonly message: string;
    });
