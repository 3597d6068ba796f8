// What changes when exchanges and bindings come and go.

import type { Appliers } from '../applier.ts';
import type { ExchangeFact } from '../fact.ts';
import { isSame } from './binding.ts';

export const exchangeFacts: Appliers<ExchangeFact> = {
  'exchange-declared': (state, { exchange }) => {
    state.exchanges[exchange.name] = exchange;
  },
  'exchange-deleted': (state, { exchange }) => {
    delete state.exchanges[exchange];
    state.bindings = state.bindings.filter((one) => one.exchange !== exchange && one.to !== exchange);
  },
  bound: (state, { exchange, queue, to, key, args }) => {
    state.bindings.push({ exchange, queue, to, key, args });
  },
  unbound: (state, fact) => {
    state.bindings = state.bindings.filter((one) => !isSame(one, fact));
  },
};
