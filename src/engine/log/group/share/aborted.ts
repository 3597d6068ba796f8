// Records of aborted transactions in a share group that reads committed data alone: they are taken from the log with the others, and
// archived before anybody sees them. Kafka: SharePartition.maybeFilterAbortedTransactionalAcquiredRecords.

import type { Context } from '../../../broker.ts';
import type { GroupId, Immutable, LaneId } from '../../../vocabulary.ts';
import type { Batch } from '../../storage/state.ts';
import type { InFlightRun, SettledRun } from './fact.ts';
import type { SharePartition } from './state.ts';

/** What is left of runs that were just acquired. The start offset stays where it is until something else lets it move. */
export function withoutAborted(
  context: Context,
  lane: LaneId,
  group: GroupId,
  { id: partition }: Immutable<SharePartition>,
  runs: readonly InFlightRun[],
  batches: readonly Immutable<Batch>[],
): readonly InFlightRun[] {
  const asked = { of: 'log', lane, kind: 'tell-aborted', partition } as const;
  const isAborted = context.ask(asked) as ((batch: Immutable<Batch>) => boolean) | null;
  const aborted = isAborted ? batches.filter(isAborted) : [];
  if (aborted.length === 0) return runs;
  const archived: SettledRun[] = [];
  const left = runs.flatMap((run) => split(run, aborted, archived));
  if (archived.length > 0)
    context.emit({
      of: 'log',
      lane,
      kind: 'records-settled',
      group,
      partition,
      consumer: null,
      because: 'aborted',
      runs: archived,
    });
  return left;
}

/** The parts of a run that lie between aborted batches; those inside them are archived. */
function split(
  run: InFlightRun,
  aborted: readonly Immutable<Batch>[],
  archived: SettledRun[],
): InFlightRun[] {
  const left: InFlightRun[] = [];
  let from = run.firstOffset;
  for (const { baseOffset, lastOffset } of aborted) {
    const first = Math.max(from, baseOffset);
    const last = Math.min(run.lastOffset, lastOffset);
    if (first > last) continue;
    if (from < first) left.push({ ...run, firstOffset: from, lastOffset: first - 1 });
    const apart = run.apart || first > run.batch || last < run.batchEnd;
    archived.push({ ...run, firstOffset: first, lastOffset: last, apart, state: 'Archived' });
    from = last + 1;
  }
  if (from <= run.lastOffset) left.push({ ...run, firstOffset: from });
  return left;
}
