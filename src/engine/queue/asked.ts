// What the rules of RabbitMQ's model that are always there ask of those that may be in rooms, see room.ts. Nobody else does.

import type { Immutable, Payload } from '../vocabulary.ts';
import type { Of, QueueDeclaration } from './command.ts';
import type { ClientId, DeathReason, Message, Unacked } from './state.ts';
import type { StreamOffset } from './stream/offset.ts';

interface OfQueue extends Of {
  readonly queue: string;
}

export type AskedCommand =
  /** A message is about to come to a stream, its readers may go on, one begins at an offset. */
  | (Of & { readonly kind: 'grow-stream'; readonly queue: string; readonly message: Message })
  | (Of & { readonly kind: 'read-stream'; readonly queue: string })
  | (Of & { readonly kind: 'find-start'; readonly queue: string; readonly offset?: StreamOffset })
  /** Sets, or lifts, the limit of a whole channel; lets its consumers go on that have room. */
  | (Of & { readonly kind: 'set-window'; readonly channel: ClientId; readonly window: number })
  | (Of & { readonly kind: 'resume-consumers'; readonly channel: ClientId })
  /** What declare-queue answers. */
  | (QueueDeclaration & { readonly kind: 'declare-special' })
  /** Answers where a consumer begins, or a refusal. */
  | (Of & {
      readonly kind: 'admit-consumer';
      readonly queue: string;
      readonly reader: ClientId;
      readonly noAck: boolean;
      readonly offset?: StreamOffset;
    })
  /** Answers a refusal, or null. */
  | (Of & { readonly kind: 'object-to-get'; readonly queue: string; readonly reader: ClientId })
  | (OfQueue & { readonly kind: 'choose-active' })
  | (OfQueue & { readonly kind: 'retire-active' })
  | (OfQueue & { readonly kind: 'plan-queue-expiry' })
  | (Of & {
      readonly kind: 'remove-queue';
      readonly queue: string;
      readonly because: 'no-consumer' | 'owner-gone';
    })
  /** Answers the queues that an exchange routes a message to. */
  | (Of & {
      readonly kind: 'find-queues';
      readonly exchange: string;
      readonly message: Pick<Message, 'key' | 'otherKeys' | 'headers'>;
    })
  /** Answers the queues that a letter went to. */
  | (Of & {
      readonly kind: 'give-up';
      readonly holder: ClientId;
      readonly held: Immutable<Unacked>;
      readonly reason: DeathReason;
      readonly failed: boolean;
    })
  | (Of & { readonly kind: 'bury-refused'; readonly queue: string; readonly message: Message })
  /** Answered as the functions of order/limits.ts say. */
  | (OfQueue & { readonly kind: 'expire-head' })
  | (OfQueue & { readonly kind: 'drop-overflow' })
  | (OfQueue & { readonly kind: 'refuse-or-resume' })
  | (Of & { readonly kind: 'refuses'; readonly queue: string; readonly body: Payload })
  /** These exchanges have lost bindings. */
  | (Of & { readonly kind: 'drop-unbound'; readonly exchanges: readonly string[] });
