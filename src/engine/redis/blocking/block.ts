// Beginning to wait, and giving up. Redis hands nothing to a client that does not ask: waiting is asking early (queues §15).

import type { Context } from '../../broker.ts';
import { type Call, say, serverOf } from '../call.ts';
import type { Answer, Blocked, RedisCommand } from '../command.ts';
import type { Key } from '../of.ts';
import { redisOf, type ValueType } from '../state.ts';

export const BLOCKED: Blocked = Object.freeze({ blocked: true });

export const isBlocked = (answer: Answer): answer is Blocked =>
  typeof answer === 'object' && answer !== null && 'blocked' in answer;

export interface Wish {
  /** What the keys have to hold. */
  readonly type: ValueType;
  readonly keys: readonly Key[];
  /** 0 is for ever. */
  readonly waitMs: number;
  /** Reads as a member of a group. */
  readonly grouped?: boolean;
  /** The command to run again, where it is not the one that was sent. */
  readonly argv?: readonly string[];
}

/**
 * Lets the client wait. Nothing waits inside a transaction, and who runs again gives up when it would have before.
 * Redis: blockForKeys in blocked.c.
 */
export function block(call: Call, wish: Wish): Answer {
  if (call.turn === 'in-transaction') return null;
  const { client } = call;
  if (call.turn === 'again') say(call, { kind: 'client-still-blocked', client });
  else {
    const { type, waitMs, grouped = false, argv = call.argv } = wish;
    const until = waitMs === 0 ? null : call.context.world.now + waitMs;
    const number = serverOf(call).waits + 1;
    const keys = [...new Set(wish.keys)];
    say(call, { kind: 'client-blocked', client, wait: { argv, keys, type, grouped, until, number } });
  }
  return BLOCKED;
}

/** A client has waited long enough, unless it was served before. */
export function timeOut(
  context: Context,
  { lane, client, wait }: Extract<RedisCommand, { kind: 'time-out' }>,
): void {
  if (redisOf(context.world, lane).clients[client]?.wait?.number === wait)
    context.emit({ of: 'redis', lane, kind: 'client-timed-out', client });
}
