// Exclusive queues: only the connection that declared one may use it.

import type { ClientId, ReadonlyQueueState } from '../state.ts';

/** Whether another connection has this queue for itself. An administrator's is another one, too. RabbitMQ: facts §3.3. */
export function isLocked(state: ReadonlyQueueState, name: string, client: ClientId | null): boolean {
  const owner = state.queues[name]?.owner ?? null;
  return owner !== null && owner !== client;
}
