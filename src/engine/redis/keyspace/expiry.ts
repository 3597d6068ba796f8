// The time to live of whole keys. Only PEXPIRE gives one; what is done to the value renews nothing.

import { integer, is } from '../arguments.ts';
import { type Call, say, serverOf } from '../call.ts';
import type { Answer } from '../command.ts';
import { refuse } from '../errors.ts';
import { removeKey } from './keys.ts';

/** What 64 bits can hold. */
const LEAST_MS = Number(-9_223_372_036_854_775_808n);
const MOST_MS = Number(9_223_372_036_854_775_807n);

/**
 * PEXPIRE key milliseconds [NX | XX | GT | LT], and EXPIRE with `unitMs` 1000: 1 where the key is there and the condition
 * holds. A time that has passed removes the key at once. Redis: expireGenericCommand in expire.c.
 */
export function expireIn(call: Call, unitMs: 1 | 1000): Answer {
  const [key, time, ...options] = call.args as [string, string, ...string[]];
  const wanted = conditionsOf(options);
  const { now, epoch } = call.context.world;
  const lifeMs = integer(time) * unitMs;
  if (lifeMs < LEAST_MS || lifeMs > MOST_MS - (epoch + now))
    refuse(`ERR invalid expire time in '${call.argv[0]!.toLowerCase()}' command`);
  const expireAt = now + lifeMs;
  const value = serverOf(call).values[key];
  if (!value) return 0;
  const before = value.expireAt;
  if (wanted.has('NX') && before !== null) return 0;
  if (wanted.has('XX') && before === null) return 0;
  if (wanted.has('GT') && (before === null || expireAt <= before)) return 0;
  if (wanted.has('LT') && before !== null && expireAt >= before) return 0;
  if (expireAt > now) say(call, { kind: 'expiry-set', key, expireAt });
  else removeKey(call, key, 'deleted');
  return 1;
}

function conditionsOf(options: readonly string[]): Set<string> {
  const unknown = options.find((option) => !['NX', 'XX', 'GT', 'LT'].some((word) => is(option, word)));
  if (unknown !== undefined) refuse(`ERR Unsupported option ${unknown}`);
  const wanted = new Set(options.map((option) => option.toUpperCase()));
  if (wanted.has('NX') && wanted.size > 1)
    refuse('ERR NX and XX, GT or LT options at the same time are not compatible');
  if (wanted.has('GT') && wanted.has('LT'))
    refuse('ERR GT and LT options at the same time are not compatible');
  return wanted;
}

/** PTTL key, and TTL with `unitMs` 1000, rounded: -1 where it never goes, -2 where there is no such key. */
export function timeToLive(call: Call, unitMs: 1 | 1000): Answer {
  const value = serverOf(call).values[call.args[0]!];
  if (!value) return -2;
  if (value.expireAt === null) return -1;
  return Math.round((value.expireAt - call.context.world.now) / unitMs);
}
