// Serving those who wait, after the whole command or transaction that filled a key (queues §15.2, §15.3).

import { say, type Scope, serverOf } from '../call.ts';
import { run } from '../connection/run.ts';
import type { ClientId, Key } from '../of.ts';
import { isBlocked } from './block.ts';

/**
 * For each key in the order in which it became ready, lets each client in its line run its command again, as a whole. What
 * that fills in turn is looked at afterwards. Redis: handleClientsBlockedOnKeys in blocked.c.
 */
export function serve(scope: Scope): void {
  while (scope.ready.size > 0) {
    const keys = [...scope.ready];
    scope.ready.clear();
    for (const key of keys)
      for (const client of [...(serverOf(scope).lines[key] ?? [])]) resume(scope, client, key);
  }
}

/** Only for a value of the type it wants; a member of a group runs for any, and without one, to learn what has gone. */
function resume(scope: Scope, client: ClientId, key: Key): void {
  const { clients, values } = serverOf(scope);
  const wait = clients[client]?.wait;
  if (!wait?.keys.includes(key)) return;
  if (values[key]?.type !== wait.type && !wait.grouped) return;
  const answer = run(scope, client, wait.argv, 'again', null);
  if (!isBlocked(answer)) say(scope, { kind: 'client-woken', client, reply: answer });
}
