// The verbs of topics and of what their logs hold.

import { isRefusal, type Refusal } from '../../../src/engine/command.ts';
import type { DeletedRecords, FoundOffset } from '../../../src/engine/log/storage/command.ts';
import { handOver, lastStableOffset, segmentsOf } from '../../../src/engine/log/storage/partition.ts';
import type { LogRecord } from '../../../src/engine/log/storage/state.ts';
import { isAborted } from '../../../src/engine/log/transaction/visibility.ts';
import type { Json } from '../json.ts';
import { ask, type Bench, pass, stateOf } from './bench.ts';
import { spelledRecord } from './payload.ts';
import { done, foundOffset, known, mapValues, pick, shown, type Step, type Verbs } from './verb.ts';

/** How long the recorder waits for a retention check, or the cleaner, to change something. */
const RETENTION_QUIET_MS = 1800;
const COMPACTION_QUIET_MS = 2500;

export const storageVerbs: Verbs = {
  'create-topic': (bench, step) =>
    done(ask(bench, { kind: 'create-topic', ...pick(step, 'topic', 'partitions', 'config') } as never)),
  'add-partitions': (bench, step) =>
    done(ask(bench, { kind: 'add-partitions', ...pick(step, 'topic', 'total') } as never)),
  'alter-topic': (bench, step) =>
    done(ask(bench, { kind: 'alter-topic', ...pick(step, 'topic', 'config') } as never)),
  'delete-topic': (bench, step) => done(ask(bench, { kind: 'delete-topic', topic: step['topic'] as string })),

  'list-offsets': (bench, step) => {
    const asked = {
      kind: 'list-offsets',
      ...pick(step, 'topic', 'at'),
      committedOnly: isCommittedOnly(step),
    };
    const answer = ask(bench, asked as never) as Refusal | Record<string, FoundOffset>;
    return isRefusal(answer) ? shown(answer) : mapValues(answer, (found) => foundOffset(bench, found));
  },
  'delete-records': (bench, step) => {
    const { low } = ask(bench, {
      kind: 'delete-records',
      ...pick(step, 'topic', 'before'),
    } as never) as DeletedRecords;
    const answers = Object.values(low);
    const [only] = answers;
    if (answers.length === 1 && isRefusal(only)) return shown(only);
    return { low: mapValues(low, (one) => (isRefusal(one) ? shown(one) : one)) };
  },
  segments: (bench, step) =>
    byNumber(bench, step, (partition) => segmentsOf(partition).map(({ baseOffset }) => baseOffset)),
  'log-size': (bench, step) => byNumber(bench, step, ({ sizeBytes }) => sizeBytes),
  dump: (bench, step) => ({
    records: readable(bench, step).map((record) =>
      spelledRecord({ ...record, timestamp: known(bench, record.timestamp) }),
    ),
  }),
  'await-retention': (bench, step) => untilQuiet(bench, step, RETENTION_QUIET_MS),
  'await-compaction': (bench, step) => untilQuiet(bench, step, COMPACTION_QUIET_MS),
};

/** Lets time pass until the logs of a topic have not changed for so long. */
function untilQuiet(bench: Bench, step: Step, quietMs: number): Json {
  const look = (): string =>
    JSON.stringify(
      byNumber(bench, step, (log) => [log.logStartOffset, segmentsOf(log).length, log.sizeBytes]),
    );
  for (let before = ''; before !== look();) {
    before = look();
    pass(bench, quietMs);
  }
  return {};
}

type Log = Parameters<typeof segmentsOf>[0];

function byNumber(bench: Bench, step: Step, look: (partition: Log) => unknown): Json {
  const { topics, partitions } = stateOf(bench);
  const ids = topics[step['topic'] as string]?.partitions ?? [];
  return Object.fromEntries(ids.map((id, number) => [number, look(partitions[id]!)]));
}

const partitionAt = (bench: Bench, step: Step): Log =>
  stateOf(bench).partitions[`${String(step['topic'])}-${String(step['partition'])}`]!;

const isCommittedOnly = (step: Step): boolean => step['isolation'] === 'read_committed';

/** Everything that a reader with the step's isolation level could get. */
function readable(bench: Bench, step: Step): (LogRecord & { readonly offset: number })[] {
  const log = partitionAt(bench, step);
  const committedOnly = isCommittedOnly(step);
  const records: (LogRecord & { readonly offset: number })[] = [];
  handOver(
    log,
    log.logStartOffset,
    committedOnly ? lastStableOffset(log) : log.logEndOffset,
    Infinity,
    records,
    (_, offset, record) => ({ ...record, offset }),
    committedOnly ? (batch) => isAborted(stateOf(bench).transactions?.logs[log.id], batch) : null,
  );
  return records;
}
