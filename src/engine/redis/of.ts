// What every command and fact of a Redis lane has in common, and its nouns.

import type { LaneId } from '../vocabulary.ts';

export interface OfRedis {
  readonly of: 'redis';
  readonly lane: LaneId;
}

/** A client is a connection: it comes with its first command and goes with its socket. */
export type ClientId = string;

/** The name of a value. */
export type Key = string;
