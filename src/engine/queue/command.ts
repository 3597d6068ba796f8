// Everything that can be asked of a queue lane: AMQP methods as client libraries offer them. They answer at once and take no
// time; what follows from them for other clients happens at the same instant.

import type { Refusal } from '../command.ts';
import type { ConsumerId, LaneId, Payload, SendId } from '../vocabulary.ts';
import type { ClientId, ExchangeType, QueueArguments } from './state.ts';

interface Of {
  readonly of: 'queue';
  readonly lane: LaneId;
}

/** Without a client an administrator asks, on a channel of its own that errors harm nobody by closing. */
interface ByAnybody extends Of {
  readonly client?: ClientId;
}

/** Any command opens its client's connection and channel if they are not open yet. */
interface ByClient extends Of {
  readonly client: ClientId;
}

export type QueueCommand =
  | (ByAnybody & {
      readonly kind: 'declare-exchange';
      readonly exchange: string;
      readonly type: ExchangeType;
    })
  /** Answers a `QueueDeclared`. `passive` only looks whether the queue exists. */
  | (ByAnybody & {
      readonly kind: 'declare-queue';
      readonly queue: string;
      readonly args?: QueueArguments;
      readonly durable?: boolean;
      readonly passive?: boolean;
    })
  | (ByAnybody & {
      readonly kind: 'bind' | 'unbind';
      readonly exchange: string;
      readonly queue: string;
      readonly key?: string;
    })
  /** Answers a `Removed`. */
  | (ByAnybody & { readonly kind: 'delete-queue' | 'purge'; readonly queue: string })
  /** Opens the connection, or a new channel where an error closed the last one. */
  | (ByClient & { readonly kind: 'open'; readonly prefetch?: number })
  | (ByClient & { readonly kind: 'qos'; readonly prefetch: number })
  /** Answers a `Published`. */
  | (ByClient & {
      readonly kind: 'publish';
      readonly exchange?: string;
      readonly key: string;
      readonly body: Payload;
      readonly headers?: Readonly<Record<string, unknown>>;
      readonly persistent?: boolean;
      readonly mandatory?: boolean;
      readonly send?: SendId;
    })
  /** `consumer` defaults to the client's name; `prefetch` is a basic.qos sent just before. */
  | (ByClient & {
      readonly kind: 'consume';
      readonly queue: string;
      readonly consumer?: ConsumerId;
      readonly prefetch?: number;
      readonly noAck?: boolean;
    })
  | (ByClient & { readonly kind: 'cancel'; readonly consumer?: ConsumerId })
  /** Answers a `Got`, or null when nothing is ready. */
  | (ByClient & { readonly kind: 'get'; readonly queue: string; readonly noAck?: boolean })
  | (ByClient & { readonly kind: 'ack'; readonly tag: number; readonly multiple?: boolean })
  | (ByClient & {
      readonly kind: 'nack';
      readonly tag: number;
      readonly requeue: boolean;
      readonly multiple?: boolean;
    })
  | (ByClient & { readonly kind: 'reject'; readonly tag: number; readonly requeue: boolean })
  /** basic.recover with requeue: gives back everything the channel holds. */
  | (ByClient & { readonly kind: 'recover' })
  | (ByClient & { readonly kind: 'close'; readonly how: 'channel' | 'connection' })
  | (ByClient & { readonly kind: 'crash' });

/** What an error takes with it. `client`: nothing was sent, the library itself refused. */
export type RefusalScope = 'channel' | 'connection' | 'client';

export interface QueueRefusal extends Refusal {
  readonly scope: RefusalScope;
}

export interface QueueDeclared {
  readonly queue: string;
  /** Messages ready. */
  readonly messages: number;
  /** Consumers registered. */
  readonly consumers: number;
}

export interface Removed {
  /** Ready messages removed. */
  readonly removed: number;
}

export interface Published {
  /** Every queue it was routed to has stored it, or it was routed nowhere. */
  readonly confirm: 'ack';
  /** It was mandatory and routed nowhere: it came back before the confirm. */
  readonly returned: boolean;
  readonly queues: readonly string[];
}

/** What a consumer is handed, as its client library shows it. */
export interface Delivery {
  readonly consumer: ConsumerId | null;
  readonly body: Payload;
  readonly tag: number;
  readonly redelivered: boolean;
  readonly exchange: string;
  readonly key: string;
  /** The publisher's, and what deaths added; absent when there are none. */
  readonly headers?: Readonly<Record<string, unknown>>;
}

export interface Got extends Delivery {
  /** Messages still ready. */
  readonly remaining: number;
}
