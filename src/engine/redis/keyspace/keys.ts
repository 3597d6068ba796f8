// Keys as such: whether they are there, of which type, and how they go.

import { type Call, say, type Scope, serverOf } from '../call.ts';
import type { Answer } from '../command.ts';
import type { Key } from '../of.ts';

/**
 * Removes a key. Whoever waits for it as a member of a group runs again, and is told that the group is gone.
 * Redis: signalDeletedKeyAsReady in blocked.c.
 */
export function removeKey(scope: Scope, key: Key, because: 'emptied' | 'deleted' | 'expired'): void {
  say(scope, { kind: 'key-removed', key, because });
  const { lines, clients } = serverOf(scope);
  if (lines[key]?.some((client) => clients[client]!.wait!.grouped)) scope.ready.add(key);
}

/** A list or sorted set without elements does not exist. */
export function removeIfEmpty(scope: Scope, key: Key): void {
  const value = serverOf(scope).values[key];
  const left = value?.type === 'list' ? value.elements : value?.type === 'zset' ? value.members : null;
  if (left?.length === 0) removeKey(scope, key, 'emptied');
}

/** DEL key… */
export function del(call: Call): Answer {
  let removed = 0;
  for (const key of call.args)
    if (serverOf(call).values[key]) {
      removeKey(call, key, 'deleted');
      removed++;
    }
  return removed;
}

/** EXISTS key…: how many of them are there, each as often as it is named. */
export const exists = (call: Call): Answer => call.args.filter((key) => serverOf(call).values[key]).length;

/** TYPE key */
export const typeOf = (call: Call): Answer => serverOf(call).values[call.args[0]!]?.type ?? 'none';
