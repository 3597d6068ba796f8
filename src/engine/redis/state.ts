// What a Redis server knows: its settings, the values by key, the clients and who of them waits or listens. Plain data; the parts
// are described in the folders of their subjects.

import type { Immutable, LaneId } from '../vocabulary.ts';
import type { ReadonlyWorld } from '../world.ts';
import type { RedisClient } from './connection/state.ts';
import type { List } from './list/state.ts';
import type { ClientId, Key } from './of.ts';
import type { Subscription } from './pubsub/state.ts';
import type { SortedSet } from './sorted-set/state.ts';
import type { Stream } from './stream/state.ts';

export interface RedisState {
  settings: RedisSettings;
  values: Record<Key, Value>;
  clients: Record<ClientId, RedisClient>;
  /** Who waits for each key, first come first served. */
  lines: Record<Key, ClientId[]>;
  /** How often anybody has begun to wait. */
  waits: number;
  /** Who listens to what, oldest first. */
  subscriptions: Subscription[];
}

export interface RedisSettings {
  /** Bytes; 0 is no limit. */
  readonly maxmemory: number;
}

/** A list, a sorted set or a stream under a key. */
export type Value = List | SortedSet | Stream;
export type ValueType = Value['type'];

export type ReadonlyRedisState = Immutable<RedisState>;

/**
 * The server of a Redis lane.
 * @throws if this lane has another broker.
 */
export function redisOf(world: ReadonlyWorld, lane: LaneId): ReadonlyRedisState {
  const found = world.lanes[lane];
  if (found?.broker !== 'redis') throw new Error(`"${lane}" is no Redis lane.`);
  return found.state;
}
