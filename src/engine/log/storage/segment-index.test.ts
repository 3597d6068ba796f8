// Indexes fill up, and a full one ends its segment (kafka-log §2.4, last but one).

import { expect, test } from 'vitest';
import { converse } from '../conversation.ts';
import type { Settings } from '../settings.ts';
import { segmentsOf } from './partition.ts';

/** Where segments begin after so many records of 70 bytes, each a batch of its own, at these times. */
function basesAfter(count: number, config: Settings, timeOf = (n: number): number => 1000 + n): number[] {
  const broker = converse({ 'log.retention.ms': -1 });
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 1, config });
  const records = Array.from({ length: count }, (_, n) => ({ key: 'k', value: 'v', timestamp: timeOf(n) }));
  broker.send('t', ...records);
  return segmentsOf(broker.state.partitions['t-0']!).map(({ baseOffset }) => baseOffset);
}

test('an entry is made for the batch that comes after more than the interval; the time index is full one early', () => {
  // an entry for every batch but the first: the third makes the second entry, of three that fit
  expect(basesAfter(9, { 'index.interval.bytes': 0, 'segment.index.bytes': 36 })).toEqual([0, 3, 6]);
  // 70 bytes are not more than 70
  expect(basesAfter(11, { 'index.interval.bytes': 70, 'segment.index.bytes': 36 })).toEqual([0, 5, 10]);
});

test('times that are not the largest so far get no entry; then the offset index decides', () => {
  const config = { 'index.interval.bytes': 0, 'segment.index.bytes': 36 };
  expect(basesAfter(11, config, () => 1000)).toEqual([0, 5, 10]);
  expect(basesAfter(11, config, (n) => 1000 - n)).toEqual([0, 5, 10]);
});

test('where no entry fits beside the closing one, every batch begins a segment', () => {
  expect(basesAfter(3, { 'segment.index.bytes': 12 })).toEqual([0, 1, 2]);
});

test('a segment keeps the limits that it began with', () => {
  const broker = converse({ 'log.retention.ms': -1 });
  const config = { 'index.interval.bytes': 0, 'segment.index.bytes': 36 };
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 1, config });
  let timestamp = 1000;
  const send = (count: number): void => {
    for (let n = 0; n < count; n++) broker.send('t', { key: 'k', value: 'v', timestamp: timestamp++ });
  };
  send(2);
  broker.ask({ kind: 'alter-topic', topic: 't', config: { 'segment.index.bytes': 60 } });
  send(9);
  expect(segmentsOf(broker.state.partitions['t-0']!).map(({ baseOffset }) => baseOffset)).toEqual([0, 3, 8]);
});
