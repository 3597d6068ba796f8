// Workers that read a log and leave committing to their consumer.

import { expect, test } from 'vitest';
import { createModels } from '../broker.ts';
import { logModel } from '../log/model.ts';
import { logOf } from '../log/reading.ts';
import { advance, createRun, perform, type Run } from '../run.ts';
import { nextEntry } from '../agenda.ts';

const lane = 'log';

/** One worker that takes 100 ms for each of so many records, and commits by itself every second. */
const working = (records: number): Run => {
  const settings = { 'log.retention.ms': -1 };
  const run = createRun({ seed: 0, lanes: [{ id: lane, broker: 'log', settings }] }, createModels(logModel));
  perform(run, { of: 'log', kind: 'create-topic', lane, topic: 't', partitions: 1 });
  perform(run, { of: 'log', kind: 'open-producer', lane, producer: 'p' });
  for (let n = 0; n < records; n++)
    perform(run, {
      of: 'log',
      kind: 'produce',
      lane,
      producer: 'p',
      topic: 't',
      records: [{ partition: 0 }],
    });
  const config = {
    'enable.auto.commit': true,
    'auto.commit.interval.ms': 1000,
    'auto.offset.reset': 'earliest',
  };
  const spec = {
    id: 'w',
    service: 'g',
    source: 't',
    partitions: ['t-0'],
    workMs: 100,
    settle: 'never',
    config,
  } as const;
  perform(run, { of: 'clients', kind: 'start-worker', lane, spec });
  return run;
};
const committedAt = (run: Run, instant: number): number | undefined => {
  advance(run, instant);
  return logOf(run.world, lane).groups['g']?.offsets['t-0']?.offset;
};

test('commits when it polls after the interval: what it is working on counts as done', () => {
  const run = working(30);
  expect(committedAt(run, 999)).toBeUndefined();
  // the tenth record is done at 1000 ms, and the next poll commits its position before it hands over the eleventh
  expect(committedAt(run, 1000)).toBe(10);
  expect(committedAt(run, 1999)).toBe(10);
});

test('commits while it waits for more, and then rests', () => {
  const run = working(3);
  expect(committedAt(run, 999)).toBeUndefined();
  expect(committedAt(run, 1000)).toBe(3);
  advance(run, 2000);
  expect(nextEntry(run.world.agenda)?.command.kind).toBe('check-offsets');
});

test('commits by hand unless its settings say otherwise', () => {
  const run = working(0);
  const spec = { id: 'v', service: 'h', source: 't', partitions: ['t-0'], workMs: 100 };
  perform(run, { of: 'clients', kind: 'start-worker', lane, spec });
  const { consumers } = logOf(run.world, lane);
  expect([consumers['w']!.autoCommitAt, consumers['v']!.autoCommitAt]).toEqual([1000, null]);
});

test('joins the group that its settings name, and else that of its service', () => {
  const run = working(3);
  const config = { 'auto.offset.reset': 'earliest', 'group.id': 'g-2' };
  const spec = { id: 'v', service: 'g', source: 't', workMs: 100, config } as const;
  perform(run, { of: 'clients', kind: 'start-worker', lane, spec });
  advance(run, 10_000);
  const { groups } = logOf(run.world, lane);
  expect(groups['g-2']?.offsets['t-0']?.offset).toBe(3);
  expect(groups['g-2']?.members.map(({ consumer }) => consumer)).toEqual(['v']);
  expect(groups['g']?.members ?? []).toEqual([]);
});

test('counts what it gives up while it runs, and not what it leaves when it stops', () => {
  const settings = { 'group.initial.rebalance.delay.ms': 0 };
  const run = createRun({ seed: 0, lanes: [{ id: lane, broker: 'log', settings }] }, createModels(logModel));
  perform(run, { of: 'log', kind: 'create-topic', lane, topic: 't', partitions: 2 });
  const member = (id: string) => ({ id, service: 'g', source: 't', workMs: 100 });
  perform(run, { of: 'clients', kind: 'start-worker', lane, spec: member('a') });
  advance(run, 1000);
  perform(run, { of: 'clients', kind: 'start-worker', lane, spec: member('b') });
  advance(run, 10_000);
  const workers = () => Object.values(run.world.clients.workers[lane]!);
  expect(workers().map(({ gaveUp }) => gaveUp)).toEqual([2, 0]);
  perform(run, { of: 'clients', kind: 'stop-worker', lane, worker: 'a' });
  expect(workers().map(({ gaveUp }) => gaveUp)).toEqual([2, 0]);
});

test('takes its own time for orders that it is slow with, and a partition for each key where its route names them', () => {
  const run = working(0);
  const list = [
    { at: 10, key: 'Amal', order: '7' },
    { at: 10, key: 'Ben' },
  ];
  perform(run, { of: 'log', kind: 'create-topic', lane, topic: 'orders', partitions: 2 });
  const route = { topic: 'orders', partition: { Amal: 1, Ben: 0 } };
  perform(run, { of: 'clients', kind: 'route', lane, producer: 'orders', route });
  perform(run, { of: 'clients', kind: 'start-sender', producer: 'orders', plan: { list }, latencyMs: 0 });
  const config = { 'auto.offset.reset': 'earliest' };
  for (const n of [0, 1]) {
    const spec = { id: `w${n}`, service: 'h', source: 'orders', partitions: [`orders-${n}`], workMs: 100 };
    perform(run, {
      of: 'clients',
      kind: 'start-worker',
      lane,
      spec: { ...spec, slow: { '7': 500 }, config },
    });
  }
  advance(run, 200);
  const done = () => [0, 1].map((n) => run.world.clients.workers[lane]![`w${n}`]!.done);
  expect(done()).toEqual([1, 0]);
  advance(run, 600);
  expect(done()).toEqual([1, 1]);
});
