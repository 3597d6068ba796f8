// What each fact about the producers of a partition changes, and what an append tells of its producer.

import { append, createStore } from '../../store.ts';
import type { Instant } from '../../vocabulary.ts';
import type { World } from '../../world.ts';
import type { Appliers } from '../applier.ts';
import type { LogFactOf } from '../fact.ts';
import type { LogState } from '../state.ts';
import { transactionsOf } from '../transaction/beginning.ts';
import type { ProducerStateFact } from './fact.ts';
import { seekingWith, sequenceAfter } from './sequence.ts';
import type { KnownProducer, LogProducers } from './state.ts';

/** How many batches the leader keeps in mind of each producer. Kafka: ProducerStateEntry.NUM_BATCHES_TO_RETAIN. */
const KEPT_BATCHES = 5;

export const producerStateFacts: Appliers<ProducerStateFact> = {
  'producer-id-given'(_world, state, fact) {
    transactionsOf(state).numbered[fact.producer] = fact.pid;
    state.producerIds = Math.max(state.producerIds, fact.pid + 1);
  },
  'epoch-begun'(world, state, fact) {
    const { pid, epoch, sequence } = fact;
    const producer = begin(producersOf(state, fact.partition), pid, epoch, world.now);
    producer.batches.push({ first: sequence, last: -1, baseOffset: -1 });
  },
  'admission-sought'(_world, state, fact) {
    const { sought } = producersOf(state, fact.partition);
    sought[fact.pid] = seekingWith(sought[fact.pid], fact);
  },
  'transaction-opened'(_world, state, fact) {
    const partition = state.partitions[fact.partition]!;
    const { open, sought } = producersOf(state, fact.partition);
    delete sought[fact.pid];
    open.push({ pid: fact.pid, firstOffset: partition.logEndOffset });
    partition.openFrom = open[0]!.firstOffset;
  },
  'transaction-marked'(world, state, fact) {
    const { pid, epoch, outcome, first, last } = fact;
    const partition = state.partitions[fact.partition]!;
    const producers = producersOf(state, fact.partition);
    const index = producers.open.findIndex((one) => one.pid === pid);
    if (index >= 0) producers.open.splice(index, 1);
    const { joins, epoch: soughtIn } = producers.sought[pid] ?? { joins: false, epoch };
    // whoever is on the way into the next transaction already stays so
    if (!joins || soughtIn !== epoch) delete producers.sought[pid];
    partition.openFrom = producers.open[0]?.firstOffset ?? null;
    begin(producers, pid, epoch, world.now).lastTimestamp = world.epoch + world.now;
    if (outcome === 'abort' && first !== null)
      append((producers.aborted[pid] ??= createStore()), { first, last });
  },
};

/** The producer goes on in this epoch, in which it has sent nothing yet. */
function begin({ known }: LogProducers, pid: number, epoch: number, now: Instant): KnownProducer {
  const producer = (known[pid] ??= { epoch, batches: [], lastTimestamp: -1, heardAt: now });
  producer.epoch = epoch;
  producer.batches.length = 0;
  producer.lastTimestamp = -1;
  producer.heardAt = now;
  return producer;
}

function producersOf(state: LogState, partition: string): LogProducers {
  return (transactionsOf(state).logs[partition] ??= { known: {}, open: [], sought: {}, aborted: {} });
}

/** Keeps the numbers of a batch that was appended, if its producer is watched. */
export function noteBatch(world: World, state: LogState, fact: LogFactOf<'batch-appended'>): void {
  const { pid, records, baseOffset, maxTimestamp } = fact.batch;
  const producer = state.transactions?.logs[fact.partition]?.known[pid];
  if (producer === undefined || records.length === 0) return;
  const { batches } = producer;
  const latest = batches[batches.length - 1]!;
  producer.lastTimestamp = maxTimestamp;
  producer.heardAt = world.now;
  if (latest.baseOffset < 0) {
    latest.last = sequenceAfter(latest.first, records.length - 1);
    latest.baseOffset = baseOffset;
    return;
  }
  const first = sequenceAfter(latest.last, 1);
  const last = sequenceAfter(first, records.length - 1);
  // the oldest makes room: nothing is made anew for each record of a long transaction
  const next = batches.length < KEPT_BATCHES ? { first, last, baseOffset } : batches.shift()!;
  next.first = first;
  next.last = last;
  next.baseOffset = baseOffset;
  batches.push(next);
}
