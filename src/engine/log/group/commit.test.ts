// What a commit does, and who may commit (kafka-groups 4.1, 4.2).

import { describe, expect, test } from 'vitest';
import { type Conversation, converse } from '../conversation.ts';
import type { CommitOffset } from './command.ts';

/** Records 0 to 9 in `t-0`, and a group in which A has read them all and committed 5. */
const reading = (): Conversation => {
  const broker = converse({ 'group.initial.rebalance.delay.ms': 0 });
  broker.ask({ kind: 'create-topic', topic: 't', partitions: 2 });
  broker.send('t', ...Array.from({ length: 10 }, () => ({ partition: 0 })));
  broker.open('A', { group: 'g', topics: ['t'], config: { 'auto.offset.reset': 'earliest' } });
  broker.polls(2, 'A');
  broker.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 5 } });
  return broker;
};

describe('a commit', () => {
  const committed = (broker: Conversation) => broker.state.groups['g']?.offsets['t-0']?.offset;

  test('without offsets commits the positions of all partitions that have one', () => {
    const broker = reading();
    broker.ask({ kind: 'commit', consumer: 'A' });
    expect(committed(broker)).toBe(10);
    expect(broker.state.groups['g']!.offsets['t-1']!.offset).toBe(0);
  });

  test('is not compared with the log, and may go back', () => {
    const broker = reading();
    broker.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 99 } });
    broker.ask({ kind: 'commit', consumer: 'A', offsets: { 't-0': 0 } });
    expect(committed(broker)).toBe(0);
  });

  test('from outside the group is taken only while it has no members', () => {
    const broker = reading();
    broker.open('X', { group: 'g', partitions: ['t-0'] });
    const outside = () => broker.ask({ kind: 'commit', consumer: 'X', offsets: { 't-0': 8 } });
    expect(outside()).toMatchObject({ error: 'CommitFailedException' });
    broker.ask({ kind: 'close-consumer', consumer: 'A' });
    expect(outside()).toEqual({});
    expect(committed(broker)).toBe(8);
  });

  test('names what is wrong with it', () => {
    const broker = reading();
    const error = (consumer: string, offsets: Record<string, number>) =>
      (broker.ask({ kind: 'commit', consumer, offsets }) as { error: string }).error;
    expect(error('A', { 't-0': -1 })).toBe('IllegalArgumentException');
    expect(error('A', { 't-7': 1 })).toBe('TimeoutException');
    broker.open('X', { partitions: ['t-0'] });
    expect(error('X', { 't-0': 1 })).toBe('InvalidGroupIdException');
  });

  test('goes with its topic', () => {
    const broker = reading();
    broker.ask({ kind: 'delete-topic', topic: 't' });
    expect(broker.state.groups['g']!.offsets).toEqual({});
  });
});

describe('a request with something wrong in it', () => {
  const error = (broker: Conversation, consumer: string, offsets: Record<string, CommitOffset>) =>
    (broker.ask({ kind: 'commit', consumer, offsets }) as { error?: string }).error;

  test('keeps nothing back from the other partitions, and unknown ones are told first', () => {
    const broker = reading();
    const tooLong = { offset: 7, metadata: 'x'.repeat(4097) };
    expect(error(broker, 'A', { 't-0': tooLong, 't-1': 8 })).toBe('OffsetMetadataTooLarge');
    expect(error(broker, 'A', { 't-0': tooLong, 't-1': 9, 'nope-0': 1 })).toBe('TimeoutException');
    const { offsets } = broker.state.groups['g']!;
    expect([offsets['t-0']!.offset, offsets['t-1']!.offset]).toEqual([5, 9]);
    expect(error(broker, 'A', { 't-0': { offset: 7, metadata: 'x'.repeat(4096) } })).toBeUndefined();
  });

  test('is asked for again because of the unknown partition, whoever sent it', () => {
    const broker = reading();
    broker.open('X', { group: 'g', partitions: ['t-0'] });
    expect(error(broker, 'X', { 't-0': 1 })).toBe('CommitFailedException');
    expect(error(broker, 'X', { 't-0': 1, 't-7': 1 })).toBe('TimeoutException');
  });

  test('is none if it names nothing', () => {
    const broker = reading();
    broker.open('X', { group: 'g', partitions: ['t-0'] });
    expect(broker.ask({ kind: 'commit', consumer: 'X' })).toEqual({});
  });
});

test('a member hears from a refused commit that it is none any more', () => {
  const broker = reading();
  broker.open('B', { group: 'g', topics: ['t'] });
  broker.until(1000);
  broker.poll('B');
  broker.until(2000);
  broker.poll('A');
  // A does not come back, so the group goes on without it; its own limit would be a second later
  broker.until(301_000);
  broker.polls(2, 'B');
  expect(broker.facts('member-fenced')).toEqual([]);
  expect(broker.ask({ kind: 'commit', consumer: 'A' })).toMatchObject({ error: 'CommitFailedException' });
  expect(broker.facts('member-fenced')).toMatchObject([{ consumer: 'A' }]);
});
