// Workers that read by a share group.

import { expect, test } from 'vitest';
import { nextEntry } from '../../../agenda.ts';
import type { WorkerSpec } from '../../../clients/state.ts';
import { broken } from '../../../invariants.ts';
import { advance, perform, type Run } from '../../../run.ts';
import { shareGroup } from '../kinds.ts';
import { logOf } from '../../reading.ts';
import { type ShareConversation, shareConverse } from './conversation.ts';

const lane = 'log';

function work(broker: ShareConversation, id: string, more: Partial<WorkerSpec> = {}): void {
  const spec: WorkerSpec = { id, service: 'g', source: 't', take: 'share', workMs: 100, ...more };
  perform(broker.run, { of: 'clients', kind: 'start-worker', lane, spec });
}

const doneBy = ({ world }: Run, id: string): number => world.clients.workers[lane]![id]!.done;

const startOf = ({ world }: Run): number =>
  shareGroup(logOf(world, lane), 'g')!.partitions['t-0']!.startOffset;

test('more workers than partitions all work, each accepting what it has done', () => {
  const broker = shareConverse();
  const { run } = broker;
  for (const id of ['a', 'b', 'c']) work(broker, id, { settleMs: 5 });
  advance(run, 1000);
  for (let n = 0; n < 9; n++) broker.batch(1);
  advance(run, 3000);
  expect(['a', 'b', 'c'].map((id) => doneBy(run, id))).toEqual([3, 3, 3]);
  expect(startOf(run)).toBe(9);
  expect(broken(run.world)).toEqual([]);
  // nothing is left to be done but to look whether a lock ran out
  advance(run, 40_000);
  expect(nextEntry(run.world.agenda)).toBeUndefined();
});

test('what a crashed worker had another one gets, at once', () => {
  const broker = shareConverse();
  const { run } = broker;
  work(broker, 'a', { workMs: 5000 });
  work(broker, 'b');
  advance(run, 1000);
  broker.batch(1);
  advance(run, 1050);
  const busy = ['a', 'b'].find((id) => run.world.clients.workers[lane]![id]!.status === 'working')!;
  perform(run, { of: 'clients', kind: 'crash-worker', lane, worker: busy });
  advance(run, 8000);
  expect(doneBy(run, busy === 'a' ? 'b' : 'a')).toBe(1);
  expect(startOf(run)).toBe(1);
});

test('a worker that never settles keeps what it has until its lock runs out', () => {
  const broker = shareConverse({ 'share.delivery.count.limit': 2 });
  const { run } = broker;
  work(broker, 'a', { settle: 'never' });
  advance(run, 1000);
  broker.batch(1);
  advance(run, 20_000);
  expect(broker.states()).toEqual(['0:Acquired']);
  advance(run, 40_000);
  expect(broker.states()).toEqual(['0:Available']);
});
