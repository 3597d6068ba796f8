// The verbs of transactions, and of batches that are sent with numbers of their own.

import type { NumberedAnswer } from '../../../src/engine/log/producer-state/command.ts';
import { isRefusal } from '../../../src/engine/command.ts';
import type { NewRecord } from '../../../src/engine/log/producer/command.ts';
import { ask, type Bench, stateOf } from './bench.ts';
import { client, done, pick, shown, type Step, type Verb, type Verbs } from './verb.ts';

const ofProducer =
  (kind: string, ...names: readonly string[]): Verb =>
  (bench, step) =>
    done(ask(bench, { kind, producer: client(step), ...pick(step, ...names) } as never));

/** What the recorder stamps records with that say nothing of time. */
const TIMESTAMP = 1000;

export const transactionVerbs: Verbs = {
  'init-transactions': ofProducer('init-transactions'),
  begin: ofProducer('begin-transaction'),
  'commit-transaction': ofProducer('commit-transaction'),
  'abort-transaction': ofProducer('abort-transaction'),
  'send-offsets': ofProducer('send-offsets', 'group', 'offsets'),
  'describe-transaction': (bench, step) => {
    const answer = ask(bench, { kind: 'describe-transaction', id: transactionalIdOf(bench, step) });
    return isRefusal(answer) ? shown(answer) : (answer as { state: string });
  },
  'raw-produce': (bench, step) => {
    const records = (step['records'] as NewRecord[]).map((record) => ({ timestamp: TIMESTAMP, ...record }));
    const answer = ask(bench, {
      kind: 'produce-numbered',
      ...pick(
        step,
        'producer',
        'topic',
        'partition',
        'epoch',
        'sequence',
        'acks',
        'transactional',
        'version',
      ),
      records,
    } as never) as NumberedAnswer;
    return isRefusal(answer) ? shown(answer) : answer;
  },
};

function transactionalIdOf(bench: Bench, step: Step): string {
  const { transactions } = stateOf(bench);
  return transactions?.clients[client(step)]?.transactionalId ?? client(step);
}
