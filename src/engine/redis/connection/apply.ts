// What each fact about connections changes.

import type { Appliers } from '../applier.ts';
import { stopWaiting } from '../blocking/apply.ts';
import type { ConnectionFact } from './fact.ts';

export const connectionFacts: Appliers<ConnectionFact> = {
  'client-connected'(_world, state, { client }) {
    state.clients[client] = { wait: null };
  },
  'client-disconnected'(_world, state, { client }) {
    stopWaiting(state, client);
    delete state.clients[client];
    state.subscriptions = state.subscriptions.filter((one) => one.client !== client);
  },
  'call-refused'() {},
};
