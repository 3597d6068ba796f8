// Clients at the door: commands one by one or as a transaction, and how a connection ends.

import type { Context } from '../../broker.ts';
import type { Refusal } from '../../command.ts';
import { serve } from '../blocking/serve.ts';
import { say, type Scope, serverOf } from '../call.ts';
import type { Answer, RedisCommand } from '../command.ts';
import { RedisError, refusalOf } from '../errors.ts';
import type { ClientId } from '../of.ts';
import { redisOf } from '../state.ts';
import { admit, find, run } from './run.ts';

type Asked<Kind extends RedisCommand['kind']> = Extract<RedisCommand, { kind: Kind }>;

/** Runs one command; then those are served who waited for what it did. */
export function call(context: Context, { lane, client, argv, send }: Asked<'call'>): Answer {
  const scope: Scope = { context, lane, ready: new Set() };
  const busy = enter(scope, client);
  if (busy) return busy;
  const answer = run(scope, client, argv, 'first', send ?? null);
  serve(scope);
  return answer;
}

/**
 * MULTI, these commands, EXEC: nobody else sees anything of it before all are done. An error of one undoes nothing and stops
 * nothing; one that is no command at all lets EXEC do nothing. Redis: facts §15.5; execCommand in multi.c.
 */
export function transact(
  context: Context,
  { lane, client, calls }: Asked<'transact'>,
): readonly Answer[] | Refusal {
  const scope: Scope = { context, lane, ready: new Set() };
  const busy = enter(scope, client);
  if (busy) return busy;
  for (const argv of calls) {
    const wrong = refusedBefore(scope, client, argv);
    if (wrong) return wrong;
  }
  const answers = calls.map((argv) => run(scope, client, argv, 'in-transaction', null));
  serve(scope);
  return answers;
}

/** What keeps a command from being queued makes EXEC refuse all of them. */
function refusedBefore(scope: Scope, client: ClientId, argv: readonly string[]): Refusal | null {
  try {
    admit(scope, client, argv, find(argv));
    return null;
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    const message = 'EXECABORT Transaction discarded because of previous errors.';
    say(scope, { kind: 'call-refused', client, argv, message: error.message });
    return refusalOf(message);
  }
}

/**
 * Connects a client that is not yet; a refusal while it waits for an answer.
 *
 * Simplified: a client that waits is not heard; in Redis its next command is read once it has its answer.
 */
function enter(scope: Scope, client: ClientId): Refusal | null {
  const found = serverOf(scope).clients[client];
  if (!found) say(scope, { kind: 'client-connected', client });
  return found?.wait ? { error: 'BLOCKED', message: `${client} waits for an answer.` } : null;
}

/** Ends a connection. What it had popped is gone with it; what is pending for it stays pending (queues §14.7, §20.2). */
export function disconnect(context: Context, { lane, client, how }: Asked<'disconnect'>): void {
  if (redisOf(context.world, lane).clients[client])
    context.emit({ of: 'redis', lane, kind: 'client-disconnected', client, how });
}
