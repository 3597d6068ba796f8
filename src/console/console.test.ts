// Command lines against a run: what a person types, and what becomes of the log.

import { expect, it } from 'vitest';
import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { logOf } from '../engine/log/reading.ts';
import { createRun } from '../engine/run.ts';
import { runLine } from './console.ts';

const begin = () => createRun({ seed: 1, lanes: [{ id: 'log', broker: 'log' }] }, createModels(logModel));
const TOPICS = 'kafka-topics --bootstrap-server localhost:9092';

it('runs a line as it is typed', () => {
  const run = begin();
  expect(runLine(run, 'log', `${TOPICS} --create --topic 'orders' --partitions 2`)).toEqual({
    lines: [{ to: 'out', text: 'Created topic orders.' }],
    exitCode: 0,
  });
  expect(logOf(run.world, 'log').topics['orders']!.partitions).toEqual(['orders-0', 'orders-1']);
  expect(runLine(run, 'log', `bin/kafka-topics.sh --bootstrap-server localhost:9092 --list`).lines).toEqual([
    { to: 'out', text: 'orders' },
  ]);
});

it('refuses what cannot be read or found, and changes nothing', () => {
  const run = begin();
  const refused = (line: string) => runLine(run, 'log', line);
  expect(refused(`${TOPICS} --list | wc`)).toMatchObject({ exitCode: 2, lines: [{ to: 'err' }] });
  expect(refused('kafka-nope --list')).toEqual({
    lines: [{ to: 'err', text: 'kafka-nope: command not found' }],
    exitCode: 127,
  });
  expect(refused('')).toEqual({ lines: [], exitCode: 0 });
  expect(run.journal.length).toBe(0);
});
