// Truths about transactions that hold between two steps: nothing is open without its coordinator, readers of committed data are shown
// nothing that was aborted and nothing that is open, and a sequence stands in the log once.

import { itemsOf } from '../../store.ts';
import type { Immutable } from '../../vocabulary.ts';
import { isCommittedOnly } from '../consumer/position.ts';
import { sequenceAfter } from '../producer-state/sequence.ts';
import type { KnownProducer, LogProducers } from '../producer-state/state.ts';
import type { LogState } from '../state.ts';
import { lastStableOffset, segmentsOf } from '../storage/partition.ts';
import type { Batch, Partition } from '../storage/state.ts';
import type { Transactions } from './state.ts';
import { isAborted } from './visibility.ts';

const NOBODY: Immutable<LogProducers> = { known: {}, open: [], sought: {}, aborted: {} };

/** Sentences about what is wrong; none in a sound state. */
export function brokenTransactions(state: Immutable<LogState>): string[] {
  const { transactions, partitions } = state;
  if (!transactions) return [];
  return [
    ...Object.values(partitions).flatMap((partition) => {
      const log = transactions.logs[partition.id] ?? NOBODY;
      return [
        ...brokenStability(partition, log),
        ...brokenOpen(partition, log, transactions),
        ...brokenOutcomes(partition, log),
        ...Object.values(log.known).flatMap((producer) => brokenSequences(partition, producer)),
      ];
    }),
    ...brokenOffsets(transactions),
    ...brokenReaders(state),
  ];
}

/** Log start ≤ last stable offset ≤ log end, which is the high watermark; it is where the oldest open transaction begins. */
function brokenStability(partition: Immutable<Partition>, { open }: Immutable<LogProducers>): string[] {
  const { id, logStartOffset, logEndOffset, openFrom } = partition;
  const wrong: string[] = [];
  const stable = lastStableOffset(partition);
  if (stable < logStartOffset || stable > logEndOffset)
    wrong.push(`${id}: is stable up to ${stable}, of ${logStartOffset} to ${logEndOffset}.`);
  if (openFrom !== (open[0]?.firstOffset ?? null))
    wrong.push(`${id}: takes ${openFrom} for its oldest open one.`);
  if (open.some(({ firstOffset }, n) => n > 0 && firstOffset <= open[n - 1]!.firstOffset))
    wrong.push(`${id}: has its open transactions out of order.`);
  return wrong;
}

/** What is open in a partition its coordinator knows of, and will end. */
function brokenOpen(
  { id }: Immutable<Partition>,
  { open }: Immutable<LogProducers>,
  { ids }: Immutable<Transactions>,
): string[] {
  return open
    .filter(
      ({ pid }) =>
        !Object.values(ids).some(
          (one) => one.pid === pid && one.state === 'Ongoing' && one.partitions.includes(id),
        ),
    )
    .map(({ pid }) => `${id}: the transaction of ${pid} is open, and nobody will end it.`);
}

/** Batches that are still there count as aborted if the next marker of their producer says so, and are stable once there is one. */
function brokenOutcomes(partition: Immutable<Partition>, log: Immutable<LogProducers>): string[] {
  const { id } = partition;
  const wrong: string[] = [];
  const undecided = new Map<number, Immutable<Batch>[]>();
  for (const { batches } of segmentsOf(partition))
    for (const batch of itemsOf(batches)) {
      const { pid, transaction, baseOffset, records } = batch;
      if (transaction === 'data') undecided.set(pid, [...(undecided.get(pid) ?? []), batch]);
      else if (transaction !== null) {
        for (const one of undecided.get(pid) ?? [])
          if (isAborted(log, one) !== (transaction === 'abort'))
            wrong.push(`${id}: ${one.baseOffset} is not as its ${transaction} at ${baseOffset} says.`);
        undecided.delete(pid);
        if (records.length > 0) wrong.push(`${id}: the marker at ${baseOffset} has records.`);
      }
    }
  for (const [pid, batches] of undecided) {
    const first = batches.find(({ records }) => records.length > 0);
    if (first && !log.open.some((one) => one.pid === pid))
      wrong.push(`${id}: the transaction of ${pid} at ${first.baseOffset} has no end.`);
  }
  return wrong;
}

/** The batches that a leader can tell from new ones follow one another, in their numbers and in the log. */
function brokenSequences({ id }: Immutable<Partition>, { batches }: Immutable<KnownProducer>): string[] {
  return batches.flatMap(({ first, baseOffset }, n) => {
    const before = batches[n - 1];
    return before && (first !== sequenceAfter(before.last, 1) || baseOffset <= before.baseOffset)
      ? [`${id}: the sequence ${first} does not follow ${before.last}.`]
      : [];
  });
}

/** Offsets wait only for transactions that are open. */
function brokenOffsets({ pending, ids }: Immutable<Transactions>): string[] {
  return Object.keys(pending).flatMap((group) =>
    pending[group]!.filter(
      ({ pid }) =>
        !Object.values(ids).some(
          (one) => one.pid === pid && one.state === 'Ongoing' && one.groups.includes(group),
        ),
    ).map(({ partition }) => `${group}: an offset in ${partition} waits for nothing.`),
  );
}

/** Whoever reads committed data alone has fetched none that is not stable. */
function brokenReaders({ consumers, partitions }: Immutable<LogState>): string[] {
  return Object.values(consumers)
    .filter(isCommittedOnly)
    .flatMap(({ id, fetched }) =>
      fetched
        .filter(
          ({ partition, to }) =>
            partitions[partition] && to !== null && to > lastStableOffset(partitions[partition]),
        )
        .map(({ partition }) => `${id}: has fetched ${partition} past its last stable offset.`),
    );
}
