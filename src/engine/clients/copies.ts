// How the clients' part of a world begins, and how it is copied for checkpoints and forks.

import { createStore, detach, share, type Store } from '../store.ts';
import type { LaneId } from '../vocabulary.ts';
import type { ClientsState, Effect, Send, Worker } from './state.ts';

/** No senders, no workers, nothing done yet. */
export function createClients(lanes: readonly LaneId[]): ClientsState {
  const perLane = <Value>(make: () => Value) => Object.fromEntries(lanes.map((lane) => [lane, make()]));
  return {
    senders: {},
    sends: createStore<Send>(),
    workers: perLane(() => ({})),
    effects: perLane(() => createStore<Effect>()),
    recognised: perLane(() => ({})),
    confirms: perLane(() => ({})),
  };
}

/** Shares the storage of sends and effects. */
export const copyClients = (clients: ClientsState): ClientsState => copyWith(clients, share);

/** Storage of its own for sends and effects. */
export const detachClients = (clients: ClientsState): ClientsState => copyWith(clients, detach);

function copyWith(clients: ClientsState, view: <Item>(store: Store<Item>) => Store<Item>): ClientsState {
  const copyWorker = (worker: Worker): Worker => ({ ...worker, pending: worker.pending.slice() });
  return {
    senders: mapped(clients.senders, (sender) => ({ ...sender, changes: { ...sender.changes } })),
    sends: view(clients.sends),
    workers: mapped(clients.workers, (workers) => mapped(workers, copyWorker)),
    effects: mapped(clients.effects, (effects) => view(effects)),
    recognised: mapped(clients.recognised, (orders) => ({ ...orders })),
    confirms: mapped(clients.confirms, (producers) => ({ ...producers })),
  };
}

/** A record with the same keys, in the same order, and each value replaced. */
export function mapped<Value>(
  record: Record<string, Value>,
  change: (value: Value) => Value,
): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const key in record) result[key] = change(record[key]!);
  return result;
}
