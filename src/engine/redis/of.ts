// What every command and fact of a Redis lane has in common, and its nouns.

import type { LaneId, SendId } from '../vocabulary.ts';

export interface OfRedis {
  readonly of: 'redis';
  readonly lane: LaneId;
}

/** A client is a connection: it comes with its first command and goes with its socket. */
export type ClientId = string;

/** The name of a value. */
export type Key = string;

/** What a fact takes away for good, beside what it says itself. */
export interface Loss {
  /** The sends that nobody will find there any more. */
  readonly gone: readonly SendId[];
}

/** The sends that these stand for. */
export const sendsOf = (items: readonly { readonly send: SendId | null }[]): SendId[] =>
  items.flatMap(({ send }) => send ?? []);
