// How a state without transactions begins to have some.

import type { LogState } from '../state.ts';
import type { Transactions } from './state.ts';

/** What is known of transactions, to be changed. */
export const transactionsOf = (state: LogState): Transactions =>
  (state.transactions ??= { ids: {}, clients: {}, logs: {}, pending: {}, numbered: {}, offsetsSent: 0 });
