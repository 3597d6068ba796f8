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
