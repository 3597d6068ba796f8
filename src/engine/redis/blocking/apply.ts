// What each fact about waiting clients changes.

import { type Appliers, later } from '../applier.ts';
import type { ClientId } from '../of.ts';
import type { RedisState } from '../state.ts';
import type { BlockingFact } from './fact.ts';

export const blockingFacts: Appliers<BlockingFact> = {
  'client-blocked'(world, state, { lane, client, wait }) {
    state.clients[client]!.wait = wait;
    state.waits++;
    joinLines(state, client);
    if (wait.until !== null)
      later(world, wait.until, { of: 'redis', kind: 'time-out', lane, client, wait: wait.number });
  },
  'client-still-blocked'(_world, state, { client }) {
    leaveLines(state, client);
    joinLines(state, client);
  },
  'client-woken'(_world, state, { client }) {
    stopWaiting(state, client);
  },
  'client-timed-out'(_world, state, { client }) {
    stopWaiting(state, client);
  },
};

/** Takes a client out of all lines; it is free, or gone. */
export function stopWaiting(state: RedisState, client: ClientId): void {
  leaveLines(state, client);
  state.clients[client]!.wait = null;
}

function joinLines(state: RedisState, client: ClientId): void {
  for (const key of state.clients[client]!.wait!.keys) (state.lines[key] ??= []).push(client);
}

function leaveLines(state: RedisState, client: ClientId): void {
  for (const key of state.clients[client]!.wait?.keys ?? []) {
    const line = state.lines[key]!;
    if (line.length === 1) delete state.lines[key];
    else line.splice(line.indexOf(client), 1);
  }
}
