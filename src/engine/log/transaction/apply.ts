// What each fact about transactions changes: at the coordinator, in client libraries, and in groups whose offsets wait.

import { TRANSACTION } from '../../../lifecycle/transaction.ts';
import { TRANSACTIONAL_PRODUCER } from '../../../lifecycle/transactional-producer.ts';
import { next } from '../../../lifecycle/transitions.ts';
import { type Appliers, later } from '../applier.ts';
import type { LogState } from '../state.ts';
import { transactionsOf } from './beginning.ts';
import type { TransactionFact } from './fact.ts';
import type { TransactionalClient, TransactionalId } from './state.ts';

export const transactionFacts: Appliers<TransactionFact> = {
  'transactional-producer-opened'(_world, state, fact) {
    const { transactionalId, timeoutMs } = fact;
    transactionsOf(state).clients[fact.producer] = {
      transactionalId,
      timeoutMs,
      state: 'Uninitialized',
      failure: null,
      pid: -1,
      epoch: -1,
      partitions: [],
      started: false,
      waitsFor: null,
    };
  },
  'producer-turned'(_world, state, fact) {
    turn(clientOf(state, fact.producer), fact.by, fact.error);
  },
  'producer-identified'(_world, state, fact) {
    const { pid, epoch } = fact;
    const client = clientOf(state, fact.producer);
    state.producers[fact.producer]!.pid = pid;
    client.pid = pid;
    client.epoch = epoch;
    turn(client, 'READY', null);
  },
  'call-timed-out'(_world, state, fact) {
    clientOf(state, fact.producer).waitsFor = fact.call;
  },
  'transaction-used'(_world, state, fact) {
    const client = clientOf(state, fact.producer);
    client.started = true;
    if (fact.partition !== null) client.partitions.push(fact.partition);
  },
  'records-dropped'(_world, state, fact) {
    const producer = state.producers[fact.producer]!;
    producer.queue = producer.queue.filter(({ tickets }) => !fact.tickets.includes(tickets[0]!));
  },
  'transactional-id-taken'(_world, state, fact) {
    const { id, pid, epoch, timeoutMs } = fact;
    const { ids } = transactionsOf(state);
    state.producerIds = Math.max(state.producerIds, pid + 1);
    const known = ids[id];
    ids[id] = {
      id,
      pid,
      epoch,
      state: known ? (next(TRANSACTION, known.state, 'TAKE') as 'Empty') : 'Empty',
      timeoutMs,
      startedAt: null,
      partitions: [],
      groups: [],
      checkAt: known?.checkAt ?? null,
    };
  },
  'transaction-joined'(world, state, fact) {
    const transaction = idOf(state, fact.id);
    if (transaction.state !== 'Ongoing') transaction.startedAt = world.now;
    move(transaction, 'JOIN');
    if (fact.partition !== null) transaction.partitions.push(fact.partition);
    if (fact.group !== null) transaction.groups.push(fact.group);
  },
  'transaction-decided'(_world, state, fact) {
    const transaction = idOf(state, fact.id);
    transaction.epoch = fact.epoch;
    move(transaction, fact.outcome === 'commit' ? 'COMMIT' : 'ABORT');
  },
  'transaction-completed'(_world, state, fact) {
    const transaction = idOf(state, fact.id);
    state.producerIds = Math.max(state.producerIds, fact.pid + 1);
    transaction.pid = fact.pid;
    transaction.epoch = fact.epoch;
    transaction.partitions = [];
    transaction.groups = [];
    move(transaction, 'COMPLETE');
  },
  'transaction-check-planned'(world, state, fact) {
    const { lane, id, checkAt } = fact;
    idOf(state, id).checkAt = checkAt;
    if (checkAt !== null) later(world, checkAt, { of: 'log', kind: 'check-transaction', lane, id });
  },
  'offsets-sent'(_world, state, fact) {
    const { pid } = fact;
    const transactions = transactionsOf(state);
    const sent = ++transactions.offsetsSent;
    const others = (transactions.pending[fact.group] ?? []).filter(
      (one) => one.pid !== pid || !fact.offsets.some(({ partition }) => partition === one.partition),
    );
    const more = fact.offsets.map((one) => ({ ...one, pid, sent, superseded: false }));
    transactions.pending[fact.group] = [...others, ...more];
  },
  'offsets-settled'(_world, state, fact) {
    const { group, pid, outcome } = fact;
    const { pending } = transactionsOf(state);
    const settled = pending[group]!.filter((one) => one.pid === pid);
    const left = pending[group]!.filter((one) => one.pid !== pid);
    if (outcome === 'commit')
      for (const one of left)
        if (settled.some(({ partition, sent }) => partition === one.partition && sent > one.sent))
          one.superseded = true;
    if (left.length > 0) pending[group] = left;
    else delete pending[group];
  },
};

const clientOf = (state: LogState, producer: string): TransactionalClient =>
  transactionsOf(state).clients[producer]!;

const idOf = (state: LogState, id: string): TransactionalId => transactionsOf(state).ids[id]!;

function turn(client: TransactionalClient, by: string, error: string | null): void {
  client.state = next(TRANSACTIONAL_PRODUCER, client.state, by) as TransactionalClient['state'];
  client.failure = error;
  client.waitsFor = null;
  if (client.state !== 'Ready') return;
  client.partitions = [];
  client.started = false;
}

function move(transaction: TransactionalId, by: string): void {
  transaction.state = next(TRANSACTION, transaction.state, by) as TransactionalId['state'];
}
