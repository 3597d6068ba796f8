// The same records sent in transactions and without, one by one, by one producer to one partition.

import { createModels } from '../../src/engine/broker.ts';
import type { LogCommand } from '../../src/engine/log/command.ts';
import { logModel } from '../../src/engine/log/model.ts';
import { logOf } from '../../src/engine/log/reading.ts';
import { createRun, perform } from '../../src/engine/run.ts';

const lane = 'log';
const RECORDS_EACH = 10;

type Asked = LogCommand extends infer One
  ? One extends LogCommand
    ? Omit<One, 'of' | 'lane'>
    : never
  : never;

/** Sends the records of so many transactions, or as many without. @throws if the log does not end where it should */
export function runTransactions(transactions: number, inTransactions: boolean): void {
  const run = createRun({ seed: 0, lanes: [{ id: lane, broker: 'log' }] }, createModels(logModel));
  const ask = (command: Asked): unknown => perform(run, { of: 'log', lane, ...command });
  const producer = 'x';
  ask({ kind: 'create-topic', topic: 't', partitions: 1 });
  ask({
    ...{ kind: 'open-producer', producer },
    config: inTransactions ? { 'transactional.id': 'x' } : {},
  });
  if (inTransactions) ask({ kind: 'init-transactions', producer });
  for (let n = 0; n < transactions; n++) {
    if (inTransactions) ask({ kind: 'begin-transaction', producer });
    for (let record = 0; record < RECORDS_EACH; record++)
      ask({ kind: 'produce', producer, topic: 't', records: [{ key: 'k', value: 'v' }] });
    if (inTransactions) ask({ kind: 'commit-transaction', producer });
  }
  const { logEndOffset } = logOf(run.world, lane).partitions['t-0']!;
  const expected = transactions * (RECORDS_EACH + (inTransactions ? 1 : 0));
  if (logEndOffset !== expected) throw new Error(`The log ends at ${logEndOffset} instead of ${expected}.`);
}
