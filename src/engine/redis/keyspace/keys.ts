// Keys as such: whether they are there, of which type, and how they go.

import type { Immutable, SendId } from '../../vocabulary.ts';
import { type Call, say, type Scope, serverOf } from '../call.ts';
import type { Answer } from '../command.ts';
import { type Key, sendsOf } from '../of.ts';
import type { Value } from '../state.ts';
import { entriesBetween } from '../stream/entries.ts';
import { FIRST_ID, LAST_ID } from '../stream/id.ts';

/**
 * Removes a key. Whoever waits for it as a member of a group runs again, and is told that the group is gone.
 * Redis: signalDeletedKeyAsReady in blocked.c.
 */
export function removeKey(scope: Scope, key: Key, because: 'emptied' | 'deleted' | 'expired'): void {
  const { lines, clients, values } = serverOf(scope);
  say(scope, { kind: 'key-removed', key, because, gone: sendsIn(values[key]!) });
  if (lines[key]?.some((client) => clients[client]!.wait!.grouped)) scope.ready.add(key);
}

function sendsIn(value: Immutable<Value>): SendId[] {
  switch (value.type) {
    case 'list':
      return sendsOf(value.elements);
    case 'stream':
      return sendsOf(entriesBetween(value, FIRST_ID, LAST_ID));
    case 'zset':
      return [];
  }
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
