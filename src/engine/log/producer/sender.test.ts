// When a producer's batches go out (kafka-log 1.5, 1.6).

import { describe, expect, test } from 'vitest';
import { nextEntry } from '../../agenda.ts';
import { advance, fork, stepsAt } from '../../run.ts';
import { copyWorld } from '../../world.ts';
import { type Conversation, converse } from '../conversation.ts';
import { logOf } from '../reading.ts';
import type { Settings } from '../settings.ts';
import type { NewRecord, ProduceAnswer, SendAnswer } from './command.ts';

interface Producing extends Conversation {
  /** Hands over a record with a value of so many bytes: its ticket, or the error. */
  hand(partition: number, bytes?: number, more?: Partial<NewRecord>): number | string;
  /** How many records stand in each partition, and how large its log is. */
  logs(): string[];
}

const producing = (config: Settings, topicConfig: Settings = {}): Producing => {
  const broker = converse();
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 3, config: topicConfig });
  broker.ask({ kind: 'open-producer', producer: 'p', config });
  return Object.assign(broker, {
    hand(partition: number, bytes = 1, more: Partial<NewRecord> = {}) {
      const record = { partition, value: { fill: 'x', size: bytes }, ...more };
      const answer = broker.ask({ kind: 'send', producer: 'p', topic: 't', record }) as
        SendAnswer | { error: string };
      return 'error' in answer ? answer.error : answer.ticket;
    },
    logs: () =>
      Object.values(broker.state.partitions).map(
        ({ logEndOffset, sizeBytes }) => `${logEndOffset}:${sizeBytes}`,
      ),
  });
};
const flush = (broker: Conversation) => broker.ask({ kind: 'flush', producer: 'p' });

describe('a record that is not awaited', () => {
  test('waits for linger.ms, 5 by default, with those that come meanwhile: one batch', () => {
    const broker = producing({});
    broker.hand(0);
    broker.until(4);
    broker.hand(0);
    expect(broker.logs()).toEqual(['0:0', '0:0', '0:0']);
    broker.until(5);
    expect(broker.logs()[0]).toBe('2:77');
    expect(broker.facts('batch-appended').map(({ batch }) => batch.records.length)).toEqual([2]);
    // stamped when it was handed over
    const { records } = broker.facts('batch-appended')[0]!.batch;
    expect(records.map(({ timestamp }) => timestamp - broker.run.world.epoch)).toEqual([0, 4]);
    expect(nextEntry(broker.run.world.agenda)?.command.kind).not.toBe('end-linger');
  });

  test('goes out at once without a linger', () => {
    const broker = producing({ 'linger.ms': 0 });
    broker.hand(0);
    broker.hand(0);
    expect(broker.facts('batch-appended')).toHaveLength(2);
    expect(broker.facts('linger-planned')).toEqual([]);
  });

  test('goes out when its batch is full, or another begins behind it, which then waits for its own time', () => {
    const broker = producing({ 'linger.ms': 1000, 'batch.size': 500 });
    broker.hand(0, 300);
    broker.until(100);
    expect(broker.logs()[0]).toBe('0:0');
    broker.hand(0, 300);
    expect(broker.logs()[0]).toBe('1:370');
    broker.until(1099);
    expect(broker.logs()[0]).toBe('1:370');
    broker.until(1100);
    expect(broker.logs()[0]).toBe('2:740');
    // 61 + 209 + 230 = 500: full to the byte
    broker.hand(1, 200);
    broker.hand(1, 220);
    expect(broker.logs()[1]).toBe('0:0');
    broker.hand(2, 200);
    broker.hand(2, 221);
    expect(broker.logs().slice(1)).toEqual(['2:499', '2:500']);
  });

  test('goes along with the request that another partition makes', () => {
    const broker = producing({ 'linger.ms': 1000, 'batch.size': 500 });
    broker.hand(0);
    broker.hand(1, 300);
    expect(broker.logs()).toEqual(['0:0', '0:0', '0:0']);
    broker.hand(1, 300);
    expect(broker.logs()).toEqual(['1:69', '1:370', '0:0']);
  });

  test('but not if the request is as large as it may be', () => {
    const config = { 'linger.ms': 1000, 'batch.size': 500, 'max.request.size': 560 };
    const broker = producing(config);
    broker.hand(0, 300);
    broker.hand(1, 300);
    broker.hand(0, 300);
    expect(broker.logs()).toEqual(['1:370', '0:0', '0:0']);
  });

  test('goes out with a flush, which tells what became of each, and on close', () => {
    const broker = producing({ 'linger.ms': 60_000 });
    expect([broker.hand(0), broker.hand(1), broker.hand(0)]).toEqual([0, 1, 2]);
    expect(flush(broker)).toEqual({
      results: {
        0: { partition: 0, offset: 0 },
        1: { partition: 1, offset: 0 },
        2: { partition: 0, offset: 1 },
      },
    });
    expect(flush(broker)).toEqual({ results: {} });
    broker.hand(2);
    broker.ask({ kind: 'close-producer', producer: 'p' });
    expect(broker.logs()[2]).toBe('1:69');
    expect(broker.hand(2)).toBe('IllegalStateException');
    broker.until(60_000);
    expect(broker.logs()[2]).toBe('1:69');
  });

  test('goes before one that is awaited, in the same batch', () => {
    const broker = producing({ 'linger.ms': 60_000 });
    broker.hand(0);
    expect(broker.send('t', { partition: 0, value: 'v' })).toEqual(['0@1']);
    expect(broker.facts('batch-appended')).toHaveLength(1);
  });

  test('makes room where memory is short', () => {
    const broker = producing({ 'linger.ms': 60_000, 'batch.size': 400, 'buffer.memory': 1000 });
    broker.hand(0);
    broker.hand(1);
    broker.hand(0);
    expect(broker.logs()).toEqual(['0:0', '0:0', '0:0']);
    broker.hand(2);
    expect(broker.logs()).toEqual(['2:77', '1:69', '0:0']);
    expect(broker.hand(0, 980)).toBe('RecordTooLargeException');
    expect(broker.hand(0, 300)).toBe(4);
  });

  test('is refused by the client where no batch can hold it', () => {
    expect(producing({ 'buffer.memory': 1000 }).hand(0)).toBe('IllegalArgumentException');
    const broker = producing({});
    expect(broker.hand(7)).toBe('TimeoutException');
    expect(broker.hand(0, 1, { timestamp: -1 })).toBe('IllegalArgumentException');
    expect(broker.ask({ kind: 'send', producer: 'p', topic: 'nope', record: {} })).toMatchObject({
      error: 'TimeoutException',
    });
    expect(broker.facts('produce-refused')).toHaveLength(3);
  });

  test('fails with its topic, and goes to a new one of the same name', () => {
    const broker = producing({ 'linger.ms': 60_000 });
    broker.hand(0);
    broker.ask({ kind: 'delete-topic', topic: 't' });
    broker.ask({ kind: 'create-topic', topic: 't', partitions: 1 });
    expect(flush(broker)).toEqual({ results: { 0: { partition: 0, offset: 0 } } });
    broker.hand(0);
    broker.ask({ kind: 'delete-topic', topic: 't' });
    expect(flush(broker)).toMatchObject({ results: { 1: { error: 'TimeoutException' } } });
  });
});

describe('what the broker refuses', () => {
  test('is told for each record, its mates included', () => {
    const broker = producing({ 'linger.ms': 60_000 });
    broker.hand(0);
    broker.hand(0, 1, { timestamp: broker.run.world.epoch + 3_600_001 });
    expect(flush(broker)).toMatchObject({
      results: { 0: { error: 'KafkaException' }, 1: { error: 'InvalidTimestampException' } },
    });
  });

  test('as too large goes out again in halves', () => {
    const broker = producing({ 'linger.ms': 60_000 }, { 'max.message.bytes': 300 });
    for (let n = 0; n < 6; n++) broker.hand(0, 60);
    expect(flush(broker)).toMatchObject({ results: { 5: { partition: 0, offset: 5 } } });
    expect(broker.facts('batch-appended').map(({ batch }) => batch.records.length)).toEqual([2, 2, 2]);
  });

  test('nobody hears of with acks=0, and where it went neither', () => {
    const broker = producing({ acks: 0 }, { 'max.message.bytes': 300 });
    const produce = (...records: object[]) =>
      broker.ask({ kind: 'produce', producer: 'p', topic: 't', records }) as ProduceAnswer;
    const unheard = { partition: 0, offset: -1 };
    const large = { partition: 0, value: { fill: 'x', size: 100 } };
    expect(produce({ partition: 0, value: 'v' })).toEqual({ appended: [unheard] });
    expect(produce({ ...large, value: { fill: 'x', size: 400 } })).toEqual({ appended: [unheard] });
    expect(produce(large, large, large)).toEqual({ appended: [unheard, unheard, unheard] });
    expect(broker.logs()[0]).toBe('1:69');
    expect(broker.facts('produce-refused')).toHaveLength(2);
  });
});

test('a fork in the middle of a linger waits for itself, and a copy of it stays as it is', () => {
  const broker = producing({ 'linger.ms': 10 });
  broker.hand(0);
  const { run } = broker;
  const other = fork(run, stepsAt(run, run.journal.length));
  const copy = copyWorld(run.world, run.models);
  broker.hand(0);
  expect(logOf(copy, 'log').producers['p']!.queue).toMatchObject([{ tickets: [0], records: [{}] }]);
  const ends = [run, other].map((one) => {
    advance(one, 10);
    return logOf(one.world, 'log').partitions['t-0']!.logEndOffset;
  });
  expect(ends).toEqual([2, 1]);
});
