// What becomes of records in hand: by their holder, without it, and on the log.

import { describe, expect, it } from 'vitest';
import { shareGroup } from '../kinds.ts';
import type { ShareConversation } from './conversation.ts';
import { shareConverse } from './conversation.ts';

const partitionOf = (broker: ShareConversation) => shareGroup(broker.state, 'g')!.partitions['t-0']!;

/** The start offset as it is, as administrators see it, and the lag that they see. */
function starts(broker: ShareConversation): (number | undefined)[] {
  const { startOffset, written } = partitionOf(broker);
  const { logEndOffset } = broker.state.partitions['t-0']!;
  return [startOffset, written?.startOffset, logEndOffset - written!.startOffset - written!.doneRecords];
}

describe('a record is accepted, given back, rejected or kept (kafka-groups 5.4)', () => {
  it('each in its own way; the start offset passes only what is done without a gap', () => {
    const broker = shareConverse();
    broker.batch(5);
    broker.join('A');
    broker.take('A');
    expect(broker.say('A', 'accept', 'reject', 'release', 'accept', 'accept')).toEqual([]);
    expect(broker.states()).toEqual([
      ...['0:Acknowledged', '1:Archived', '2:Available', '3:Acknowledged', '4:Acknowledged'],
    ]);
    expect(partitionOf(broker).startOffset).toBe(2);
    expect(broker.take('A')).toEqual(['2×2']);
    broker.say('A', 'accept');
    expect(broker.states()).toEqual([]);
    expect(partitionOf(broker).startOffset).toBe(5);
  });

  it('the start offset is shown as it was before the last word, the lag as it is (kafka-groups 5.7)', () => {
    const broker = shareConverse();
    for (let n = 0; n < 3; n++) broker.batch(1);
    broker.join('A', { 'max.poll.records': 1 });
    const seen = [0, 1, 2].map(() => {
      broker.take('A');
      broker.say('A', 'accept');
      return starts(broker).join(' ');
    });
    expect(seen).toEqual(['1 0 2', '2 1 1', '3 2 0']);
  });

  it('after the last delivery it is archived, whoever gives it back', () => {
    const broker = shareConverse({ 'share.delivery.count.limit': 2 });
    broker.batch(1);
    for (const one of ['A', 'B', 'C']) broker.join(one);
    expect(broker.take('A')).toEqual(['0×1']);
    broker.ask({ kind: 'kill-share-consumer', consumer: 'A' });
    expect(broker.take('B')).toEqual(['0×2']);
    broker.ask({ kind: 'close-share-consumer', consumer: 'B' });
    expect(broker.take('C')).toEqual([]);
    expect(partitionOf(broker).startOffset).toBe(1);
  });

  it('a word that comes too late changes nothing, one about what is done is no error', () => {
    const broker = shareConverse({ 'share.delivery.count.limit': 2 });
    broker.batch(2);
    for (const one of ['A', 'B']) broker.join(one);
    broker.take('A');
    broker.until(broker.run.world.now + 30_000);
    expect(broker.take('B')).toEqual(['0×2', '1×2']);
    expect(broker.say('A', 'accept', 'accept')).toEqual(['InvalidRecordStateException']);
    expect(broker.states()).toEqual(['0:Acquired', '1:Acquired']);
    broker.batch(1);
    broker.take('A');
    broker.say('B', 'accept', 'accept');
    expect(partitionOf(broker).startOffset).toBe(2);
  });
});

describe('locks run out (kafka-groups 5.4)', () => {
  it('30 seconds after a record was given out, or renewed', () => {
    const broker = shareConverse();
    broker.batch(2);
    broker.join('A', { 'max.poll.records': 1, 'share.acquire.mode': 'record_limit' });
    const from = broker.run.world.now;
    broker.take('A');
    broker.until(from + 20_000);
    broker.say('A', 'renew');
    broker.until(from + 49_999);
    expect(broker.states()).toEqual(['0:Acquired', '1:Available']);
    // it comes back with the same count, and alone
    expect(broker.take('A')).toEqual(['0×1']);
    broker.until(from + 50_000);
    expect(broker.states()).toEqual(['0:Available', '1:Available']);
  });
});

describe('what is gone from the log (kafka-groups 5.5)', () => {
  it('moves the start offset; what is in hand stays there, and may be acknowledged', () => {
    const broker = shareConverse();
    broker.batch(5);
    const config = { 'max.poll.records': 2, 'share.acquire.mode': 'record_limit' };
    for (const one of ['A', 'B']) broker.join(one, config);
    broker.take('A');
    broker.ask({ kind: 'delete-records', topic: 't', before: { 0: 3 } });
    expect(broker.take('B')).toEqual(['3×1', '4×1']);
    broker.say('B', 'accept');
    expect(starts(broker)).toEqual([3, 3, 1]);
    expect(broker.say('A', 'accept', 'accept')).toEqual([]);
    expect(starts(broker)).toEqual([3, 3, 1]);
  });
});
