// How what is known of transactions is copied for checkpoints and forks.

import { mapped } from '../../clients/copies.ts';
import type { View } from '../copies.ts';
import type { KnownProducer, LogProducers } from '../producer-state/state.ts';
import type { LogState } from '../state.ts';
import type { Transactions } from './state.ts';

/** Gives a copied state its own. */
export function copyTransactions(state: LogState, view: View): void {
  state.transactions = state.transactions && copyAll(state.transactions, view);
}

const copyAll = (transactions: Transactions, view: View): Transactions => ({
  ids: mapped(transactions.ids, (id) => ({
    ...id,
    partitions: id.partitions.slice(),
    groups: id.groups.slice(),
  })),
  clients: mapped(transactions.clients, (client) => ({ ...client, partitions: client.partitions.slice() })),
  logs: mapped(transactions.logs, (log) => copyProducers(log, view)),
  pending: mapped(transactions.pending, (offsets) => offsets.map((one) => ({ ...one }))),
  numbered: { ...transactions.numbered },
  offsetsSent: transactions.offsetsSent,
});

const copyProducers = ({ known, open, sought, aborted }: LogProducers, view: View): LogProducers => ({
  known: mapped(known, copyKnown),
  open: open.map((one) => ({ ...one })),
  sought: mapped(sought, (one) => ({ ...one })),
  aborted: mapped(aborted, view),
});

const copyKnown = (producer: KnownProducer): KnownProducer => ({
  ...producer,
  batches: producer.batches.map((batch) => ({ ...batch })),
});
