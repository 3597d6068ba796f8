// What a partition's leader makes of numbers: producer id, epoch and sequence.

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';

const open = (): Conversation => {
  const broker = converse({ 'log.retention.ms': -1 });
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 1 });
  return broker;
};

/** One batch of so many records; where it stands, or the error. */
function batch(
  broker: Conversation,
  sequence: number,
  { epoch = 0, records = 1, ...more }: { epoch?: number; records?: number; [field: string]: unknown } = {},
): number | string {
  const answer = broker.ask({
    ...{ kind: 'produce-numbered', producer: 'A', topic: 't', partition: 0, epoch, sequence },
    records: Array.from({ length: records }, (_, n) => ({
      key: 'k',
      value: `${sequence + n}`,
      timestamp: 1000,
    })),
    ...more,
  }) as { offset: number } | { error: string };
  return 'error' in answer ? answer.error : answer.offset;
}

const OUT_OF_TURN = 'OutOfOrderSequenceException';

describe('the leader knows the last five batches of a producer (kafka-log 4.1)', () => {
  test('the same first and last sequence is the same batch: its offset is told, and nothing is appended', () => {
    const broker = open();
    expect([0, 1, 2].map((sequence) => batch(broker, sequence))).toEqual([0, 1, 2]);
    expect([2, 0, 1].map((sequence) => batch(broker, sequence))).toEqual([2, 0, 1]);
    expect(broker.content('t-0')).toEqual(['0:0', '1:1', '2:2']);
  });

  test('the sixth-oldest is forgotten', () => {
    const broker = open();
    for (let sequence = 0; sequence < 6; sequence++) batch(broker, sequence);
    expect(batch(broker, 1)).toBe(1);
    expect(batch(broker, 0)).toBe(OUT_OF_TURN);
  });

  test('part of a batch, or more than it, is none of them', () => {
    const broker = open();
    batch(broker, 0, { records: 3 });
    expect(batch(broker, 0, { records: 2 })).toBe(OUT_OF_TURN);
    expect(batch(broker, 1, { records: 2 })).toBe(OUT_OF_TURN);
    expect(batch(broker, 3)).toBe(3);
  });

  test('a gap is refused, and the expected number still taken', () => {
    const broker = open();
    batch(broker, 0);
    expect(batch(broker, 2)).toBe(OUT_OF_TURN);
    expect(batch(broker, 1)).toBe(1);
  });

  test('sequences go on at 0 after the largest of Java', () => {
    const broker = open();
    const last = 2147483647;
    expect(batch(broker, last, { records: 2 })).toBe(0);
    expect(batch(broker, 1)).toBe(2);
  });

  test('a batch that is not appended rolls a segment all the same (kafka-log 12)', () => {
    const broker = converse();
    broker.ask({
      ...{ kind: 'create-topic', topic: 't', partitions: 1 },
      config: { 'internal.segment.bytes': 75, 'retention.ms': -1 },
    });
    batch(broker, 0);
    batch(broker, 0);
    expect(broker.state.partitions['t-0']!.active).toMatchObject({ baseOffset: 1, sizeBytes: 0 });
  });
});

describe('epochs (kafka-log 4.1)', () => {
  test('a new one begins at 0, an older one is refused', () => {
    const broker = open();
    batch(broker, 0);
    expect(batch(broker, 1, { epoch: 1 })).toBe(OUT_OF_TURN);
    expect(batch(broker, 0, { epoch: 1 })).toBe(1);
    expect(batch(broker, 0)).toBe('InvalidProducerEpochException');
  });
});

describe('a producer that the leader does not know (kafka-log 4.1)', () => {
  test('may begin anywhere, but not in a transaction', () => {
    expect(batch(open(), 41)).toBe(0);
    const joining = { transactional: true, version: 12 };
    const broker = open();
    expect(batch(broker, 41, joining)).toBe(OUT_OF_TURN);
    // and who has asked for a transaction is expected to begin at 0 without one too
    expect(batch(broker, 41)).toBe(OUT_OF_TURN);
    expect(batch(broker, 0, joining)).toBe(0);
  });

  test('nor is one known that was not heard of for a day, by its own timestamps', () => {
    const broker = open();
    batch(broker, 0);
    broker.until(9 * 60_000);
    expect(batch(broker, 5)).toBe(OUT_OF_TURN);
    broker.until(10 * 60_000);
    expect(batch(broker, 5)).toBe(1);
  });
});
