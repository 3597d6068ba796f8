// Transactions as everybody sees them: who may have one, how it ends, and what readers get.

import { describe, expect, test } from 'vitest';
import { perform } from '../../run.ts';
import { type Conversation, converse } from '../conversation.ts';
import type { Settings } from '../settings.ts';
import { lastStableOffset } from '../storage/partition.ts';

/** A broker with one topic of one partition, and a producer that has the transactional id `id`. */
const open = (settings: object = {}, config: Settings = {}): Conversation => {
  const broker = converse({ 'log.retention.ms': -1, ...settings });
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 1, config });
  take(broker, 'x');
  return broker;
};

function take(broker: Conversation, producer: string, config: Settings = { 'transactional.id': 'id' }): void {
  broker.ask({ kind: 'open-producer', producer, config });
  broker.ask({ kind: 'init-transactions', producer });
}

const begin = (broker: Conversation, producer = 'x') => broker.ask({ kind: 'begin-transaction', producer });
const commit = (broker: Conversation, producer = 'x') => broker.ask({ kind: 'commit-transaction', producer });
const abort = (broker: Conversation, producer = 'x') => broker.ask({ kind: 'abort-transaction', producer });

function send(broker: Conversation, value: string, producer = 'x', topic = 't'): unknown {
  const records = [{ key: 'k', value }];
  const answer = broker.ask({ kind: 'produce', producer, topic, records }) as { appended: unknown[] };
  return answer.appended[0];
}

const stable = (broker: Conversation): number => lastStableOffset(broker.state.partitions['t-0']!);
const end = (broker: Conversation): number => broker.state.partitions['t-0']!.logEndOffset;

/** What a reader of committed data gets from the beginning, in one poll. */
function committed(broker: Conversation, name: string, config: Settings = {}): string[] {
  broker.open(name, {
    partitions: ['t-0'],
    config: { 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed', ...config },
  });
  return broker.poll(name);
}

describe('the end of a transaction is a marker that takes an offset (kafka-log 4.2)', () => {
  test('readers of committed data see it whole or not at all', () => {
    const broker = open();
    begin(broker);
    send(broker, 'a');
    send(broker, 'b');
    expect([stable(broker), end(broker)]).toEqual([0, 2]);
    expect(committed(broker, 'early')).toEqual([]);
    commit(broker);
    expect([stable(broker), end(broker)]).toEqual([3, 3]);
    expect(broker.poll('early')).toEqual(['t-0@0', 't-0@1']);
    expect(broker.state.consumers['early']!.positions['t-0']).toBe(3);
    expect(broker.state.partitions['t-0']!.sizeBytes).toBe(70 + 70 + 78);
  });

  test('what is aborted stays in the log, and is shown to those who ask for everything', () => {
    const broker = open();
    begin(broker);
    send(broker, 'a');
    abort(broker);
    broker.send('t', 'plain');
    expect(committed(broker, 'c')).toEqual(['t-0@2']);
    expect(committed(broker, 'all', { 'isolation.level': 'read_uncommitted' })).toEqual(['t-0@0', 't-0@2']);
  });

  test('without anything sent there is none', () => {
    const broker = open();
    begin(broker);
    commit(broker);
    begin(broker);
    abort(broker);
    expect(end(broker)).toBe(0);
  });

  test('a partition whose batch was refused gets one too', () => {
    const broker = open({}, { 'cleanup.policy': 'compact' });
    begin(broker);
    const records = [{ key: null, value: 'v' }];
    broker.ask({ kind: 'produce', producer: 'x', topic: 't', records });
    expect(commit(broker)).toMatchObject({ error: 'KafkaException', cause: 'InvalidRecordException' });
    expect(abort(broker)).toEqual({});
    expect(end(broker)).toBe(1);
  });
});

describe('the oldest open transaction holds back all that comes after it (kafka-log 4.4)', () => {
  test('plain records, and transactions that have ended', () => {
    const broker = open();
    take(broker, 'y', { 'transactional.id': 'other' });
    begin(broker);
    begin(broker, 'y');
    send(broker, 'x0');
    send(broker, 'y0', 'y');
    broker.send('t', 'p');
    commit(broker, 'y');
    expect(committed(broker, 'c')).toEqual([]);
    abort(broker);
    expect(broker.poll('c')).toEqual(['t-0@1', 't-0@2']);
  });

  test('but not the log start: it takes the last stable offset along (kafka-log 12)', () => {
    const broker = open();
    begin(broker);
    for (const value of ['a', 'b', 'c']) send(broker, value);
    broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 2 } });
    expect(stable(broker)).toBe(2);
    commit(broker);
    expect(stable(broker)).toBe(4);
  });
});

describe('who takes a transactional id fences whoever had it (kafka-log 4.2)', () => {
  test('what was open is aborted, and the former owner can do nothing more', () => {
    const broker = open();
    begin(broker);
    send(broker, 'a');
    take(broker, 'y');
    expect(broker.facts('transaction-decided')).toMatchObject([{ outcome: 'abort', because: 'fenced' }]);
    expect(send(broker, 'b')).toMatchObject({ error: 'InvalidProducerEpochException', code: 47 });
    expect(commit(broker)).toMatchObject({ error: 'InvalidProducerEpochException' });
    expect(abort(broker)).toMatchObject({ error: 'ProducerFencedException', code: 90 });
    expect(begin(broker)).toMatchObject({ error: 'ProducerFencedException' });
    begin(broker, 'y');
    expect(send(broker, 'c', 'y')).toEqual({ partition: 0, offset: 2 });
  });
});

describe('a transaction may take transaction.timeout.ms (kafka-log 4.2, 12)', () => {
  const late = (): Conversation => {
    const broker = open();
    take(broker, 'w', { 'transactional.id': 'slow', 'transaction.timeout.ms': 1000 });
    begin(broker, 'w');
    send(broker, 'a', 'w');
    broker.until(9999);
    expect(end(broker)).toBe(1);
    broker.until(10_000);
    expect(end(broker)).toBe(2);
    return broker;
  };

  test('then it is aborted, at the next look; a commit afterwards is the end of its producer', () => {
    const broker = late();
    expect(commit(broker, 'w')).toMatchObject({ error: 'InvalidTxnStateException', code: 48 });
    expect(abort(broker, 'w')).toMatchObject({ error: 'KafkaException', cause: 'InvalidTxnStateException' });
  });

  test('an abort is not', () => {
    const broker = late();
    expect(abort(broker, 'w')).toEqual({});
    expect(end(broker)).toBe(2);
    begin(broker, 'w');
    expect(send(broker, 'b', 'w')).toEqual({ partition: 0, offset: 2 });
  });

  test('nobody looks any more once it has ended in time', () => {
    const broker = open();
    begin(broker);
    send(broker, 'a');
    commit(broker);
    broker.until(3_600_000);
    expect(broker.run.world.agenda.heap).toEqual([]);
  });
});

describe('offsets that are sent in a transaction wait for its end (kafka-log 4.4, 12)', () => {
  const sendOffsets = (broker: Conversation, offset: number, producer = 'x') =>
    broker.ask({ kind: 'send-offsets', producer, group: 'g', offsets: { 't-0': offset } });
  const offset = (broker: Conversation): number | undefined =>
    broker.state.groups['g']!.offsets['t-0']?.offset;

  test('and who would begin there waits with them', () => {
    const broker = open();
    broker.send('t', 'a', 'b', 'c');
    begin(broker);
    sendOffsets(broker, 2);
    expect(offset(broker)).toBeUndefined();
    broker.open('c', { group: 'g', partitions: ['t-0'], config: { 'auto.offset.reset': 'earliest' } });
    expect(broker.poll('c')).toEqual([]);
    commit(broker);
    expect(broker.poll('c')).toEqual(['t-0@2']);
  });

  test('a worker that waits begins as soon as they are settled', () => {
    const broker = open();
    begin(broker);
    sendOffsets(broker, 0);
    const spec = { id: 'w', service: 'g', source: 't', workMs: 10, partitions: ['t-0'] };
    const { run } = broker;
    perform(run, { of: 'clients', kind: 'start-worker', lane: 'log', spec });
    broker.send('t', 'a');
    broker.until(1000);
    expect(run.world.clients.workers['log']!['w']!.done).toBe(0);
    commit(broker);
    broker.until(2000);
    expect(run.world.clients.workers['log']!['w']!.done).toBe(1);
  });

  test('an abort forgets them', () => {
    const broker = open();
    begin(broker);
    sendOffsets(broker, 2);
    abort(broker);
    expect(offset(broker)).toBeUndefined();
  });

  test('of all that is committed the one counts that was written last, whenever its transaction ends', () => {
    const broker = open();
    take(broker, 'y', { 'transactional.id': 'other' });
    begin(broker);
    begin(broker, 'y');
    sendOffsets(broker, 5);
    sendOffsets(broker, 7, 'y');
    commit(broker, 'y');
    commit(broker);
    expect(offset(broker)).toBe(7);
    begin(broker);
    sendOffsets(broker, 1);
    broker.ask({ kind: 'alter-offsets', group: 'g', offsets: { 't-0': 3 } });
    commit(broker);
    expect(offset(broker)).toBe(3);
  });
});

describe('the client library keeps its calls in order (kafka-log 12)', () => {
  test('what is sent outside of a transaction is refused, and goes out with the next one', () => {
    const broker = open();
    expect(send(broker, 'stray')).toMatchObject({ error: 'IllegalStateException' });
    begin(broker);
    expect(send(broker, 'b')).toEqual({ partition: 0, offset: 1 });
    commit(broker);
    expect(broker.content('t-0')).toEqual(['0:stray', '1:b']);
  });

  test('and a commit that waits for it waits in vain', () => {
    const broker = open();
    send(broker, 'stray');
    begin(broker);
    expect(commit(broker)).toMatchObject({ error: 'TimeoutException' });
    expect(abort(broker)).toMatchObject({ error: 'IllegalStateException' });
    expect(commit(broker)).toMatchObject({ error: 'TimeoutException' });
  });

  test('what it was given in vain it drops with the abort', () => {
    const broker = open();
    begin(broker);
    broker.ask({ kind: 'send', producer: 'x', topic: 't', record: { key: 'k', value: 'v' } });
    abort(broker);
    expect(broker.content('t-0')).toEqual([]);
    expect(broker.state.producers['x']!.queue).toEqual([]);
  });
});
