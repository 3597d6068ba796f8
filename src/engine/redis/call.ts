// One Redis command as its rules see it, and the few things that all of them do: look a value up, say what became true, tell that
// a key is ready.

import type { Context } from '../broker.ts';
import type { Immutable, Instant, LaneId, SendId } from '../vocabulary.ts';
import type { Answer } from './command.ts';
import { refuse, WRONG_TYPE } from './errors.ts';
import type { RedisFact } from './fact.ts';
import type { ClientId, Key } from './of.ts';
import { type ReadonlyRedisState, redisOf, type Value, type ValueType } from './state.ts';

/** Where rules are at work: a server, and what came up there that is looked at after the whole command. */
export interface Scope {
  readonly context: Context;
  readonly lane: LaneId;
  /** Keys for which clients wait and that were filled or went, in that order. */
  readonly ready: Set<Key>;
}

export interface Call extends Scope {
  readonly client: ClientId;
  /** The whole command, as it was sent. */
  readonly argv: readonly string[];
  /** What follows the command's name, and its subcommand's where it has one. */
  readonly args: readonly string[];
  readonly send: SendId | null;
  /**
   * What happens when it finds nothing: its client waits, it goes on waiting because it is running again, or it has to take
   * the nil because it is part of a transaction.
   */
  readonly turn: 'first' | 'again' | 'in-transaction';
}

/** Answers a call. @throws RedisError where Redis says no. */
export type Rule = (call: Call) => Answer;

export const serverOf = ({ context, lane }: Scope): ReadonlyRedisState => redisOf(context.world, lane);

/** The clock that ids and idle times are made of: milliseconds since 1970. */
export const clockOf = ({ context: { world } }: Scope): Instant => world.epoch + world.now;

type Said<Fact> = Fact extends unknown ? Omit<Fact, 'of' | 'lane'> : never;

/** Makes a fact of this lane true. */
export const say = ({ context, lane }: Scope, fact: Said<RedisFact>): void =>
  context.emit({ of: 'redis', lane, ...fact });

type ValueOf<Type extends ValueType> = Immutable<Extract<Value, { type: Type }>>;

/** The value under a key, if there is one. @throws RedisError if it is of another type. */
export function lookUp<Type extends ValueType>(
  scope: Scope,
  type: Type,
  key: Key,
): ValueOf<Type> | undefined {
  const value = serverOf(scope).values[key];
  if (value && value.type !== type) refuse(WRONG_TYPE);
  return value as ValueOf<Type> | undefined;
}

/** Tells those who wait for a key that it was filled. Redis: signalKeyAsReady in blocked.c. */
export function signal(scope: Scope, key: Key): void {
  if (serverOf(scope).lines[key]) scope.ready.add(key);
}
