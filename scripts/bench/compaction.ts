// A log with much to clean, and the bare fold that its cleaning is measured by: of each key the offset of its last record.

import { createModels } from '../../src/engine/broker.ts';
import { recordsOf } from '../../src/engine/log/storage/partition.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { draw } from '../../src/engine/random.ts';
import { createRun, perform, type Run, step } from '../../src/engine/run.ts';

const lane = 'log';
const KEYS = 1000;
const RECORDS_PER_BATCH = 10;

/** The keys of so many records, in the order of their offsets. */
export const keysOf = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `key-${draw(1, 'keys', n) % KEYS}`);

/** The yardstick. */
export function foldBare(keys: readonly string[]): Map<string, number> {
  const latest = new Map<string, number>();
  for (let offset = 0; offset < keys.length; offset++) latest.set(keys[offset]!, offset);
  return latest;
}

/** A run in which a pass of the cleaner is due next, over records with these keys in closed segments. */
export function openDirtyRun(keys: readonly string[]): Run {
  const run = createRun({ seed: 1, lanes: [{ id: lane, broker: 'log' }] }, createModels(logModel));
  const alter = (bytes: number): unknown => {
    const config = { 'internal.segment.bytes': bytes };
    return perform(run, { of: 'log', kind: 'alter-topic', lane, topic: 't', config });
  };
  const produce = (some: readonly string[]): unknown => {
    const records = some.map((key) => ({ key, value: 'v' }));
    return perform(run, { of: 'log', kind: 'produce', lane, producer: 'p', topic: 't', records });
  };
  const config = { 'cleanup.policy': 'compact' };
  perform(run, { of: 'log', kind: 'create-topic', lane, topic: 't', partitions: 1, config });
  perform(run, { of: 'log', kind: 'open-producer', lane, producer: 'p' });
  alter(1_000_000);
  for (let first = 0; first < keys.length; first += RECORDS_PER_BATCH)
    produce(keys.slice(first, first + RECORDS_PER_BATCH));
  // one more, which has to go to a new segment
  alter(100);
  produce(['']);
  return run;
}

/** That pass. */
export const clean = (run: Run): unknown => step(run);

/** What it left, as the yardstick gives it. */
export function latestOf(run: Run): Map<string, number> {
  const log = run.world.lanes[lane]!;
  if (log.broker !== 'log') throw new Error('The cleaner works in a log lane.');
  const kept = recordsOf(log.state.partitions['t-0']!).filter(({ record }) => record.key !== '');
  return new Map(kept.map(({ offset, record }) => [record.key as string, offset]));
}
