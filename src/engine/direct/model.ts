// Services that call each other without a broker between them: a call is answered, or it fails at once, and nothing waits anywhere.
// All of it is asked by senders and workers; there is no command of its own.

import type { BrokerModel } from '../broker.ts';
import type { World } from '../world.ts';
import { directClients } from './clients.ts';
import type { DirectFact } from './fact.ts';
import type { DirectState } from './state.ts';

export const directModel: BrokerModel = {
  kind: 'direct',
  clients: directClients,
  create: (): DirectState => ({ listeners: {}, open: {}, calls: 0, answered: 0, failed: 0 }),
  decide(_, { kind }) {
    throw new Error(`"${kind}" is nothing to ask where there is no broker.`);
  },
  apply: (world, fact) => applyToDirect(world, fact as DirectFact),
  copy: (state) => copyOf(state as DirectState),
  detach: (state) => copyOf(state as DirectState),
};

function copyOf(state: DirectState): DirectState {
  const listeners = Object.fromEntries(
    Object.entries(state.listeners).map(([service, clients]) => [service, [...clients]]),
  );
  return { ...state, listeners, open: { ...state.open } };
}

function applyToDirect(world: World, fact: DirectFact): void {
  const state = world.lanes[fact.lane]!.state as DirectState;
  switch (fact.kind) {
    case 'listening':
      (state.listeners[fact.service] ??= []).push(fact.client);
      break;
    case 'listening-ended':
      for (const service in state.listeners)
        state.listeners[service] = state.listeners[service]!.filter((client) => client !== fact.client);
      break;
    case 'call-taken': {
      const { client, number, service, send } = fact;
      state.open[client] = { number, service, send };
      state.calls = number;
      break;
    }
    case 'call-answered':
      delete state.open[fact.client];
      state.answered++;
      break;
    case 'call-failed':
      if (fact.client === null) state.calls++;
      else delete state.open[fact.client];
      state.failed++;
      break;
  }
}
