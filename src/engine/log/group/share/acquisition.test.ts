// Which records a member of a share group is given, and how many at a time.

import { describe, expect, it } from 'vitest';
import { shareConverse } from './conversation.ts';

const RELEASE8 = Array.from({ length: 8 }, () => 'release' as const);

describe('a fetch acquires whole batches, or to the record (kafka-groups 5.5)', () => {
  it('a batch is never cut: whoever asks for two gets five', () => {
    const broker = shareConverse();
    broker.batch(5);
    broker.batch(3);
    for (const one of ['A', 'B']) broker.join(one, { 'max.poll.records': 2 });
    expect(broker.take('A')).toEqual(['0×1', '1×1', '2×1', '3×1', '4×1']);
    expect(broker.take('B')).toEqual(['5×1', '6×1', '7×1']);
  });

  it('with record_limit the rest of a batch is left to others', () => {
    const broker = shareConverse();
    broker.batch(5);
    for (const one of ['A', 'B', 'C'])
      broker.join(one, { 'max.poll.records': 2, 'share.acquire.mode': 'record_limit' });
    expect(broker.take('A')).toEqual(['0×1', '1×1']);
    expect(broker.take('B')).toEqual(['2×1', '3×1']);
    expect(broker.take('C')).toEqual(['4×1']);
  });

  it('what came back goes first, at its old place', () => {
    const broker = shareConverse();
    for (let n = 0; n < 4; n++) broker.batch(1);
    broker.join('A', { 'max.poll.records': 2 });
    broker.join('B', { 'max.poll.records': 1 });
    expect(broker.take('A')).toEqual(['0×1', '1×1']);
    expect(broker.take('B')).toEqual(['2×1']);
    broker.say('A', 'release', 'accept');
    expect(broker.take('A')).toEqual(['0×2', '3×1']);
  });

  it('begins at the end unless told otherwise', () => {
    const broker = shareConverse({ 'share.auto.offset.reset': 'latest' });
    broker.batch(2);
    broker.join('A');
    expect(broker.take('A')).toEqual([]);
    broker.batch(1);
    expect(broker.take('A')).toEqual(['2×1']);
  });
});

describe('late deliveries are fewer at a time (kafka-groups 5.5)', () => {
  const deliveries = (limit: number, records: number): string[] => {
    const broker = shareConverse({ 'share.delivery.count.limit': limit });
    broker.batch(records);
    broker.join('A');
    const seen: string[] = [];
    for (let taken = broker.take('A'); taken.length > 0; taken = broker.take('A')) {
      seen.push(taken.join(' '));
      broker.say('A', ...RELEASE8);
    }
    return seen;
  };

  it('with limit 5 the fourth in halves, the last one by one', () => {
    expect(deliveries(5, 4)).toEqual([
      ...['0×1 1×1 2×1 3×1', '0×2 1×2 2×2 3×2', '0×3 1×3 2×3 3×3'],
      ...['0×4 1×4', '0×5', '1×5', '2×4 3×4', '2×5', '3×5'],
    ]);
  });

  it('with limit 2 never', () => {
    expect(deliveries(2, 3)).toEqual(['0×1 1×1 2×1', '0×2 1×2 2×2']);
  });
});

describe('the window is limited by its length (kafka-groups 5.4)', () => {
  const limited = (batches: readonly number[], config: object): string[] => {
    const broker = shareConverse({ 'share.partition.max.record.locks': 100 });
    for (const records of batches) broker.batch(records);
    const all = { 'max.poll.records': 60, ...config };
    for (const one of ['A', 'B', 'C']) broker.join(one, all);
    return ['A', 'B', 'C'].map((one) => String(broker.take(one).length));
  };

  it('exactly with record_limit', () => {
    const tens = Array.from({ length: 12 }, () => 10);
    expect(limited(tens, { 'share.acquire.mode': 'record_limit' })).toEqual(['60', '40', '0']);
  });

  it('softly by batches, and the rest of a batch that is in it can be had', () => {
    expect(limited([60, 60], {})).toEqual(['60', '60', '0']);
    expect(limited([60, 60], { 'share.acquire.mode': 'record_limit' })).toEqual(['60', '40', '20']);
  });

  it('what came back inside it is given out all the same', () => {
    const broker = shareConverse({ 'share.partition.max.record.locks': 100 });
    for (let n = 0; n < 12; n++) broker.batch(10);
    broker.join('A', { 'max.poll.records': 100 });
    broker.join('B', { 'max.poll.records': 100 });
    expect(broker.take('A')).toHaveLength(100);
    broker.say(
      'A',
      ...Array.from({ length: 100 }, (_, n) => (n === 50 ? 'release' : n === 0 ? 'renew' : 'accept')),
    );
    expect(broker.take('B')).toEqual(['50×2']);
  });
});
