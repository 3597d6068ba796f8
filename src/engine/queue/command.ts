// Everything that can be asked of a queue lane: AMQP methods as client libraries offer them. They answer at once and take no
// time; what follows from them for other clients happens at the same instant.

import type { Refusal } from '../command.ts';
import type { ConsumerId, LaneId, Payload, SendId } from '../vocabulary.ts';
import type { AskedCommand } from './asked.ts';
import type { ClientId, ExchangeArguments, Table } from './state.ts';
import type { StreamOffset } from './stream/offset.ts';

export interface Of {
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

export interface QueueDeclaration extends ByAnybody {
  readonly queue: string;
  readonly type?: string;
  readonly args?: Table;
  readonly durable?: boolean;
  readonly autoDelete?: boolean;
  readonly exclusive?: boolean;
  readonly passive?: boolean;
}

type DeclarationCommand =
  /** A type that there is not is refused. */
  | (ByAnybody & {
      readonly kind: 'declare-exchange';
      readonly exchange: string;
      readonly type: string;
      readonly durable?: boolean;
      readonly autoDelete?: boolean;
      readonly args?: ExchangeArguments;
    })
  | (ByAnybody & { readonly kind: 'delete-exchange'; readonly exchange: string; readonly ifUnused?: boolean })
  /** Answers a `QueueDeclared`. `passive` only looks whether the queue exists. Types and arguments that there are not, or that
   *  do not fit together, are refused. */
  | (QueueDeclaration & { readonly kind: 'declare-queue' })
  /** Binds a queue, or with `to` another exchange. */
  | (ByAnybody & {
      readonly kind: 'bind' | 'unbind';
      readonly exchange: string;
      readonly queue?: string;
      readonly to?: string;
      readonly key?: string;
      readonly args?: Table;
    })
  /** Answers a `Removed`. */
  | (ByAnybody & {
      readonly kind: 'delete-queue';
      readonly queue: string;
      readonly ifUnused?: boolean;
      readonly ifEmpty?: boolean;
    })
  /** Answers a `Removed`. */
  | (ByAnybody & { readonly kind: 'purge'; readonly queue: string });

type ChannelCommand =
  /** Opens the connection, or a new channel where an error closed the last one. */
  | (ByClient & { readonly kind: 'open'; readonly prefetch?: number; readonly prefetchGlobal?: boolean })
  | (ByClient & { readonly kind: 'qos'; readonly prefetch: number; readonly prefetchGlobal?: boolean })
  | (ByClient & { readonly kind: 'close'; readonly how: 'channel' | 'connection' })
  | (ByClient & { readonly kind: 'crash' });

type ReadingCommand =
  /** `consumer` defaults to the client's name; `prefetch` is a basic.qos sent just before; `priority` is x-priority. */
  | (ByClient & {
      readonly kind: 'consume';
      readonly queue: string;
      readonly consumer?: ConsumerId;
      readonly prefetch?: number;
      readonly noAck?: boolean;
      readonly exclusive?: boolean;
      readonly priority?: number;
      readonly args?: { readonly 'x-stream-offset'?: StreamOffset };
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
  | (ByClient & { readonly kind: 'recover' });

/** Answers a `Published`. */
type PublishCommand = ByClient & {
  readonly kind: 'publish';
  readonly exchange?: string;
  readonly key: string;
  readonly body: Payload;
  readonly headers?: Table;
  /** Further keys to route by, told to whoever reads it, and not told. */
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly persistent?: boolean;
  readonly priority?: number;
  /** Milliseconds, as text. */
  readonly expiration?: string;
  readonly mandatory?: boolean;
  readonly send?: SendId;
};

/** What happens to the broker itself, and what its own clocks ask of it. */
type BrokerCommand =
  /** Stops and comes up again: all connections are gone. */
  | (Of & { readonly kind: 'restart' })
  /** The head of a queue may have expired. */
  | (Of & { readonly kind: 'expire-messages'; readonly queue: string })
  /** A queue may have been unused for too long. */
  | (Of & { readonly kind: 'expire-queue'; readonly queue: string })
  /** Segments of a stream may be too old. */
  | (Of & { readonly kind: 'check-stream'; readonly queue: string });

export type QueueCommand =
  DeclarationCommand | ChannelCommand | ReadingCommand | PublishCommand | BrokerCommand | AskedCommand;

/** One command by its kind. */
export type QueueCommandOf<Kind extends QueueCommand['kind']> = Extract<
  QueueCommand,
  { readonly kind: Kind }
>;

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
  /** ack: every queue it was routed to has stored it, or it was routed nowhere. nack: a queue refused it. */
  readonly confirm: 'ack' | 'nack';
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
  /** Absent where the publisher gave none. */
  readonly priority?: number;
  readonly expiration?: number;
  /** The publisher's, and what deaths and returns added; absent when there are none. */
  readonly headers?: Table;
}

export interface Got extends Delivery {
  /** Messages still ready. */
  readonly remaining: number;
}
