// Everything that can be asked of a Redis lane. What clients say is Redis's own protocol, a list of strings; the agenda brings
// back what is due.

import type { Refusal } from '../command.ts';
import type { Instant, SendId } from '../vocabulary.ts';
import type { ClientId, Key, OfRedis } from './of.ts';

interface ByClient extends OfRedis {
  readonly client: ClientId;
}

export type RedisCommand =
  /** Answers an `Answer`. `send` is what the values stand for, where somebody follows it through the lanes. */
  | (ByClient & { readonly kind: 'call'; readonly argv: readonly string[]; readonly send?: SendId })
  /** MULTI, these calls, EXEC. Answers a list with an answer for each, or a `Refusal` when one of them is no call at all. */
  | (ByClient & { readonly kind: 'transact'; readonly calls: readonly (readonly string[])[] })
  /** The connection ends, politely or with its socket destroyed: for Redis that is the same. */
  | (ByClient & { readonly kind: 'disconnect'; readonly how: 'closed' | 'crashed' })
  // due from the agenda
  /** A client has waited for as long as it wanted; `wait` tells its waits apart. */
  | (ByClient & { readonly kind: 'time-out'; readonly wait: number })
  | (OfRedis & { readonly kind: 'expire'; readonly key: Key; readonly at: Instant });

/** A reply as RESP2 carries it: integers, strings, null for both nils, arrays. A status such as OK is a string too. */
export type Reply = number | string | null | readonly Reply[];

/** The command waits; its reply is told by the fact `client-woken` or `client-timed-out`. */
export interface Blocked {
  readonly blocked: true;
}

/** What the asking client sees. A `Refusal` has Redis's line as its message and that line's first word as its error. */
export type Answer = Reply | Refusal | Blocked;
